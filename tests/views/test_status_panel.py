"""What a record's page says of its status: what bears on it, and what no source says."""

from __future__ import annotations

import pytest

from builders import challenge, directive, effect, provision, small_site, step


def view(*steps, orders=(), **changes):
    one = directive("d", steps=list(steps), **changes)
    case = challenge("case", steps=[step("2025-08-01", "filed"), *orders])
    return small_site(directives=[one], challenges=[case]).views["d"]


def injunction(*effects):
    return step(
        "2025-09-01",
        "injunction-granted",
        id="order",
        court="district-court",
        order={"effects": list(effects)},
    )


@pytest.mark.parametrize(
    ("code", "changes", "label"),
    [
        ("blocks", {}, "Blocked by a court"),
        ("blocks-in-part", {}, "Blocked in part by a court"),
        ("blocks", {"provisions": ["one"]}, "Blocked in part by a court"),
    ],
)
def test_what_bears_on_a_record_is_called_as_the_status_it_would_have_by_that_alone(
    code, changes, label
):
    found = view(
        step("2025-07-01", "effective"),
        orders=[injunction(effect("d", code, **changes))],
        provisions=[provision(id="one"), provision(id="two")],
    )
    (ground,) = found.phase_now.grounds
    assert (ground.status_label, ground.cause.court.id) == (label, "district-court")


@pytest.mark.parametrize(
    ("steps", "unknown"),
    [
        ([step("2025-07-01", "signed")], True),
        ([step("2025-07-01", "signed"), step("2025-10-01", "effective")], False),
        ([step("2025-07-01", "signed"), step("2026-10-01", "effective", planned=True)], False),
    ],
)
def test_a_statute_without_a_day_of_effect_says_so_until_one_is_known(steps, unknown):
    assert bool(view(*steps, instrument="statute").effect_unknown) is unknown


def test_what_has_not_begun_is_not_said_to_lack_a_day():
    assert view(step("2026-07-01", "signed"), instrument="statute").effect_unknown == ""
