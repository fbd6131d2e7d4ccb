"""The day on which a status is read, and the last thing known to have happened."""

from __future__ import annotations

from datetime import date

import pytest

from builders import directive, library, place, record, search, source, state, step
from docket.model.references import link
from docket.status.horizon import Horizons, last_action

SIGNED = step("2025-07-11", "signed")
SEARCHED = date(2025, 9, 30)
"""The day to which `search` looked for directives in the state."""


def read_on(*steps, **changes):
    """Return the day on which the status of a directive with these steps is read."""
    found = directive("d", steps=list(steps), **changes)
    made = library(directives=[found], places=[place(), state()], coverage=[search()])
    return Horizons(made, link(made)).of(made["d"])


def test_a_status_is_read_on_the_day_to_which_was_searched_and_not_on_that_of_a_newer_source():
    assert read_on(SIGNED, sources=[source(seen="2025-12-24")]) == SEARCHED


def test_what_happened_after_the_search_moves_the_day_of_its_own_record():
    late = step("2025-10-15", "reported")
    assert read_on(SIGNED, late, sources=[source(seen="2025-12-24")]) == date(2025, 10, 15)


@pytest.mark.parametrize(
    ("published", "day"),
    [(None, SEARCHED), ("2025-10-14", SEARCHED), ("2025-10-15", date(2025, 10, 15))],
)
def test_a_deadline_after_the_search_counts_only_if_a_source_was_published_when_it_had_come(
    published, day
):
    sources = [source(seen="2025-12-24", published=published)]
    assert read_on(SIGNED, step("2025-10-15", "deadline"), sources=sources) == day


def test_a_deadline_within_the_time_that_was_searched_is_the_last_action():
    written = record("directive", directive(steps=[SIGNED, step("2025-09-30", "deadline")]))
    assert last_action(written, SEARCHED) == 1
    later = record("directive", directive(steps=[SIGNED, step("2025-10-01", "deadline")]))
    assert last_action(later, SEARCHED) == 0


def test_what_was_planned_is_no_last_action():
    planned = step("2025-08-01", "effective", planned=True)
    assert last_action(record("directive", directive(steps=[SIGNED, planned])), SEARCHED) == 0
