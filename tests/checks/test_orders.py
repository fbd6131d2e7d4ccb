"""Rules about orders, acts upon them and what steps name, at their boundaries."""

from __future__ import annotations

from datetime import date

import pytest

from builders import AS_OF, challenge, directive, effect, event, provision, small_library, step
from docket.lint.rules import RULES, Context
from test_worked_cases import WORKED, records

DAY = date.fromisoformat(AS_OF)
FILED = step("2025-01-02", "filed")


def told(code, **more):
    """The problems that a rule finds in the small library with these records."""
    rule = next(rule for rule in RULES if rule.code == code)
    return list(rule.check(Context(small_library(**more), DAY, None)))


def paths(code, *steps, **more):
    """The paths of the problems that a rule finds in a case with these steps after its filing."""
    found = told(code, challenges=[challenge("c", steps=[FILED, *steps], **more)])
    return [problem.path for problem in found]


def order(day="2025-02-01", code="injunction-granted", name="i", **data):
    return step(day, code, id=name, order=data or {"scope": "The plans wait."})


def act(day, code, doing, upon="i", name=None, **data):
    return step(day, code, id=name, acts=[{"order": upon, "act": doing, **data}])


def test_an_act_names_an_order_a_stay_or_an_end_of_its_case():
    stay = act("2025-02-05", "stay-granted", "stays", name="s")
    undone = act("2025-02-09", "stay-held", "stays", "s", "h")
    assert paths("acts/order", order(), stay, undone) == []
    assert paths("acts/order", order(), act("2025-02-05", "stay-granted", "stays", "filed")) == [
        ("steps", 2, "acts", 0, "order")
    ]
    upon_third = act("2025-02-10", "resumed", "lifts", "h", name="t")
    assert paths("acts/order", order(), stay, undone, upon_third) == []
    upon_fourth = act("2025-02-12", "order", "lifts", "t")
    assert paths("acts/order", order(), stay, undone, upon_third, upon_fourth) == [
        ("steps", 5, "acts", 0, "order")
    ]


def test_the_hint_says_which_order_was_meant_or_where_to_write_it():
    def hint(*steps, **more):
        (problem,) = told("acts/order", challenges=[challenge("c", steps=[FILED, *steps], **more)])
        return problem.hint

    stay = act("2025-02-05", "stay-granted", "stays", "injuction")
    assert hint(order(name="injunction"), stay) == "did you mean 'injunction'?"
    assert "Write the order in the step 'i'" in hint(
        step("2025-02-01", "injunction-granted", id="i"),
        act("2025-02-05", "stay-granted", "stays", "i"),
    )
    assert "i, s" in hint(
        order(),
        act("2025-02-05", "stay-granted", "stays", name="s"),
        act("2025-02-06", "resumed", "lifts", "judgment"),
    )


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2025-01-31", True),
        ("2025-02-01", False),
        ("2025-01", True),
        ("2025-02", False),
        ("2025", False),
        ("2025-01-20~", False),
    ],
)
def test_an_act_is_not_dated_wholly_before_its_order(day, wrong):
    found = paths("acts/order", order(), act(day, "stay-granted", "stays"))
    assert found == ([("steps", 2, "acts", 0, "order")] if wrong else [])


def test_an_act_in_another_case_needs_its_name_and_a_relation_to_it():
    below = challenge("below", steps=[FILED, order()])
    related = [{"type": "related", "record": "below"}]

    def found(relations, **data):
        stay = act("2025-02-05", "stay-granted", "stays", **data)
        above = challenge("above", steps=[FILED, stay], relations=relations)
        return told("acts/order", challenges=[below, above])

    assert found(related, record="below") == []
    assert [one.path[-1] for one in found(None, record="below")] == ["record"]
    (problem,) = found(related)
    assert (problem.path[-1], problem.hint.split(" beside")[0]) == ("order", "Write record: below")


def test_a_stay_by_a_case_above_can_be_acted_upon():
    stay = act("2025-02-05", "stay-granted", "stays", name="s", record="below")
    lifted = act("2025-02-09", "resumed", "lifts-stay", "s", record="below")
    cases = [
        challenge("below", steps=[FILED, order()]),
        challenge(
            "above",
            steps=[FILED, stay, lifted],
            relations=[{"type": "related", "record": "below"}],
        ),
    ]
    assert told("acts/order", challenges=cases) == told("acts/fitting", challenges=cases) == []


@pytest.mark.parametrize(("day", "wrong"), [("2025-02-10", False), ("2025-02-11", True)])
def test_a_stay_is_lifted_only_where_there_is_one_by_then(day, wrong):
    stay = act(day, "stay-granted", "stays", name="s")
    for upon in ("i", "s"):
        lifts = act("2025-02-10", "resumed", "lifts-stay", upon)
        found = paths("acts/fitting", order(), stay, lifts)
        assert found == ([("steps", 3, "acts", 0, "act")] if wrong else [])
    alone = paths("acts/fitting", order(), act("2025-02-10", "resumed", "lifts-stay"))
    assert alone == [("steps", 2, "acts", 0, "act")]


def test_what_is_done_to_a_stay_undoes_or_affirms_it():
    stay = act("2025-02-05", "stay-granted", "stays", name="s")
    for doing in ("lifts", "vacates", "affirms", "lifts-stay"):
        assert paths("acts/fitting", order(), stay, act("2025-02-06", "order", doing, "s")) == []
    extended = act("2025-02-06", "order", "extends", "s", until="2025-03-01")
    assert paths("acts/fitting", order(), stay, extended) == [("steps", 3, "acts", 0, "order")]
    until = act("2025-02-05", "stay-granted", "stays", name="s", until="2025-02-20")
    assert paths("acts/fitting", order(), until, extended) == []


@pytest.mark.parametrize(
    ("made", "until", "wrong"),
    [
        (order(until="2025-02-20"), "2025-02-16", None),
        (order(until="2025-02-20"), "2025-02-15", "until"),
        (order(until="2025-02-20"), "2025-02-14", "until"),
        (order(until="2025-02-20"), None, "act"),
        (order(), "2025-03-01", "order"),
        (order(code="tro-granted"), "2025-03-01", None),
        (order(code="tro-granted"), None, None),
        (order(kind="restraining-order"), None, None),
    ],
)
def test_an_extension_ends_after_its_day_and_is_of_an_order_that_ends(made, until, wrong):
    extends = act("2025-02-15", "tro-extended", "extends", **({"until": until} if until else {}))
    found = paths("acts/fitting", made, extends)
    assert found == ([("steps", 2, "acts", 0, wrong)] if wrong else [])


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"from": "2025-02-01"}, None),
        ({"from": "2025-01-31"}, "from"),
        ({"from": "2025-01"}, "from"),
        ({"from": "2025-02"}, None),
        ({"until": "2025-02-01"}, None),
        ({"until": "2025-01-31"}, "until"),
        ({"from": "2025-02-12", "until": "2025-02-12"}, None),
        ({"from": "2025-02-12", "until": "2025-02-11"}, "until"),
        ({"from": "2025-02-12", "until": "2025-02"}, None),
    ],
)
def test_orders_and_acts_begin_with_their_step_and_end_after_it(data, wrong):
    found = paths("orders/days", order(**data))
    assert found == ([("steps", 1, "order", wrong)] if wrong else [])
    found = paths("orders/days", act("2025-02-01", "stay-granted", "stays", **data))
    assert found == ([("steps", 1, "acts", 0, wrong)] if wrong else [])


@pytest.mark.parametrize(
    ("until", "wrong"), [("2025-05-01", False), ("2025-05-02", True), ("2025-05", False)]
)
@pytest.mark.parametrize("code", ["withdrawn", "dismissed", "settled", "mooted", "judgment"])
def test_an_order_does_not_lapse_after_its_case_is_over(code, until, wrong):
    found = paths("orders/case-over", order(until=until), step("2025-05-01", code))
    assert found == ([("steps", 1, "order", "until")] if wrong else [])


def test_an_order_is_not_made_nor_begins_after_its_case_is_over():
    over = step("2025-05-01", "withdrawn")
    assert paths("orders/case-over", over, order("2025-05-01")) == []
    assert paths("orders/case-over", over, order("2025-05-02")) == [("steps", 2, "order")]
    held = order(**{"from": "2025-05-02"})
    assert paths("orders/case-over", held, over) == [("steps", 1, "order", "from")]


@pytest.mark.parametrize(
    "made",
    [
        order(until="2025-06-01", survives=True),
        order(until="2025-06-01", permanent=True),
        order(until="2025-06-01", kind="decree"),
        order("2025-05-01", "settled", until="2025-06-01"),
        order("2025-05-01", "judgment", until="2025-06-01"),
    ],
)
def test_what_is_for_good_or_survives_goes_on_after_the_case(made):
    affirmed = act("2025-05-20", "affirmed", "affirms")
    assert paths("orders/case-over", made, step("2025-05-01", "withdrawn"), affirmed) == []


@pytest.mark.parametrize(
    ("again", "wrong"),
    [("2025-05-01", False), ("2025-06-01", False), ("2025-06-02", True), ("2025-04-30", True)],
)
def test_a_case_may_be_taken_up_again_by_then(again, wrong):
    steps = (step("2025-05-01", "dismissed"), step(again, "remanded"))
    found = paths("orders/case-over", order(until="2025-06-01"), *steps)
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("doing", "wrong"),
    [
        *((doing, False) for doing in ("lifts", "vacates", "reverses", "ends", "stays")),
        *((doing, True) for doing in ("affirms", "narrows", "extends-reach", "stays-in-part")),
    ],
)
def test_after_the_case_an_order_is_only_ended_or_stayed(doing, wrong):
    steps = (order(), step("2025-05-01", "dismissed"), act("2025-05-02", "order", doing))
    found = paths("orders/case-over", *steps)
    assert found == ([("steps", 3, "acts", 0, "act")] if wrong else [])


def test_an_order_that_had_ended_before_its_case_may_name_a_later_end():
    lifted = act("2025-04-01", "dissolved", "lifts")
    over = step("2025-05-01", "withdrawn")
    assert paths("orders/case-over", order(until="2025-06-01"), lifted, over) == []


def test_a_step_names_provisions_of_its_record_and_an_effect_those_of_its_target():
    law = directive(
        "law",
        provisions=[provision(id="plans")],
        steps=[step("2025-07-11", "signed", provisions=["plans", "plan"])],
    )
    (problem,) = told("provisions/known", directives=[law])
    assert problem.path == ("steps", 0, "provisions", 1)
    assert problem.hint == "did you mean 'plans'?"
    higher = directive(
        "higher",
        steps=[step("2025-08-01", "signed", effects=[effect("law", "suspends", provisions=["x"])])],
    )
    found = told("provisions/known", directives=[law, higher])
    assert ("steps", 0, "effects", 0, "provisions", 0) in [one.path for one in found]


def test_no_two_steps_share_an_id_and_every_order_has_one():
    assert paths("steps/id-unique", order(), order(name="j")) == []
    assert paths("steps/id-unique", order(), order(), order()) == [
        ("steps", 2, "id"),
        ("steps", 3, "id"),
    ]
    assert paths("steps/id-unique", order(name=None)) == [("steps", 1, "order")]
    assert paths("steps/id-unique", order(name=None), order(name="injunction-granted")) == [
        ("steps", 1, "order")
    ]


@pytest.mark.parametrize(
    ("made", "wrong"),
    [
        (order(code="tro-granted", permanent=True), True),
        (order(kind="restraining-order", permanent=True), True),
        (order(code="tro-granted", kind="injunction", permanent=True), False),
        (order(permanent=True), False),
        (order(code="tro-granted"), False),
    ],
)
def test_a_restraining_order_is_not_permanent(made, wrong):
    assert paths("orders/lapses", made) == ([("steps", 1, "order", "permanent")] if wrong else [])


def test_a_step_of_an_older_act_overrides_what_came_later_but_does_not_repeal_it():
    def found(code):
        old = directive("old", steps=[step("2017", "signed", effects=[effect("new", code)])])
        new = directive("new", steps=[step("2025-07-11", "signed")])
        return [one.path for one in told("effects/target", directives=[old, new])]

    assert found("overrides") == found("suspends") == []
    assert found("repeals") == [("steps", 0, "effects", 0, "record")]


@pytest.mark.parametrize(
    ("code", "types", "wrong"),
    [
        ("signed", ["digest"], True),
        ("signed", ["advocacy", "digest"], True),
        ("signed", ["digest", "news"], False),
        ("signed", ["commentary"], False),
        ("reported", ["digest"], False),
    ],
)
def test_what_changes_a_status_rests_on_more_than_digests_and_advocacy(code, types, wrong):
    sources = [
        {**directive()["sources"][0], "id": f"s{number}", "type": kind, "of": "The Paper"}
        for number, kind in enumerate(types)
    ]
    names = [source["id"] for source in sources]
    law = directive("law", steps=[step("2025-07-11", code, sources=names)], sources=sources)
    found = told("effects/sources", directives=[law])
    assert [(one.path, one.level) for one in found] == (
        [(("steps", 0, "sources"), "warning")] if wrong else []
    )


@pytest.mark.parametrize(
    ("instrument", "steps", "wrong"),
    [
        ("ordinance", [("2025-07-11", "adopted")], True),
        ("ordinance", [("2025-07-11", "adopted"), ("2025-08-11", "effective")], False),
        ("ordinance", [("2025-07-11", "adopted"), ("2025-08-11", "confirmed")], False),
        ("ordinance", [("2025-07-11", "proposed")], False),
        ("resolution", [("2025-07-11", "adopted")], False),
    ],
)
def test_a_directive_that_does_not_say_when_it_takes_effect_is_noted(instrument, steps, wrong):
    law = directive("law", instrument=instrument, steps=[step(*each) for each in steps])
    found = told("steps/effective", directives=[law])
    assert [(one.path, one.level) for one in found] == ([(("steps",), "info")] if wrong else [])


def test_only_what_is_plannable_is_planned_on_whatever_day():
    def found(code, day, rule="steps/planned"):
        return paths(rule, step(day, code, planned=True))

    for day in ("2025-08-01", "2099-01-01"):
        assert found("hearing", day) == found("hearing", day, "steps/future") == []
        assert found("judgment", day) == [("steps", 1, "planned")]


def test_a_planned_end_does_not_end_anything():
    steps = [step("2025-07-11", "ended", planned=True), step("2025-08-01", "began")]
    assert told("steps/ended", events=[event("e", steps=steps)]) == []


@pytest.mark.parametrize(
    ("code", "until", "wrong"),
    [
        ("extended", "2025-08-01", False),
        ("extended", "2025-07-11", False),
        ("extended", "2025-07-10", True),
        ("began", "2025-08-01", True),
    ],
)
def test_only_an_extension_says_until_when(code, until, wrong):
    found = told("steps/until", events=[event("e", steps=[step("2025-07-11", code, until=until)])])
    assert [one.path for one in found] == ([("steps", 0, "until")] if wrong else [])


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["case"])
def test_the_worked_cases_have_no_problem(case):
    codes = ("acts", "orders", "provisions", "effects", "steps")
    context = Context(records(case["given"]), None, None)
    rules = [rule for rule in RULES if rule.code.partition("/")[0] in codes]
    found = [one for rule in rules for one in rule.check(context) if one.level == "error"]
    assert [(one.code, one.path, one.fact) for one in found] == []
