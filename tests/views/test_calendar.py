"""The days of a record that can lie ahead, and the calendar of all of them."""

from __future__ import annotations

from datetime import date

from builders import act, challenge, directive, event, order, site, small_site, step
from builders import library as make
from docket.model.recorded import Recorded
from docket.status.days_ahead import DayAhead
from docket.views.record_history import RecordHistory
from docket.views.site import make_site

COMING = step("2025-11-20", "hearing", planned=True)


def days(record, made):
    """Return the key, label, date and reason why it no longer counts, of each day of a record."""
    return [(day.key, day.label, day.date.text, day.off) for day in made.calendar_days(record)]


def case(*steps, **changes):
    """Return a site with one case, its statuses read on 1 November 2025."""
    return site(make(challenges=[challenge("case", steps=[*steps], **changes)]))


def test_a_step_that_can_lie_ahead_has_a_day_and_others_have_none():
    made = case(step("2025-08-01", "filed"), COMING)
    assert days("case", made) == [("hearing", "Hearing", "2025-11-20", "")]


def test_the_key_of_a_step_is_its_id_or_its_code_with_a_number():
    made = case(
        step("2025-09-01", "hearing"),
        step("2025-10-01", "hearing"),
        step("2025-11-20", "hearing", id="trial", planned=True),
    )
    assert [key for key, *_ in days("case", made)] == ["hearing", "hearing-2", "trial"]


def test_an_order_has_the_day_on_which_it_takes_effect_and_that_of_its_end():
    made = case(
        step("2025-08-01", "filed"),
        order("2025-10-20", "block", **{"from": "2025-10-25", "until": "2025-11-30"}),
    )
    assert days("case", made) == [
        ("block-from", "Order takes effect", "2025-10-25", ""),
        ("block-until", "Order ends by its own terms", "2025-11-30", ""),
    ]


def test_an_end_that_a_later_step_puts_off_no_longer_counts():
    made = case(
        step("2025-08-01", "filed"),
        order("2025-10-20", "tro", until="2025-11-03", step_code="tro-granted"),
        act("2025-10-30", "tro", "extends", "tro-extended", until="2025-11-17"),
    )
    found = {date: off for _, _, date, off in days("case", made)}
    assert found == {"2025-11-03": "put off or replaced by a later step", "2025-11-17": ""}


def test_the_end_of_an_order_that_was_lifted_before_no_longer_counts():
    made = case(
        step("2025-08-01", "filed"),
        order("2025-10-20", "block", until="2025-11-30"),
        act("2025-10-25", "block", "lifts"),
    )
    assert days("case", made)[-1][3] == "the order had ended before"


def test_a_restraining_order_without_an_end_lapses_by_rule_on_a_day_that_is_not_exact():
    made = case(step("2025-08-01", "filed"), order("2025-10-25", "tro", step_code="tro-granted"))
    (day,) = made.calendar_days("case")
    assert (day.label, day.certainty) == (
        "Order lapses by rule",
        "Worked out by rule; the day is not known exactly",
    )
    assert not day.exact
    assert (day.date.earliest, day.date.latest) == ("2025-11-09", "2025-11-23")


def test_a_planned_end_that_was_extended_gives_way_to_the_new_one():
    steps = [
        step("2025-09-01", "began"),
        step("2025-10-31", "ended", planned=True),
        step("2025-10-10", "extended", until="2025-12-31"),
    ]
    found = days("guard", site(make(events=[event("guard", steps=steps)])))
    assert ("ended", "Planned end", "2025-10-31", "put off or replaced by a later step") in found
    assert ("extended-end", "Planned end", "2025-12-31", "") in found


def test_a_withdrawn_records_days_no_longer_count():
    made = case(COMING, withdrawn={"date": "2025-10-20", "reason": "Wrong."})
    assert days("case", made)[0][3] == "the record was withdrawn"


def test_how_certain_a_day_is_depends_on_the_horizon_and_on_what_the_record_says():
    steps = [
        step("2025-10-10", "deadline", planned=True),
        step("2025-10-12", "deadline"),
        step("2025-11-10", "deadline"),
        step("2025-11~", "effective", planned=True),
    ]
    made = site(make(directives=[directive("rule", steps=steps)]))
    assert [day.certainty for day in made.calendar_days("rule")] == [
        "Was planned; no source on record says what came of it",
        "As recorded",
        "Announced",
        "Planned; the day is not known exactly",
    ]
    assert made.calendar_days("rule")[-1].label == "Takes effect"


def test_the_calendar_has_thirty_days_both_ways_and_the_rest_by_month():
    steps = [
        step(day, "deadline")
        for day in (
            "2025-10-01",
            "2025-10-02",
            "2025-11-01",
            "2025-11-02",
            "2025-12-01",
            "2025-12-02",
            "2026-03",
            "2027",
        )
    ]
    found = site(make(directives=[directive(steps=steps)])).calendar
    assert [day.date.text for day in found.near] == ["2025-11-02", "2025-12-01"]
    assert [day.date.text for day in found.past] == ["2025-11-01", "2025-10-02"]
    assert [(month.key, month.words, len(month.days)) for month in found.months] == [
        ("2025-12", "December 2025", 1),
        ("2026-03", "March 2026", 1),
        ("2027", "2027", 1),
    ]


def test_a_day_that_an_earlier_version_had_stays_as_one_that_no_longer_counts():
    gone = DayAhead("argued", "step", 7, "2025-11-25", "argued", True)
    history = RecordHistory(True, (), {"case": (gone,)})
    library = make(challenges=[challenge("case", steps=[step("2025-08-01", "filed"), COMING])])
    ledger = {"case": Recorded(date(2025, 9, 1), date(2025, 10, 1), 3)}
    made = make_site(library, date(2025, 11, 1), ledger, history=history)
    assert days("case", made) == [
        ("hearing", "Hearing", "2025-11-20", ""),
        ("argued", "Argument", "2025-11-25", "no longer on record"),
    ]
    assert [day.key for day in made.calendar.near] == ["hearing"]


def test_reference_kinds_have_no_days():
    made = small_site(challenges=[challenge("case", steps=[step("2025-08-01", "filed"), COMING])])
    assert [day.record.id for day in made.calendar.near] == ["case"]
    references = {record.id: record for record in made.library if record.kind.reference}
    assert "test-city" in references
    assert [day for name in references for day in made.calendar_days(name)] == []


def test_a_span_that_begins_before_the_horizon_may_have_passed():
    steps = [step("2025-10-15/2025-11-10", "effective")]
    (day,) = site(make(directives=[directive(steps=steps)])).calendar.near
    assert (day.label, day.certainty) == (
        "Took effect",
        "May lie ahead, or have passed; the day is not known exactly",
    )


def test_an_extension_to_an_earlier_day_does_not_put_off_a_planned_end():
    operation = event(
        "operation",
        steps=[
            step("2025-10-01", "began"),
            step("2025-10-30", "extended", until="2025-11-28"),
            step("2025-12-15", "ended", planned=True),
        ],
    )
    made = site(make(events=[operation]))
    found = {date: off for _, _, date, off in days("operation", made)}
    assert (found["2025-11-28"], found["2025-12-15"]) == ("", "")


def test_each_of_two_stays_that_end_on_one_day_is_judged_by_its_own_order():
    stays = [{"order": name, "act": "stays", "until": "2025-12-01"} for name in ("first", "second")]
    made = case(
        order("2025-08-01", "first"),
        order("2025-08-02", "second"),
        step("2025-09-01", "stay-granted", id="stay", acts=stays),
        act("2025-10-01", "second", "lifts-stay"),
    )
    assert [off for *_, off in days("case", made)] == ["", "the order was no longer held back"]
