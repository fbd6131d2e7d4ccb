"""Rules about orders, at their boundaries: their days, and what follows from the end of a case."""

from __future__ import annotations

import pytest

from builders import step
from problems import act, case_paths, order


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
    found = case_paths("orders/days", order(**data))
    assert found == ([("steps", 1, "order", wrong)] if wrong else [])
    found = case_paths("orders/days", act("2025-02-01", "stay-granted", "stays", **data))
    assert found == ([("steps", 1, "acts", 0, wrong)] if wrong else [])


@pytest.mark.parametrize(
    ("until", "wrong"), [("2025-05-01", False), ("2025-05-02", True), ("2025-05", False)]
)
@pytest.mark.parametrize("code", ["withdrawn", "dismissed", "settled", "mooted", "judgment"])
def test_an_order_does_not_lapse_after_its_case_is_over(code, until, wrong):
    found = case_paths("orders/case-over", order(until=until), step("2025-05-01", code))
    assert found == ([("steps", 1, "order", "until")] if wrong else [])


def test_an_order_is_not_made_nor_begins_after_its_case_is_over():
    over = step("2025-05-01", "withdrawn")
    assert case_paths("orders/case-over", over, order("2025-05-01")) == []
    assert case_paths("orders/case-over", over, order("2025-05-02")) == [("steps", 2, "order")]
    held = order(**{"from": "2025-05-02"})
    assert case_paths("orders/case-over", held, over) == [("steps", 1, "order", "from")]


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
    assert case_paths("orders/case-over", made, step("2025-05-01", "withdrawn"), affirmed) == []


@pytest.mark.parametrize(
    ("again", "wrong"),
    [("2025-05-01", False), ("2025-06-01", False), ("2025-06-02", True), ("2025-04-30", True)],
)
def test_a_case_may_be_taken_up_again_by_then(again, wrong):
    steps = (step("2025-05-01", "dismissed"), step(again, "remanded"))
    found = case_paths("orders/case-over", order(until="2025-06-01"), *steps)
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
    found = case_paths("orders/case-over", *steps)
    assert found == ([("steps", 3, "acts", 0, "act")] if wrong else [])


def test_an_order_that_had_ended_before_its_case_may_name_a_later_end():
    lifted = act("2025-04-01", "dissolved", "lifts")
    over = step("2025-05-01", "withdrawn")
    assert case_paths("orders/case-over", order(until="2025-06-01"), lifted, over) == []


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
    assert case_paths("orders/lapses", made) == (
        [("steps", 1, "order", "permanent")] if wrong else []
    )
