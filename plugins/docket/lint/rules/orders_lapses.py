"""An order that lapses by rule is not permanent."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import orders
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem
from docket.status.orders import lapses

PERMANENT = "permanent"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every permanent order of a kind that lapses by rule (`x-lapses`)."""
    for record in context.records:
        for order in orders(record):
            if order.order.get(PERMANENT) and lapses(record, order.kind):
                fact = f"an order of the kind {order.kind} lapses by rule"
                hint = "Remove permanent; or write the kind that it is, such as kind: injunction."
                path = (*order.path, PERMANENT)
                yield Problem("orders/lapses", fact, record.file, path, hint)


RULE = Rule(
    code="orders/lapses",
    title="An order that lapses by rule is not permanent",
    reason=(
        "A temporary restraining order ends by rule within weeks (Fed. R. Civ. P. 65(b)(2)); "
        "marked permanent it would seem to be in effect for ever."
    ),
    wrong="{date: 2025-02-01, step: tro-granted, id: tro, order: {permanent: true}}",
    right="{date: 2025-02-01, step: injunction-granted, id: injunction, order: {permanent: true}}",
    check=check,
    reach=ALONE,
)
