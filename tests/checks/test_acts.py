"""Rules about acts upon orders, at their boundaries."""

from __future__ import annotations

import pytest

from builders import challenge, step
from problems import FILED, act, case_paths, order, problems_of


def test_an_act_names_an_order_a_stay_or_an_end_of_its_case():
    stay = act("2025-02-05", "stay-granted", "stays", name="s")
    undone = act("2025-02-09", "stay-held", "stays", "s", "h")
    assert case_paths("acts/order", order(), stay, undone) == []
    assert case_paths(
        "acts/order", order(), act("2025-02-05", "stay-granted", "stays", "filed")
    ) == [("steps", 2, "acts", 0, "order")]
    upon_third = act("2025-02-10", "resumed", "lifts", "h", name="t")
    assert case_paths("acts/order", order(), stay, undone, upon_third) == []
    upon_fourth = act("2025-02-12", "order", "lifts", "t")
    assert case_paths("acts/order", order(), stay, undone, upon_third, upon_fourth) == [
        ("steps", 5, "acts", 0, "order")
    ]


def test_the_hint_says_which_order_was_meant_or_where_to_write_it():
    def hint(*steps, **more):
        case = challenge("c", steps=[FILED, *steps], **more)
        (problem,) = problems_of("acts/order", challenges=[case])
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
    assert "by the id of its step alone" in hint(
        order(), act("2025-02-05", "stay-granted", "stays", "other/i")
    )


def test_a_restraining_order_cannot_be_made_permanent():
    permanent = act("2025-02-05", "judgment", "makes-permanent")
    assert case_paths("acts/fitting", order(), permanent) == []
    assert case_paths("acts/fitting", order(code="tro-granted"), permanent) == [
        ("steps", 2, "acts", 0, "act")
    ]


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
    found = case_paths("acts/order", order(), act(day, "stay-granted", "stays"))
    assert found == ([("steps", 2, "acts", 0, "order")] if wrong else [])


def test_an_act_in_another_case_needs_its_name_and_a_relation_to_it():
    below = challenge("below", steps=[FILED, order()])
    related = [{"type": "related", "record": "below"}]

    def found(relations, **data):
        stay = act("2025-02-05", "stay-granted", "stays", **data)
        above = challenge("above", steps=[FILED, stay], relations=relations)
        return problems_of("acts/order", challenges=[below, above])

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
    for code in ("acts/order", "acts/fitting"):
        assert problems_of(code, challenges=cases) == []


@pytest.mark.parametrize(("day", "wrong"), [("2025-02-10", False), ("2025-02-11", True)])
def test_a_stay_is_lifted_only_where_there_is_one_by_then(day, wrong):
    stay = act(day, "stay-granted", "stays", name="s")
    for upon in ("i", "s"):
        lifts = act("2025-02-10", "resumed", "lifts-stay", upon)
        found = case_paths("acts/fitting", order(), stay, lifts)
        assert found == ([("steps", 3, "acts", 0, "act")] if wrong else [])
    alone = case_paths("acts/fitting", order(), act("2025-02-10", "resumed", "lifts-stay"))
    assert alone == [("steps", 2, "acts", 0, "act")]


def test_what_is_done_to_a_stay_undoes_or_affirms_it():
    stay = act("2025-02-05", "stay-granted", "stays", name="s")
    for doing in ("lifts", "vacates", "affirms", "lifts-stay"):
        assert (
            case_paths("acts/fitting", order(), stay, act("2025-02-06", "order", doing, "s")) == []
        )
    extended = act("2025-02-06", "order", "extends", "s", until="2025-03-01")
    assert case_paths("acts/fitting", order(), stay, extended) == [("steps", 3, "acts", 0, "order")]
    until = act("2025-02-05", "stay-granted", "stays", name="s", until="2025-02-20")
    assert case_paths("acts/fitting", order(), until, extended) == []


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
    found = case_paths("acts/fitting", made, extends)
    assert found == ([("steps", 2, "acts", 0, wrong)] if wrong else [])
