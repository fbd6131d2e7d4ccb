"""What applied on a day, here, and why."""

from __future__ import annotations

from datetime import date

import pytest

from builders import (
    challenge,
    directive,
    effect,
    event,
    order,
    place,
    provision,
    small_site,
    state,
    step,
)
from docket.views.days import month_ends


def on(day, **more):
    found = small_site(**more).in_force.on(day)
    return {
        group.kind: [
            (standing.card.id, standing.span.status, title)
            for title, standings in group.groups
            for standing in standings
        ]
        for group in found
    }


def test_what_applied_on_a_day_is_listed_by_kind_with_its_status():
    assert on("2025-07-10") == {}
    assert on("2025-07-11") == {"directive": [("executive-directive-12", "in-force", "In force")]}
    assert on("2025-09-19") == {
        "directive": [("executive-directive-12", "blocked-in-part", "In force in part")],
        "challenge": [("city-v-state", "pending", "Court challenges pending")],
    }


@pytest.mark.parametrize(
    ("day", "group"),
    [
        ("2025-08-01", "Possibly"),
        ("2025-08-30", "Possibly"),
        ("2025-08-31", "Court challenges pending"),
    ],
)
def test_a_case_filed_in_a_month_is_pending_for_sure_only_from_its_last_day(day, group):
    assert on(day)["challenge"] == [("city-v-state", "pending", group)]


BLOCKING = challenge(
    "c",
    steps=[step("2025-08-01", "filed"), order("2025-09-01", "i", effect("b", "blocks"))],
)


def test_what_is_blocked_is_listed_as_held_back_after_what_applies():
    found = on(
        "2025-09-02",
        directives=[directive("b", title="A blocked one")],
        challenges=[BLOCKING],
    )
    assert found["directive"] == [
        ("executive-directive-12", "in-force", "In force"),
        ("b", "blocked", "Held back or overridden"),
    ]


def test_every_order_that_bears_on_a_record_is_among_its_grounds():
    other = challenge("d", steps=[order("2025-08-20", "i", effect("b", "blocks-in-part"))])
    (group, *_) = small_site(directives=[directive("b")], challenges=[BLOCKING, other]).in_force.on(
        "2025-09-02"
    )
    (standing,) = (one for one in group.standings if one.card.id == "b")
    assert [(ground.cause.by.id, ground.effect) for ground in standing.grounds] == [
        ("d", "blocks-in-part"),
        ("c", "blocks"),
    ]


def test_what_was_adopted_is_listed_only_where_no_day_of_effect_is_known():
    signed, law = step("2025-08-01", "signed"), {"instrument": "statute"}
    unknown = directive("u", steps=[signed], **law)
    known = directive("k", steps=[signed, step("2026-01-01", "effective", planned=True)], **law)
    found = on("2025-09-02", directives=[unknown, known])["directive"]
    assert ("u", "adopted", "Adopted, day of effect not known") in found
    assert "k" not in [one[0] for one in found]


def test_an_operation_is_listed_from_its_beginning_to_its_end():
    operation = event("long", steps=[step("2025-06-01", "began"), step("2025-06-20", "ended")])
    assert on("2025-06-19", events=[operation])["event"] == [("long", "under-way", "Under way")]
    assert "event" not in on("2025-06-20", events=[operation])


def test_a_withdrawn_record_applied_never():
    gone = directive("gone", withdrawn={"date": "2025-10-01", "reason": "Twice."})
    assert [found[0] for found in on("2025-07-11", directives=[gone])["directive"]] == [
        "executive-directive-12"
    ]


def test_here_adds_up_the_levels_from_the_nearest_to_the_farthest():
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        state("oregon", title="Oregon", geoid="41", parent="top"),
        place("salem", title="Salem", parent="oregon"),
    ]
    site = small_site(
        places=places,
        directives=[
            directive("a", place="salem"),
            directive("b", place="oregon"),
            directive("c", place="top"),
        ],
    )
    levels = site.in_force.here(site.library.get("salem"), "2025-08-01")
    assert [
        (card.id, [standing.card.id for group in groups for standing in group.standings])
        for card, groups in levels
    ] == [("salem", ["a"]), ("oregon", ["b"]), ("top", ["c"])]
    assert [
        card.id for card, _ in site.in_force.here(site.library.get("oregon"), "2025-08-01")
    ] == ["oregon", "top"]


def test_between_two_days_what_changed_is_listed_with_both_ends():
    changes = small_site().in_force.changes("2025-07-01", "2025-09-30")
    assert [
        (change.card.id, change.before and change.before.status, change.after.status)
        for change in changes
    ] == [
        ("city-v-state", None, "pending"),
        ("executive-directive-12", None, "blocked-in-part"),
        ("park-operation", None, "concluded"),
    ]
    assert small_site().in_force.changes("2025-09-20", "2025-09-30") == ()


def test_a_second_order_is_a_change_of_grounds_though_the_status_is_the_same():
    second = challenge("d", steps=[order("2025-09-10", "i", effect("b", "blocks"))])
    site = small_site(directives=[directive("b")], challenges=[BLOCKING, second])
    (change,) = site.in_force.changes("2025-09-05", "2025-09-15")
    assert (change.card.id, change.same_status) == ("b", True)
    assert change.gone == ()
    assert [ground.cause.by.id for ground in change.new] == ["d"]


def test_a_change_names_the_provisions_whose_status_differs():
    parts = [provision(id="a"), provision(id="b")]
    case = challenge("d", steps=[order("2025-09-10", "i", effect("p", "blocks", provisions=["b"]))])
    site = small_site(directives=[directive("p", provisions=parts)], challenges=[case])
    (change,) = site.in_force.changes("2025-09-05", "2025-09-15")
    assert [(was.label, part.id, part.label) for was, part in change.parts] == [
        ("In force", "b", "Blocked by a court")
    ]


def test_days_of_change_and_month_ends():
    found = small_site().in_force
    assert list(found.days) == [
        "2025-07-07",
        "2025-07-11",
        "2025-08-01",
        "2025-08-31",
        "2025-09-19",
    ]
    assert [day.isoformat() for day in month_ends(found, date(2025, 10, 20))] == [
        "2025-07-31",
        "2025-08-31",
        "2025-09-30",
        "2025-10-20",
    ]
    assert month_ends(found, date(2025, 7, 7)) == (date(2025, 7, 7),)
    assert month_ends(found, date(2025, 7, 6)) == ()
    assert month_ends(found, date(2025, 7, 31)) == (date(2025, 7, 31),)
