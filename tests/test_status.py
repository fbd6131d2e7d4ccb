"""What was in force when: own steps, orders of courts, and what must always hold."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import challenge, directive, effect, library, place, source, state, step
from docket.model.references import link
from docket.status.history import history

LAW = "a-law"


def law(*steps, **changes):
    return directive(
        LAW, instrument=changes.pop("instrument", "statute"), steps=list(steps), **changes
    )


def case(name, *steps):
    return challenge(name, steps=[step("2025-01-01", "filed"), *steps])


def order(on, code, *effects):
    return step(on, code, effects=[effect(LAW, each) for each in effects])


def spans(directives, challenges=()):
    found = library(directives=directives, challenges=list(challenges), places=[place(), state()])
    record = found.by_id[LAW]
    return [
        (span.status, span.begin.isoformat()) for span in history(record, found, link(found)).spans
    ]


def test_a_statute_is_in_force_from_its_effective_day_and_adopted_before():
    assert spans([law(step("2025-09-20", "signed"), step("2026-01-01", "effective"))]) == [
        ("adopted", "2025-09-20"),
        ("in-force", "2026-01-01"),
    ]


def test_an_executive_directive_is_in_force_from_its_signing_unless_a_later_day_is_given():
    assert spans([law(step("2025-07-11", "signed"), instrument="executive-directive")]) == [
        ("in-force", "2025-07-11")
    ]
    delayed = law(
        step("2025-07-11", "signed"),
        step("2025-08-01", "effective"),
        instrument="executive-directive",
    )
    assert spans([delayed]) == [("adopted", "2025-07-11"), ("in-force", "2025-08-01")]


def test_the_rule_that_was_applied_is_told_with_the_span():
    found = library(
        directives=[law(step("2025-07-11", "signed"), instrument="executive-directive")],
        places=[place(), state()],
    )
    told = history(found.by_id[LAW], found, link(found)).spans[0].cause
    assert "counts as in force from the day it was signed" in told.rule
    assert (told.record, told.step, told.cites) == (LAW, "signed", (1,))


def test_a_source_that_calls_a_law_in_force_begins_that_status_where_no_day_is_known():
    assert spans([law(step("2017-10-05", "signed"), step("2025-12-01", "confirmed"))]) == [
        ("adopted", "2017-10-05"),
        ("in-force", "2025-12-01"),
    ]


def test_a_confirmation_of_what_is_in_force_begins_nothing_but_is_remembered():
    found = library(
        directives=[
            law(step("2025-07-11", "signed"), step("2026-02-11", "confirmed"), instrument="policy")
        ],
        places=[place(), state()],
    )
    told = history(found.by_id[LAW], found, link(found))
    assert [span.status for span in told.spans] == ["in-force"]
    assert told.confirmed is not None
    assert told.confirmed.on == "2026-02-11"


ENACTED = law(step("2025-01-01", "effective"))


def test_an_order_blocks_and_a_stay_in_the_same_case_restores():
    blocked = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks"),
        order("2025-03-01", "stay-granted", "restores"),
    )
    assert spans([ENACTED], [blocked]) == [
        ("in-force", "2025-01-01"),
        ("blocked", "2025-02-01"),
        ("in-force", "2025-03-01"),
    ]


def test_a_stay_in_one_case_leaves_the_order_of_another():
    one = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks-in-part"),
        order("2025-04-01", "stay-granted", "restores"),
    )
    other = case("other", order("2025-03-01", "injunction-granted", "blocks"))
    assert spans([ENACTED], [one, other]) == [
        ("in-force", "2025-01-01"),
        ("blocked-in-part", "2025-02-01"),
        ("blocked", "2025-03-01"),
    ]


def test_where_a_whole_and_a_partial_block_meet_the_whole_shows_and_the_partial_remains():
    one = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks"),
        order("2025-04-01", "stay-granted", "restores"),
    )
    other = case("other", order("2025-03-01", "injunction-granted", "blocks-in-part"))
    assert spans([ENACTED], [one, other])[1:] == [
        ("blocked", "2025-02-01"),
        ("blocked-in-part", "2025-04-01"),
    ]


def test_a_restored_law_has_its_own_status_of_that_day():
    one = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks"),
        order("2025-06-01", "stay-granted", "restores"),
    )
    suspended = law(step("2025-01-01", "effective"), step("2025-03-01", "suspended"))
    assert spans([suspended], [one])[-1] == ("suspended", "2025-06-01")


def test_what_has_ended_is_not_blocked_any_more():
    one = case("one", order("2025-05-01", "injunction-granted", "blocks"))
    assert spans(
        [law(step("2025-01-01", "effective"), step("2025-04-01", "rescinded"))], [one]
    ) == [("in-force", "2025-01-01"), ("ended", "2025-04-01")]


def test_an_order_that_ends_it_is_final():
    one = case(
        "one", order("2025-02-01", "judgment", "ends"), order("2025-03-01", "order", "restores")
    )
    assert spans([ENACTED], [one]) == [("in-force", "2025-01-01"), ("ended", "2025-02-01")]


def test_an_order_that_upholds_changes_nothing():
    assert spans([ENACTED], [case("one", order("2025-02-01", "order", "upholds"))]) == [
        ("in-force", "2025-01-01")
    ]


def test_an_order_carries_its_case_step_and_scope():
    one = challenge(
        "one",
        steps=[
            step("2025-01-01", "filed"),
            step(
                "2025-02-01",
                "order",
                effects=[effect(LAW, "blocks-in-part", scope="Federal officers")],
            ),
        ],
    )
    found = library(directives=[ENACTED], challenges=[one], places=[place(), state()])
    told = history(found.by_id[LAW], found, link(found)).spans[-1].cause
    assert (told.record, told.path, told.effect, told.scope) == (
        "one",
        ("steps", 1),
        "blocks-in-part",
        "Federal officers",
    )


def test_the_status_on_a_day_is_that_of_the_span_that_covers_it():
    found = library(
        directives=[law(step("2025-09-20", "signed"), step("2026-01-01", "effective"))],
        places=[place(), state()],
    )
    told = history(found.by_id[LAW], found, link(found))
    assert told.on(date(2025, 9, 19)) is None
    assert [
        told.on(date(2025, 9, 20)).status,
        told.on(date(2025, 12, 31)).status,
        told.on(date(2026, 1, 1)).status,
    ] == ["adopted", "adopted", "in-force"]


@pytest.mark.parametrize("written", ["2025-02", "2025-02~", "2025-02-01/2025-02-20"])
def test_a_date_that_is_no_single_day_begins_at_its_earliest_and_is_told_as_written(written):
    found = library(
        directives=[law(step("2025-01-01", "effective"), step(written, "suspended"))],
        places=[place(), state()],
    )
    span = history(found.by_id[LAW], found, link(found)).spans[-1]
    assert (span.begin.isoformat(), span.begin_text) == ("2025-02-01", written)


DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
STEPS = st.sampled_from(
    ["adopted", "effective", "suspended", "resumed", "rescinded", "confirmed", "reported"]
)
EFFECTS = st.sampled_from(["blocks", "blocks-in-part", "restores", "upholds", "ends"])
OWN = st.lists(st.tuples(DAYS, STEPS), min_size=1, max_size=5)
ORDERS = st.lists(st.tuples(st.sampled_from(["one", "other"]), DAYS, EFFECTS), max_size=5)


def build(own, orders, reverse=False):
    steps = [step(day.isoformat(), code) for day, code in own]
    cases = {
        name: [
            order(day.isoformat(), "order", code) for other, day, code in orders if other == name
        ]
        for name in ("one", "other")
    }
    records = [case(name, *steps_) for name, steps_ in cases.items()]
    if reverse:
        records.reverse()
    return library(directives=[law(*steps)], challenges=records, places=[place(), state()])


def told(found):
    return [
        (span.status, span.begin, span.end)
        for span in history(found.by_id[LAW], found, link(found)).spans
    ]


@settings(max_examples=200, deadline=None)
@given(OWN, ORDERS)
def test_spans_tile_time_without_gap_or_overlap_and_none_repeats_the_last(own, orders):
    found = told(build(own, orders))
    for (status, begin, end), (next_status, next_begin, _) in pairwise(found):
        assert begin < next_begin == end
        assert status != next_status or status in ("blocked", "blocked-in-part")
    assert not found or found[-1][2] is None


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_the_order_of_records_does_not_matter(own, orders):
    assert told(build(own, orders)) == told(build(own, orders, reverse=True))


@settings(max_examples=100, deadline=None)
@given(
    st.permutations(
        [
            ("2025-01-01", "adopted"),
            ("2025-02-01", "effective"),
            ("2025-03-01", "suspended"),
            ("2025-04-01", "resumed"),
            ("2025-05-01", "ended"),
        ]
    )
)
def test_the_order_of_steps_of_different_days_does_not_matter(own):
    steps = [step(day, code) for day, code in own]
    assert [status for status, _ in spans([law(*steps)])] == [
        "adopted",
        "in-force",
        "suspended",
        "in-force",
        "ended",
    ]


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_nothing_begins_before_the_first_step_or_order(own, orders):
    first = min([day for day, _ in own] + [day for _, day, _ in orders])
    assert all(begin >= first for _, begin, _ in told(build(own, orders)))


@settings(max_examples=50, deadline=None)
@given(OWN, ORDERS)
def test_an_unrelated_record_changes_nothing(own, orders):
    found = build(own, orders)
    more = library(
        directives=[dict(found.by_id[LAW].data), directive("another-law", sources=[source()])],
        challenges=[dict(found.by_id[name].data) for name in ("one", "other")],
        places=[place(), state()],
    )
    assert told(more) == told(found)
    assert history(more["another-law"], more, link(more)).spans


def full(directives, challenges=()):
    found = library(directives=directives, challenges=list(challenges), places=[place(), state()])
    return history(found.by_id[LAW], found, link(found))


def test_an_order_lapses_on_its_day_and_the_law_is_in_force_again():
    tro = step("2025-02-01", "tro-granted", effects=[effect(LAW, "blocks", until="2025-02-15")])
    told = full([ENACTED], [case("one", tro)])
    assert [(span.status, span.begin.isoformat()) for span in told.spans] == [
        ("in-force", "2025-01-01"),
        ("blocked", "2025-02-01"),
        ("in-force", "2025-02-15"),
    ]
    assert (told.spans[-1].cause.effect, told.spans[-1].cause.text, told.spans[-1].ground.step) == (
        "lapses",
        "It lapsed by its own terms.",
        "effective",
    )


def test_an_order_that_a_later_one_has_replaced_does_not_lapse():
    tro = step("2025-02-01", "tro-granted", effects=[effect(LAW, "blocks", until="2025-02-15")])
    injunction = step("2025-02-14", "injunction-granted", effects=[effect(LAW, "blocks")])
    assert [
        (span.status, span.begin.isoformat(), span.ground.step)
        for span in full([ENACTED], [case("one", tro, injunction)]).spans
    ] == [
        ("in-force", "2025-01-01", "effective"),
        ("blocked", "2025-02-01", "tro-granted"),
        ("blocked", "2025-02-14", "injunction-granted"),
    ]


def test_an_order_that_replaces_one_on_the_day_it_lapses_leaves_no_gap():
    tro = step("2025-02-01", "tro-granted", effects=[effect(LAW, "blocks", until="2025-02-15")])
    injunction = step("2025-02-15", "injunction-granted", effects=[effect(LAW, "blocks")])
    assert [span.status for span in full([ENACTED], [case("one", tro, injunction)]).spans] == [
        "in-force",
        "blocked",
        "blocked",
    ]


def test_when_one_of_two_orders_is_lifted_the_status_rests_on_the_other():
    one = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks"),
        order("2025-04-01", "stay-granted", "restores"),
    )
    other = case("other", order("2025-03-01", "injunction-granted", "blocks"))
    told = full([ENACTED], [one, other]).spans
    assert [
        (span.status, span.begin.isoformat(), span.cause.record, span.ground.record)
        for span in told
    ] == [
        ("in-force", "2025-01-01", LAW, LAW),
        ("blocked", "2025-02-01", "one", "one"),
        ("blocked", "2025-04-01", "one", "other"),
    ]


def test_a_law_restored_rests_on_its_own_step_and_tells_the_order_that_restored_it():
    one = case(
        "one",
        order("2025-02-01", "injunction-granted", "blocks"),
        order("2025-03-01", "stay-granted", "restores"),
    )
    span = full([ENACTED], [one]).spans[-1]
    assert (span.cause.record, span.cause.step, span.ground.record, span.ground.step) == (
        "one",
        "stay-granted",
        LAW,
        "effective",
    )


def test_a_repeal_ends_a_block_too_and_a_revival_brings_it_back():
    one = case("one", order("2025-02-01", "injunction-granted", "blocks"))
    revived = law(
        step("2025-01-01", "effective"),
        step("2025-03-01", "rescinded"),
        step("2025-06-01", "resumed"),
    )
    assert [span.status for span in full([revived], [one]).spans] == [
        "in-force",
        "blocked",
        "ended",
        "blocked",
    ]


def test_an_order_limited_to_provisions_says_which():
    part = step(
        "2025-02-01",
        "injunction-granted",
        effects=[effect(LAW, "blocks-in-part", provisions=["masks"], scope="Federal officers")],
    )
    ground = full([ENACTED], [case("one", part)]).spans[-1].ground
    assert (ground.scope, ground.provisions) == ("Federal officers", ("masks",))


def test_what_will_take_effect_and_what_will_lapse_are_spans_to_come():
    told = full(
        [
            law(
                step("2025-09-20", "signed"),
                step("2031-01-01", "effective"),
                step("2036-01-01", "expired"),
            )
        ]
    )
    assert [
        (span.status, span.begin.year, span.end.year if span.end else None) for span in told.spans
    ] == [
        ("adopted", 2025, 2031),
        ("in-force", 2031, 2036),
        ("ended", 2036, None),
    ]


def possible(told, day):
    return [span for span in told.spans if span.possible(day)]


def test_where_a_date_is_a_month_both_statuses_are_possible_within_it_and_neither_is_certain():
    told = full([law(step("2025-01-01", "effective"), step("2025-03", "suspended"))])

    def known(day):
        return [(span.status, span.certain(day)) for span in possible(told, day)]

    assert known(date(2025, 2, 28)) == [("in-force", True)]
    assert known(date(2025, 3, 1)) == [("in-force", False), ("suspended", False)]
    assert known(date(2025, 3, 30)) == [("in-force", False), ("suspended", False)]
    assert known(date(2025, 3, 31)) == [("suspended", True)]
    assert known(date(2024, 12, 31)) == []


def test_with_an_open_date_a_status_is_never_certain():
    told = full([law(step("2025-03-01/..", "effective"))])
    assert [
        (span.status, span.certain(date(2030, 1, 1))) for span in possible(told, date(2030, 1, 1))
    ] == [("in-force", False)]


@settings(max_examples=200, deadline=None)
@given(OWN, ORDERS, DAYS)
def test_on_exact_dates_one_status_is_possible_on_every_day_and_it_is_certain(own, orders, day):
    found = build(own, orders)
    told = history(found.by_id[LAW], found, link(found))
    then = possible(told, day)
    assert [span.status for span in then] == ([told.on(day).status] if told.on(day) else [])
    assert all(span.certain(day) for span in then)


@settings(max_examples=200, deadline=None)
@given(
    OWN,
    st.lists(
        st.tuples(
            st.sampled_from(["one", "other"]), DAYS, st.sampled_from(["blocks", "blocks-in-part"])
        ),
        max_size=4,
    ),
)
def test_a_stay_of_every_order_restores_what_the_orders_changed(own, orders):
    last = max([day for day, _ in own] + [day for _, day, _ in orders])
    lifted = [*orders, ("one", last, "restores"), ("other", last, "restores")]
    after, without = build(own, lifted), build(own, [])
    assert last_status(after) == last_status(without)


def last_status(found):
    return (told(found) or [("unknown",)])[-1][0]
