"""Cards: the date that a record is listed under, and the day on which it was last updated."""

from __future__ import annotations

from datetime import date

import pytest

from builders import directive, record, small_site, source, step
from docket.views.card import required_date
from docket.views.card_maker import last_updated, primary_date

READ = date(2025, 11, 1)


def updated(steps, **dates):
    written = directive(
        steps=[step(on, "signed") for on in steps],
        sources=[source(**{"seen": "2020-01-01", **dates})],
    )
    return last_updated(record("directive", written), READ)


@pytest.mark.parametrize(
    ("on", "day"),
    [
        ("2025-10-31", "2025-10-31"),
        ("2025-11-01", "2025-11-01"),
        ("2025-11-02", "2020-01-01"),
        ("2025-10", "2025-10-31"),
        ("2025-11", "2025-11-01"),
        ("2025-12", "2020-01-01"),
        ("2025-10-30/2025-11-02", "2025-10-30"),
        ("2025-10-30/..", "2025-10-30"),
    ],
)
def test_a_record_was_last_updated_on_its_newest_day_up_to_the_day_of_reading(on, day):
    assert updated([on]) == day


def test_the_newest_of_steps_and_of_days_on_which_sources_were_published_or_read_counts():
    assert updated(["2025-01-02", "2025-01-03"]) == "2025-01-03"
    assert updated(["2025-01-02"], published="2025-01-04") == "2025-01-04"
    assert updated(["2025-01-02"], published="2025-01-04", seen="2025-01-05") == "2025-01-05"


def test_a_record_that_names_no_day_yet_was_last_updated_on_the_day_of_reading():
    assert updated(["2026-01-01"], seen="2025-11-02") == "2025-11-01"


@pytest.mark.parametrize(
    ("on", "status"), [("2025-10-31", "ended"), ("2025-11-01", "ended"), ("2025-11-02", "in-force")]
)
def test_a_card_shows_the_status_of_the_day_of_reading(on, status):
    ended = directive("a", steps=[step("2025-07-11", "signed"), step(on, "rescinded")])
    site = small_site(directives=[ended])
    assert site.as_of == READ
    assert site.cards["a"].status == status
    assert site.views["a"].status_now.status == status


def test_a_record_is_listed_under_the_earliest_of_the_first_step_that_its_kind_asks_for():
    written = directive(
        steps=[
            step("2025-01-01", "announced"),
            step("2025-03", "signed"),
            step("2025-02", "signed"),
        ]
    )
    assert primary_date(record("directive", written), None) == "2025-02"


@pytest.mark.parametrize(
    ("text", "machine", "interval"),
    [
        ("2025-07-01", "2025-07-01", "2025-07-01"),
        ("2025-07", "2025-07", "2025-07"),
        ("2024-02", "2024-02", "2024-02"),
        ("2025-12", "2025-12", "2025-12"),
        ("2025", "2025", "2025"),
        ("2025-07-01/2025-07-30", "", "2025-07-01/2025-07-30"),
        ("2025-07-01/2025-08-31", "", "2025-07-01/2025-08-31"),
        ("2025-07/..", "", "2025-07-01/.."),
        ("../2025-07", "", "../2025-07-31"),
        ("2025-07-11~", "", ""),
        ("2025-07~", "", ""),
    ],
)
def test_a_date_is_no_more_exact_for_machines_than_for_readers(text, machine, interval):
    view = required_date(text)
    assert (view.machine, view.interval) == (machine, interval)
