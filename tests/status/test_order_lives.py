"""Orders of courts: how long each binds, and which status it gives to what it bears on."""

from __future__ import annotations

from builders import act, effect, order, provision, step
from statuses import ENACTED, LAW, blocks, case, collection, history_of, law, order_spans, spans_of


def test_what_has_ended_is_not_blocked_any_more_but_the_order_is_still_among_the_grounds():
    record = law(*ENACTED, step("2025-04-01", "rescinded"))
    found = history_of(collection(record, case("one", blocks("2025-03-01"))))
    assert [span.status for span in found.spans] == ["in-force", "blocked", "ended"]
    assert [ground.order for ground in found.spans[-1].phases[-1].grounds] == ["i"]


def test_a_repeal_ends_a_block_too_and_a_revival_brings_it_back():
    revived = law(*ENACTED, step("2025-03-01", "rescinded"), step("2025-06-01", "resumed"))
    assert [status for status, _ in spans_of(revived, case("one", blocks("2025-02-01")))] == [
        "in-force",
        "blocked",
        "ended",
        "blocked",
    ]


def test_a_law_restored_has_its_own_status_of_that_day_and_names_the_step_that_restored_it():
    suspended = law(*ENACTED, step("2025-03-01", "suspended"))
    court = case("one", blocks("2025-02-01"), act("2025-06-01", "i", "stays", "stay-granted"))
    span = history_of(collection(suspended, court)).spans[-1]
    assert (span.status, span.begin) == ("suspended", "2025-06-01")
    assert (span.cause.record, span.cause.step) == ("one", "stay-granted")


def test_an_order_that_upholds_changes_nothing():
    upheld = case("one", step("2025-02-01", "order", effects=[effect(LAW, "upholds")]))
    assert spans_of(law(*ENACTED), upheld) == [("in-force", "2025-01-01")]


def test_a_whole_block_shows_over_a_partial_one_which_remains_when_it_is_stayed():
    one = case("one", blocks("2025-02-01"), act("2025-04-01", "i", "stays", "stay-granted"))
    other = case("other", blocks("2025-03-01", "j", what="blocks-in-part"))
    assert spans_of(law(*ENACTED), one, other)[1:] == [
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
    (ground,) = history_of(collection(record, case("one", part))).spans[-1].phases[-1].grounds
    assert (ground.record, ground.cause.path) == ("one", ("steps", 1))
    assert (ground.scope, ground.provisions) == ("Federal officers", ("masks",))
    assert (ground.places, ground.persons) == (("test-city",), "the United States")


def test_a_restraining_order_is_sure_through_14_days_and_possible_through_28():
    lives = order_spans(case("one", blocks("2025-02-01", "t", "tro-granted")), law(*ENACTED))
    assert lives == [
        ("in-effect", "2025-02-01", True, ""),
        ("in-effect", "2025-02-16", False, ""),
        ("ended", "2025-03-02", True, "lapsed"),
    ]


def test_a_restraining_order_with_an_end_of_its_own_lapses_on_it():
    lives = order_spans(case("one", blocks("2025-02-01", "t", "tro-granted", until="2025-02-10")))
    assert lives == [("in-effect", "2025-02-01", True, ""), ("ended", "2025-02-10", True, "lapsed")]


def test_an_order_does_not_end_on_a_day_that_was_extended_before_it_came():
    court = case(
        "one",
        blocks("2025-02-01", "t", "tro-granted", until="2025-02-10"),
        act("2025-02-09", "t", "extends", "tro-extended", until="2025-02-20"),
        act("2025-02-19", "t", "extends", "tro-extended", until="2025-03-01"),
    )
    assert order_spans(court)[-1] == ("ended", "2025-03-01", True, "lapsed")
    assert len(order_spans(court)) == 2


def test_an_order_is_lifted_by_its_id_and_the_other_of_the_case_stays():
    court = case(
        "one",
        blocks("2025-02-01", "i", what="blocks-in-part"),
        blocks("2025-03-01", "j"),
        act("2025-04-01", "j", "lifts", "dissolved"),
    )
    assert spans_of(law(*ENACTED), court) == [
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
    assert [one[:2] for one in order_spans(court)] == [
        ("in-effect", "2025-02-01"),
        ("ended", "2025-03-01"),
        ("in-effect", "2025-04-01"),
    ]


def test_an_interlocutory_order_ends_with_its_case_and_one_that_survives_does_not():
    ended = order_spans(case("one", blocks("2025-02-01"), step("2025-05-01", "dismissed")))
    assert ended[-1] == ("ended", "2025-05-01", True, "case over")
    lasting = order_spans(
        case("one", blocks("2025-02-01", survives=True), step("2025-05-01", "dismissed"))
    )
    assert [one[0] for one in lasting] == ["in-effect"]


def test_an_order_made_permanent_on_the_day_the_case_ends_goes_on():
    court = case(
        "one",
        blocks("2025-02-01"),
        act("2025-05-01", "i", "makes-permanent", "judgment"),
    )
    assert [one[0] for one in order_spans(court)] == ["in-effect"]


def test_an_act_of_a_case_above_reaches_the_order_of_the_case_below():
    below = case("one", blocks("2025-02-01"))
    above = case(
        "supreme",
        step("2025-06-01", "stay-granted", acts=[{"record": "one", "order": "i", "act": "stays"}]),
    )
    assert spans_of(law(*ENACTED), below, above)[-1] == ("in-force", "2025-06-01")


def test_a_held_order_that_begins_to_bind_is_what_began_the_status():
    held = blocks("2025-02-01", **{"from": "2025-02-19"})
    span = history_of(collection(law(*ENACTED), case("one", held))).spans[-1]
    assert (span.begin, span.cause.record, span.cause.date) == ("2025-02-19", "one", "2025-02-01")


def test_an_order_that_upholds_bears_on_nothing():
    upheld = case("one", order("2025-02-01", "i", effect(LAW, "upholds")))
    (span,) = history_of(collection(law(*ENACTED), upheld)).spans
    assert [phase.grounds for phase in span.phases] == [()]


def test_a_ground_has_had_its_state_since_the_day_on_which_that_began():
    court = case("one", blocks("2025-02-01"), act("2025-02-11", "i", "stays-in-part", scope="x"))
    (_, *blocked) = history_of(collection(law(*ENACTED), court)).spans
    grounds = [phase.grounds[0] for span in blocked for phase in span.phases]
    assert [(ground.state, ground.begins) for ground in grounds] == [
        ("in-effect", "2025-02-01"),
        ("in-effect-in-part", "2025-02-11"),
    ]
