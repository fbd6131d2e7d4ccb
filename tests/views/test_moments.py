"""The dated steps of a record as overviews show them, and how the store keeps them."""

from __future__ import annotations

from datetime import date

import pytest

from builders import challenge, directive, effect, event, order, small_library, step
from docket.status.codecs import HISTORY, LIVES
from docket.views.moments import CODEC as MOMENTS
from docket.views.site import make_site

AS_OF = date(2025, 11, 1)
LAW = "executive-directive-12"
LAPSING = challenge(
    id="lapsing",
    steps=[
        step("2025-08~", "filed"),
        order("2025-10-01", "tro", effect(LAW, "blocks"), until="2025-10-15"),
    ],
)


@pytest.fixture(scope="module")
def site():
    steps = [step("2025-07", "confirmed"), step("2025-07-11", "signed"), step("2025", "reported")]
    gone = event("gone", withdrawn={"date": "2025-10-01", "reason": "Twice."})
    late = directive("late", steps=steps)
    library = small_library(challenges=[LAPSING], directives=[late], events=[gone])
    return make_site(library, AS_OF)


def test_moments_and_histories_that_were_kept_are_those_that_were_made(site):
    for name in site.cards:
        assert MOMENTS.unpack(MOMENTS.pack(site.moments[name])) == site.moments[name]
    for history in site.histories.values():
        assert HISTORY.unpack(HISTORY.pack(history)) == history
    spans = HISTORY.unpack(HISTORY.pack(site.histories[LAW])).spans
    assert [span.status for span in spans] == [
        "in-force",
        "blocked-in-part",
        "blocked",
        "blocked-in-part",
    ]
    lives = site.lives["lapsing"]
    assert len(lives) == 1
    assert LIVES.unpack(LIVES.pack(lives)) == lives


def test_moments_are_in_order_of_date_and_tell_which_count(site):
    listed = [(moment.date, moment.label, moment.anchor) for moment in site.moments["late"]]
    assert listed == [
        ("2025", "Reported", "step-3"),
        ("2025-07", "Reported in force", "step-1"),
        ("2025-07-11", "Signed", "step-2"),
    ]
    assert [moment.main for moment in site.moments["lapsing"]] == [True, True]


def test_what_is_withdrawn_or_pointed_at_has_no_moments(site):
    assert site.moments["gone"] == site.moments["test-city"] == ()
