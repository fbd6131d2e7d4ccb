"""What overviews show of a record, kept from one run to the next."""

from __future__ import annotations

from datetime import date

import pytest

from builders import challenge, directive, effect, event, small_library, step
from docket.links import link
from docket.shelf import Shelf
from docket.status import history
from docket.views.briefs import make_brief, packed, read_briefs, unpacked
from docket.views.cards import CardMaker
from docket.views.site import make_site

AS_OF = date(2025, 11, 1)
LAW = "executive-directive-12"
LAPSING = challenge(
    id="lapsing",
    steps=[step("2025-08~", "filed"), step("2025-10-01", "tro-granted", text="Held back for two weeks.", effects=[effect(LAW, "blocks", until="2025-10-15", provisions=["one"])])],
)


@pytest.fixture(scope="module")
def site():
    late = directive("late", steps=[step("2025-07", "confirmed"), step("2025-07-11", "signed"), step("2025", "reported")])
    return make_site(small_library(challenges=[LAPSING], directives=[late], events=[event("gone", withdrawn={"on": "2025-10-01", "reason": "Twice."})]), AS_OF)


def made(site, name):
    record = site.library.by_id[name]
    told = history(record, site.library, link(site.library)) if record.kind.initial_status else None
    return make_brief(record, CardMaker(site.library, site.as_of).make(record, told), told)


def test_a_brief_that_was_kept_is_the_one_that_was_made(site):
    for name in site.cards:
        assert unpacked(packed(made(site, name))) == made(site, name)
    spans = unpacked(packed(made(site, LAW))).history.spans
    assert [span.status for span in spans] == ["in-force", "blocked-in-part", "blocked", "blocked-in-part"]
    assert type(spans[0].begin) is type(AS_OF)
    assert unpacked(packed(made(site, "late"))).history.spans[0].begin_latest is not None


def test_moments_are_in_order_of_date_and_tell_which_count(site):
    late = made(site, "late").moments
    told = [(moment.on, moment.label, moment.anchor) for moment in late]
    assert told == [("2025", "Reported", "step-3"), ("2025-07", "Reported in force", "step-1"), ("2025-07-11", "Signed", "step-2")]
    assert [moment.main for moment in made(site, "lapsing").moments] == [True, True]


def test_what_is_withdrawn_or_pointed_at_has_no_moments(site):
    assert made(site, "gone").moments == made(site, "test-city").moments == ()


def test_a_brief_comes_from_its_slot_and_is_made_anew_where_that_is_damaged(site, tmp_path):
    shelf = Shelf(tmp_path, "briefs")
    writer = shelf.writer(1)
    slots = {LAW: writer.add(packed(made(site, "late"))), "late": (1, 0, 5, 0)}
    writer.close()
    found = read_briefs(site.library.by_id, site.cards, site.histories, slots, shelf, None)
    assert found[LAW] == made(site, "late")
    assert found["late"] == made(site, "late")
    assert found["lapsing"] == made(site, "lapsing")
