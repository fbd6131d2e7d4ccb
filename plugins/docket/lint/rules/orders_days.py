"""Orders and acts do not end before they begin, nor begin before they are made."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import WrittenAct, WrittenOrder, acts, orders, wholly_before
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Path, Problem
from docket.model.record import Data, Record

HINT = "Correct one of the two dates."


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every order and act with a `from` wholly before its step, or with an
    `until` wholly before its beginning."""
    for record in context.records:
        for order in orders(record):
            yield from _faults(record, order, order.order, "order")
        for act in acts(record):
            yield from _faults(record, act, act.act, "act")


def _faults(
    record: Record, written: WrittenOrder | WrittenAct, data: Data, what: str
) -> Iterator[Problem]:
    """Yield the problems of the days of an order or act."""
    path: Path = written.path
    made = written.step["date"]
    if "from" in data and wholly_before(data["from"], made):
        fact = f"the {what} begins ({data['from']}) before its step ({made})"
        yield Problem("orders/days", fact, record.file, (*path, "from"), HINT)
    if "until" in data and any(wholly_before(data["until"], day) for day in (made, written.begins)):
        fact = f"the {what} ends ({data['until']}) before it begins ({written.begins})"
        yield Problem("orders/days", fact, record.file, (*path, "until"), HINT)


RULE = Rule(
    code="orders/days",
    title="Orders do not end before they begin, nor begin before they are made",
    reason=(
        "What is in force on a day follows from these dates; an order that ends before it begins "
        "would never be in effect."
    ),
    wrong="order: {from: 2025-09-12, until: 2025-09-02}",
    right="order: {from: 2025-09-02, until: 2025-09-12}",
    check=check,
    reach=ALONE,
)
