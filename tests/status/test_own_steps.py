"""The status of a record by its own steps alone: since when, and how certainly."""

from __future__ import annotations

import pytest

from builders import event, step
from statuses import ENACTED, LAW, case, collection, history_of, law, spans_of


def test_a_statute_is_in_force_from_its_effective_day_and_adopted_before():
    assert spans_of(law(step("2025-09-20", "signed"), step("2026-01-01", "effective"))) == [
        ("adopted", "2025-09-20"),
        ("in-force", "2026-01-01"),
    ]


def test_an_executive_directive_is_in_force_from_its_signing_unless_a_later_day_is_given():
    signed = step("2025-07-11", "signed")
    assert spans_of(law(signed, instrument="executive-directive")) == [("in-force", "2025-07-11")]
    delayed = law(signed, step("2025-08-01", "effective"), instrument="executive-directive")
    assert spans_of(delayed) == [("adopted", "2025-07-11"), ("in-force", "2025-08-01")]


def test_a_span_names_the_rule_that_was_applied():
    signed = law(step("2025-07-11", "signed"), instrument="executive-directive")
    cause = history_of(collection(signed)).spans[0].cause
    assert "counts as in force from the day it was signed" in cause.rule
    assert (cause.record, cause.step, cause.cites) == (LAW, "signed", (1,))


def test_a_source_that_calls_a_law_in_force_begins_that_status_where_no_day_is_known():
    assert spans_of(law(step("2017-10-05", "signed"), step("2025-12-01", "confirmed"))) == [
        ("adopted", "2017-10-05"),
        ("in-force", "2025-12-01"),
    ]


def test_a_confirmation_of_what_is_in_force_begins_nothing_but_is_remembered():
    signed, confirmed = step("2025-07-11", "signed"), step("2026-02-11", "confirmed")
    found = history_of(collection(law(signed, confirmed, instrument="policy")))
    assert [span.status for span in found.spans] == ["in-force"]
    assert found.spans[0].cause.step == "signed"
    assert found.confirmed is not None
    assert found.confirmed.date == "2026-02-11"


def test_what_will_take_effect_and_what_will_lapse_are_spans_to_come():
    steps = (("2025-09-20", "signed"), ("2031-01-01", "effective"), ("2036-01-01", "expired"))
    found = history_of(collection(law(*(step(*one) for one in steps))))
    assert [(span.status, span.begin, span.before) for span in found.spans] == [
        ("adopted", "2025-09-20", "2031-01-01"),
        ("in-force", "2031-01-01", "2036-01-01"),
        ("ended", "2036-01-01", None),
    ]


def test_where_a_date_is_a_month_both_statuses_are_possible_within_it_and_neither_is_certain():
    found = history_of(collection(law(*ENACTED, step("2025-03", "suspended"))))
    first, second = found.spans
    assert (first.certain_before, first.possible_before) == ("2025-03-01", "2025-03-31")
    assert (second.possible_from, second.certain_from) == ("2025-03-01", "2025-03-31")
    assert second.begin in ("2025-03-01", "2025-03-31")


def test_with_an_open_date_a_status_is_never_certain():
    (span,) = history_of(collection(law(step("2025-03-01/..", "effective")))).spans
    assert (span.status, span.certain_from, span.before) == ("in-force", None, None)


@pytest.mark.parametrize("qualifier", ["~", "?"])
def test_a_qualified_day_is_certain_only_half_a_month_later(qualifier):
    (span,) = history_of(collection(law(step(f"2025-02-09{qualifier}", "effective")))).spans
    assert (span.possible_from, span.certain_from) == ("2025-01-25", "2025-02-24")


def test_a_case_is_on_appeal_until_the_appeal_is_decided():
    steps = [step("2025-03-01", "appeal"), step("2025-06-01", "affirmed")]
    found = history_of(collection(case("one", *steps)), "one").spans
    assert [(span.status, span.also) for span in found] == [
        ("pending", ()),
        ("pending", ("on-appeal",)),
        ("pending", ()),
    ]


def test_silence_is_judged_only_as_far_as_was_searched():
    operation = event("e", steps=[step("2025-01-01", "began"), step("2025-02-01", "reported")])
    assert spans_of(operation, name="e") == [("under-way", "2025-01-01")]
    assert spans_of(operation, name="e", horizon="2025-04-01") == [("under-way", "2025-01-01")]
    silent = spans_of(operation, name="e", horizon="2025-04-02")
    assert silent == [("under-way", "2025-01-01"), ("last-reported", "2025-04-02")]
