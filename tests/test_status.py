"""What was in force when: own steps, orders of courts, and what must always hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    act,
    challenge,
    directive,
    effect,
    event,
    library,
    order,
    place,
    provision,
    source,
    state,
    step,
)
from docket.model.references import link
from docket.status.history import history
from docket.status.lives import lives_of

LAW = "a-law"
ENACTED = [step("2025-01-01", "effective")]


def law(*steps, **changes):
    return directive(
        LAW, instrument=changes.pop("instrument", "statute"), steps=list(steps), **changes
    )


def case(name, *steps):
    return challenge(name, steps=[step("2024-01-01", "filed"), *steps])


def blocks(date, name="i", code="injunction-granted", what="blocks", target=LAW, **changes):
    return order(date, name, effect(target, what), step_code=code, **changes)


def collection(*records):
    kinds = {"instrument": "directives", "plaintiffs": "challenges", "category": "events"}
    found = {"places": [place(), state()]}
    for record in records:
        plural = next(plural for name, plural in kinds.items() if name in record)
        found.setdefault(plural, []).append(record)
    return library(**found)


def told(found, name=LAW, horizon=None):
    links = link(found)
    lives = {one.id: lives_of(one, found, links) for one in found.by_id.values()}
    return history(found.by_id[name], found, links, lives, horizon)


def spans(*records, name=LAW, horizon=None):
    return [(span.status, span.begin) for span in told(collection(*records), name, horizon).spans]


def orders(case_, *others):
    found = collection(case_, *others)
    (life,) = lives_of(found.by_id[case_["id"]], found, link(found))
    return [(span.state, span.begin, span.certain, span.why) for span in life.spans]


def test_a_statute_is_in_force_from_its_effective_day_and_adopted_before():
    assert spans(law(step("2025-09-20", "signed"), step("2026-01-01", "effective"))) == [
        ("adopted", "2025-09-20"),
        ("in-force", "2026-01-01"),
    ]


def test_an_executive_directive_is_in_force_from_its_signing_unless_a_later_day_is_given():
    signed = step("2025-07-11", "signed")
    assert spans(law(signed, instrument="executive-directive")) == [("in-force", "2025-07-11")]
    delayed = law(signed, step("2025-08-01", "effective"), instrument="executive-directive")
    assert spans(delayed) == [("adopted", "2025-07-11"), ("in-force", "2025-08-01")]


def test_the_rule_that_was_applied_is_told_with_the_span():
    cause = (
        told(collection(law(step("2025-07-11", "signed"), instrument="executive-directive")))
        .spans[0]
        .cause
    )
    assert "counts as in force from the day it was signed" in cause.rule
    assert (cause.record, cause.step, cause.cites) == (LAW, "signed", (1,))


def test_a_source_that_calls_a_law_in_force_begins_that_status_where_no_day_is_known():
    assert spans(law(step("2017-10-05", "signed"), step("2025-12-01", "confirmed"))) == [
        ("adopted", "2017-10-05"),
        ("in-force", "2025-12-01"),
    ]


def test_a_confirmation_of_what_is_in_force_begins_nothing_but_is_remembered():
    signed, confirmed = step("2025-07-11", "signed"), step("2026-02-11", "confirmed")
    found = told(collection(law(signed, confirmed, instrument="policy")))
    assert [span.status for span in found.spans] == ["in-force"]
    assert found.spans[0].cause.step == "signed"
    assert found.confirmed is not None
    assert found.confirmed.date == "2026-02-11"


def test_what_has_ended_is_not_blocked_any_more_but_the_order_is_still_among_the_grounds():
    record = law(*ENACTED, step("2025-04-01", "rescinded"))
    found = told(collection(record, case("one", blocks("2025-03-01"))))
    assert [span.status for span in found.spans] == ["in-force", "blocked", "ended"]
    assert [ground.order for ground in found.spans[-1].phases[-1].grounds] == ["i"]


def test_a_repeal_ends_a_block_too_and_a_revival_brings_it_back():
    revived = law(*ENACTED, step("2025-03-01", "rescinded"), step("2025-06-01", "resumed"))
    assert [status for status, _ in spans(revived, case("one", blocks("2025-02-01")))] == [
        "in-force",
        "blocked",
        "ended",
        "blocked",
    ]


def test_a_law_restored_has_its_own_status_of_that_day_and_tells_the_step_that_restored_it():
    suspended = law(*ENACTED, step("2025-03-01", "suspended"))
    court = case("one", blocks("2025-02-01"), act("2025-06-01", "i", "stays", "stay-granted"))
    span = told(collection(suspended, court)).spans[-1]
    assert (span.status, span.begin) == ("suspended", "2025-06-01")
    assert (span.cause.record, span.cause.step) == ("one", "stay-granted")


def test_an_order_that_upholds_changes_nothing():
    upheld = case("one", step("2025-02-01", "order", effects=[effect(LAW, "upholds")]))
    assert spans(law(*ENACTED), upheld) == [("in-force", "2025-01-01")]


def test_a_whole_block_shows_over_a_partial_one_which_remains_when_it_is_stayed():
    one = case("one", blocks("2025-02-01"), act("2025-04-01", "i", "stays", "stay-granted"))
    other = case("other", blocks("2025-03-01", "j", what="blocks-in-part"))
    assert spans(law(*ENACTED), one, other)[1:] == [
        ("blocked", "2025-02-01"),
        ("blocked-in-part", "2025-04-01"),
    ]


def test_an_order_carries_its_step_scope_provisions_and_reach():
    part = order(
        "2025-02-01",
        "i",
        effect(LAW, "blocks-in-part", provisions=["masks"], scope="Federal officers"),
        reach={"places": ["test-city"], "persons": "the United States"},
    )
    record = law(*ENACTED, provisions=[provision(id="masks"), provision()])
    (ground,) = told(collection(record, case("one", part))).spans[-1].phases[-1].grounds
    assert (ground.record, ground.cause.path) == ("one", ("steps", 1))
    assert (ground.scope, ground.provisions) == ("Federal officers", ("masks",))
    assert (ground.places, ground.persons) == (("test-city",), "the United States")


def test_what_will_take_effect_and_what_will_lapse_are_spans_to_come():
    steps = (("2025-09-20", "signed"), ("2031-01-01", "effective"), ("2036-01-01", "expired"))
    found = told(collection(law(*(step(*one) for one in steps))))
    assert [(span.status, span.begin, span.before) for span in found.spans] == [
        ("adopted", "2025-09-20", "2031-01-01"),
        ("in-force", "2031-01-01", "2036-01-01"),
        ("ended", "2036-01-01", None),
    ]


def test_where_a_date_is_a_month_both_statuses_are_possible_within_it_and_neither_is_certain():
    found = told(collection(law(*ENACTED, step("2025-03", "suspended"))))
    first, second = found.spans
    assert (first.certain_before, first.possible_before) == ("2025-03-01", "2025-03-31")
    assert (second.possible_from, second.certain_from) == ("2025-03-01", "2025-03-31")
    assert second.begin in ("2025-03-01", "2025-03-31")


def test_with_an_open_date_a_status_is_never_certain():
    (span,) = told(collection(law(step("2025-03-01/..", "effective")))).spans
    assert (span.status, span.certain_from, span.before) == ("in-force", None, None)


@pytest.mark.parametrize(("qualifier", "first"), [("~", "2025-01-25"), ("?", "2025-01-25")])
def test_a_qualified_day_is_certain_only_half_a_month_later(qualifier, first):
    (span,) = told(collection(law(step(f"2025-02-09{qualifier}", "effective")))).spans
    assert (span.possible_from, span.certain_from) == (first, "2025-02-24")


@pytest.mark.parametrize(
    ("made", "day_in", "first_doubt", "first_out"),
    [("2025-02-01", "2025-02-15", "2025-02-16", "2025-03-02")],
)
def test_a_restraining_order_is_sure_through_14_days_and_possible_through_28(
    made, day_in, first_doubt, first_out
):
    lives = orders(case("one", blocks(made, "t", "tro-granted")), law(*ENACTED))
    assert lives == [
        ("in-effect", made, True, ""),
        ("in-effect", first_doubt, False, ""),
        ("ended", first_out, True, "lapsed"),
    ]
    assert made < day_in < first_doubt


def test_a_restraining_order_with_an_end_of_its_own_lapses_on_it():
    lives = orders(case("one", blocks("2025-02-01", "t", "tro-granted", until="2025-02-10")))
    assert lives == [("in-effect", "2025-02-01", True, ""), ("ended", "2025-02-10", True, "lapsed")]


def test_an_order_does_not_end_on_a_day_that_was_extended_before_it_came():
    court = case(
        "one",
        blocks("2025-02-01", "t", "tro-granted", until="2025-02-10"),
        act("2025-02-09", "t", "extends", "tro-extended", until="2025-02-20"),
        act("2025-02-19", "t", "extends", "tro-extended", until="2025-03-01"),
    )
    assert orders(court)[-1] == ("ended", "2025-03-01", True, "lapsed")
    assert len(orders(court)) == 2


def test_an_order_is_lifted_by_its_id_and_the_other_of_the_case_stays():
    court = case(
        "one",
        blocks("2025-02-01", "i", what="blocks-in-part"),
        blocks("2025-03-01", "j"),
        act("2025-04-01", "j", "lifts", "dissolved"),
    )
    assert spans(law(*ENACTED), court) == [
        ("in-force", "2025-01-01"),
        ("blocked-in-part", "2025-02-01"),
        ("blocked", "2025-03-01"),
        ("blocked-in-part", "2025-04-01"),
    ]


def test_an_ending_that_is_itself_reversed_brings_the_order_back():
    court = case(
        "one",
        blocks("2025-02-01"),
        act("2025-03-01", "i", "vacates", "vacated", id="panel"),
        act("2025-04-01", "panel", "vacates", "vacated"),
    )
    assert [one[:2] for one in orders(court)] == [
        ("in-effect", "2025-02-01"),
        ("ended", "2025-03-01"),
        ("in-effect", "2025-04-01"),
    ]


def test_an_interlocutory_order_ends_with_its_case_and_one_that_survives_does_not():
    ended = orders(case("one", blocks("2025-02-01"), step("2025-05-01", "dismissed")))
    assert ended[-1] == ("ended", "2025-05-01", True, "case over")
    lasting = orders(
        case("one", blocks("2025-02-01", survives=True), step("2025-05-01", "dismissed"))
    )
    assert [one[0] for one in lasting] == ["in-effect"]


def test_an_order_made_permanent_on_the_day_the_case_ends_goes_on():
    court = case(
        "one",
        blocks("2025-02-01"),
        act("2025-05-01", "i", "makes-permanent", "judgment"),
    )
    assert [one[0] for one in orders(court)] == ["in-effect"]


def test_an_act_of_a_case_above_reaches_the_order_of_the_case_below():
    below = case("one", blocks("2025-02-01"))
    above = case(
        "supreme",
        step("2025-06-01", "stay-granted", acts=[{"record": "one", "order": "i", "act": "stays"}]),
    )
    assert spans(law(*ENACTED), below, above)[-1] == ("in-force", "2025-06-01")


def test_a_case_is_on_appeal_until_the_appeal_is_decided():
    steps = [step("2025-03-01", "appeal"), step("2025-06-01", "affirmed")]
    found = told(collection(case("one", *steps)), "one").spans
    assert [(span.status, span.also) for span in found] == [
        ("pending", ()),
        ("pending", ("on-appeal",)),
        ("pending", ()),
    ]


def test_silence_is_judged_only_as_far_as_was_searched():
    operation = event("e", steps=[step("2025-01-01", "began"), step("2025-02-01", "reported")])
    assert spans(operation, name="e") == [("under-way", "2025-01-01")]
    assert spans(operation, name="e", horizon="2025-04-01") == [("under-way", "2025-01-01")]
    silent = spans(operation, name="e", horizon="2025-04-02")
    assert silent == [("under-way", "2025-01-01"), ("last-reported", "2025-04-02")]


MONTHS = st.sampled_from(["2025-03", "2025-05", "2025-08", "2025-03-10~", "2025-04-01/2025-06-30"])
DAYS = st.dates().map(lambda day: day.replace(year=2025).isoformat() if day.day < 29 else "2025-07")
WHEN = st.one_of(DAYS, MONTHS)
STEPS = st.sampled_from(
    ["adopted", "effective", "suspended", "resumed", "rescinded", "confirmed", "reported"]
)
OWN = st.lists(st.tuples(WHEN, STEPS), min_size=1, max_size=5)
ORDERS = st.lists(
    st.tuples(
        st.sampled_from(["one", "other"]),
        WHEN,
        st.sampled_from(["tro-granted", "injunction-granted", "order"]),
        st.sampled_from(["blocks", "blocks-in-part", "ends"]),
        st.lists(st.tuples(WHEN, st.sampled_from(["stays", "lifts", "affirms"])), max_size=2),
    ),
    max_size=4,
)


def made_up(own, found, reverse=False):
    steps = {"one": [], "other": []}
    for number, (name, when, code, what, acts) in enumerate(found):
        steps[name].append(blocks(when, f"o{number}", code, what))
        steps[name] += [act(day, f"o{number}", verb) for day, verb in acts]
    own_steps = [step(when, code) for when, code in own]
    if reverse:
        own_steps.reverse()
        steps = {name: steps_[::-1] for name, steps_ in reversed(steps.items())}
    cases = [case(name, *steps_) for name, steps_ in steps.items()]
    return collection(law(*own_steps), *cases)


def days(found):
    """Every span without what names a position in a record."""
    return [
        (
            span.status,
            span.begin,
            span.before,
            span.certain_from,
            span.certain_before,
            span.possible_from,
            span.possible_before,
        )
        for span in found.spans
    ]


@settings(max_examples=200, deadline=None)
@given(OWN, ORDERS)
def test_spans_and_their_phases_tile_time_and_what_is_certain_is_possible(own, found):
    spans_ = told(made_up(own, found)).spans
    for before, after in pairwise(spans_):
        assert before.begin < after.begin == before.before
    assert not spans_ or spans_[-1].before is None
    for span in spans_:
        assert span.phases[0].begin == span.begin
        assert all(one.before == two.begin for one, two in pairwise(span.phases))
        assert span.possible_from <= span.begin
        if span.certain_from is not None:
            assert span.begin <= span.certain_from
            last = span.certain_before
            assert span.before is None or (last is not None and last <= span.before)


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_the_order_of_files_and_of_steps_is_irrelevant(own, found):
    assert days(told(made_up(own, found))) == days(told(made_up(own, found, reverse=True)))


@settings(max_examples=50, deadline=None)
@given(OWN, ORDERS)
def test_an_unrelated_record_changes_nothing(own, found):
    plain = made_up(own, found)
    more = library(
        directives=[dict(plain.by_id[LAW].data), directive("another-law", sources=[source()])],
        challenges=[
            dict(plain.by_id["one"].data),
            dict(plain.by_id["other"].data),
            case("third", blocks("2025-02-01", target="another-law")),
        ],
        places=[place(), state()],
    )
    assert told(more) == told(plain)


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_lifting_every_order_gives_back_the_status_of_the_records_own_steps(own, found):
    lifted = [(*one[:4], [*one[4], ("2026-01-01", "lifts")]) for one in found]
    after, without = told(made_up(own, lifted)), told(made_up(own, []))
    assert status_on(after, "2026-02-01") == status_on(without, "2026-02-01")


def status_on(found, day):
    span = found.on(day)
    return span.status if span else found.initial


@settings(max_examples=100, deadline=None)
@given(OWN, ORDERS)
def test_nothing_begins_before_the_first_day_that_any_date_allows(own, found):
    spans_ = told(made_up(own, found)).spans
    assert all(span.begin >= "2025-01-01" for span in spans_)


def test_a_held_order_that_begins_to_bind_is_what_began_the_status():
    held = blocks("2025-02-01", **{"from": "2025-02-19"})
    span = told(collection(law(*ENACTED), case("one", held))).spans[-1]
    assert (span.begin, span.cause.record, span.cause.date) == ("2025-02-19", "one", "2025-02-01")
