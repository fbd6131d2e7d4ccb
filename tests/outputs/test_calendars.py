"""Calendars as text, and read back by the library."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from builders import challenge, settings, small_library, small_site, step
from docket.exports.calendars import calendar_files
from docket.model.recorded import Recorded
from docket.status.days_ahead import DayAhead
from docket.views.followed import followed_names
from docket.views.record_history import RecordHistory
from docket.views.site import make_site

CASE = challenge(
    "case",
    title="Löwe, Inc. v. City; a “test”",
    steps=[
        step("2025-08-01", "filed"),
        step("2025-11-20", "hearing", id="trial", text="Room 1,\nsecond floor.", planned=True),
        step("2025-12", "deadline", planned=True),
    ],
)
GOLDEN = """BEGIN:VEVENT
SUMMARY:Hearing: Löwe\\, Inc. v. City\\; a “test”
DTSTART;VALUE=DATE:20251120
DTEND;VALUE=DATE:20251121
DTSTAMP:20251001T000000Z
UID:case.trial@docket.test
SEQUENCE:2
CATEGORIES:Court challenge,City property
DESCRIPTION:Room 1\\,\\nsecond floor.\\n\\nPlanned.\\n\\nhttps://docket.test/cha
 llenges/case/
LOCATION:Test City
STATUS:TENTATIVE
TRANSP:TRANSPARENT
URL:https://docket.test/challenges/case/#step-2
END:VEVENT
"""


def made(*cases, ledger=None, history=None):
    """A site with these cases, read on 1 November 2025."""
    library = small_library(challenges=cases)
    return make_site(library, date(2025, 11, 1), ledger or {}, history=history or RecordHistory())


def content(name, site):
    (file,) = calendar_files(name, site, settings())
    assert file.path == f"api/v1/calendars/{name}.ics"
    return file.content


def events(name, site):
    return icalendar.Calendar.from_ical(content(name, site)).walk("VEVENT")


@pytest.fixture(scope="module")
def known():
    """The site with the case, which was changed three times, last on 1 October 2025."""
    return made(CASE, ledger={"case": Recorded(date(2025, 9, 1), date(2025, 10, 1), 3)})


def test_an_event_is_written_as_expected(known):
    text = content("challenges-case", known).decode()
    assert text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")].replace("\r\n", "\n") == (
        GOLDEN
    )


def test_what_was_written_is_read_back(known):
    (event,) = events("challenges-case", known)
    assert str(event["SUMMARY"]) == "Hearing: Löwe, Inc. v. City; a “test”"
    assert str(event["DESCRIPTION"]).startswith("Room 1,\nsecond floor.")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2025, 11, 20), date(2025, 11, 21))
    assert event["DTSTAMP"].dt == datetime(2025, 10, 1, tzinfo=UTC)
    assert list(map(str, event["CATEGORIES"].cats)) == ["Court challenge", "City property"]


def test_lines_end_in_crlf_and_have_at_most_75_bytes(known):
    for name in followed_names(known):
        body = content(name, known)
        assert body.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in body.replace(b"\r\n", b"")
        assert max(map(len, body.split(b"\r\n"))) <= 75


def test_a_date_that_is_not_known_to_the_day_is_left_out(known):
    assert [str(event["UID"]) for event in events("challenges-case", known)] == [
        "case.trial@docket.test"
    ]


@pytest.mark.parametrize(
    "name", ["all", "challenges", "places-test-city", "places-test-state", "topics-city-property"]
)
def test_the_calendar_of_each_that_has_the_record_has_its_events(name, known):
    assert "case.trial@docket.test" in [str(event["UID"]) for event in events(name, known)]


def test_the_id_stays_when_the_day_moves_and_the_sequence_grows():
    moved = {**CASE, "steps": [*CASE["steps"][:1], {**CASE["steps"][1], "date": "2025-11-27"}]}
    ledger = {"case": Recorded(date(2025, 9, 1), date(2025, 10, 9), 4)}
    (event,) = events("challenges-case", made(moved, ledger=ledger))
    assert (str(event["UID"]), event["SEQUENCE"]) == ("case.trial@docket.test", 3)
    assert event["DTSTART"].dt == date(2025, 11, 27)


def test_without_a_history_the_sequence_is_0_and_the_stamp_the_newest_reading():
    (event,) = events("challenges-case", made(CASE))
    assert event["SEQUENCE"] == 0
    assert event["DTSTAMP"].dt == datetime(2025, 10, 20, tzinfo=UTC)


def test_the_days_of_a_withdrawn_record_are_cancelled_and_stay():
    gone = {**CASE, "withdrawn": {"date": "2025-10-20", "reason": "Wrong."}}
    (event,) = events("challenges-case", made(gone))
    assert event["STATUS"] == "CANCELLED"
    assert "the record was withdrawn" in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    "name", ["all", "challenges", "places-test-city", "places-test-state", "topics-city-property"]
)
def test_they_stay_cancelled_in_every_calendar_that_had_them(name):
    gone = {**CASE, "withdrawn": {"date": "2025-10-20", "reason": "Wrong."}}
    found = {str(event["UID"]): str(event["STATUS"]) for event in events(name, made(gone))}
    assert found["case.trial@docket.test"] == "CANCELLED"


def test_a_record_is_not_in_the_calendar_of_one_that_it_only_names():
    gone = challenge(
        "gone",
        steps=[step("2025-11-21", "hearing", planned=True)],
        relations=[{"type": "related", "record": "case"}],
        withdrawn={"date": "2025-10-20", "reason": "Wrong."},
    )
    (event,) = events("challenges-case", made(CASE, gone))
    assert event["UID"] == "case.trial@docket.test"


def test_a_planned_step_that_is_gone_is_cancelled_where_the_history_knows_it():
    gone = DayAhead("argued", "step", 9, "2025-11-25", "argued", True)
    site = made(CASE, history=RecordHistory(True, (), {"case": (gone,)}))
    found = {str(event["UID"]): str(event["STATUS"]) for event in events("challenges-case", site)}
    assert found == {
        "case.trial@docket.test": "TENTATIVE",
        "case.argued@docket.test": "CANCELLED",
    }


def test_a_calendar_without_a_day_is_valid_all_the_same():
    site = small_site()
    calendar = icalendar.Calendar.from_ical(content("events-park-operation", site))
    assert calendar.walk("VEVENT") == []
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_two_builds_write_the_same_bytes(known):
    again = made(CASE, ledger={"case": Recorded(date(2025, 9, 1), date(2025, 10, 1), 3)})
    assert content("all", known) == content("all", again)


def test_no_two_events_have_one_id(known):
    ids = [str(event["UID"]) for event in events("all", known)]
    assert len(ids) == len(set(ids))
