"""Find which orders of courts were in effect, held, stayed or ended on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docket.status.order_state import ENDED, HELD, IN_EFFECT, STAYED
from docket.status.sweep import Day
from docket.views.step_parts import LifeSpanView, OrderView

OrderOnDay = tuple[OrderView, LifeSpanView]
"""An order, and the span of its life that covers a day."""


class OrderState(NamedTuple):
    """A group in which orders are listed: its code, its title, and the states of an order that
    belong to it."""

    code: str
    title: str
    states: tuple[str, ...]


class OrderGroup(NamedTuple):
    """The orders of one group on a day, those made last first."""

    code: str
    title: str
    orders: tuple[OrderOnDay, ...]


GROUPS = (
    OrderState("in-effect", "In effect", tuple(sorted(IN_EFFECT))),
    OrderState("held", "Made, not yet in effect", (HELD,)),
    OrderState("stayed", "Stayed", (STAYED,)),
    OrderState("ended", "Ended", (ENDED,)),
)
"""The groups in which orders are listed, in this order."""


def orders_on(orders: Iterable[OrderView], day: Day) -> tuple[OrderGroup, ...]:
    """Return the orders that were made by a day in the groups of their states; empty groups are
    left out."""
    found = [(order, span) for order in orders if (span := order.on(day))]
    groups = (
        OrderGroup(code, title, tuple(one for one in found if one[1].state in states))
        for code, title, states in GROUPS
    )
    return tuple(group for group in groups if group.orders)


def in_effect(orders: Iterable[OrderView], day: Day) -> tuple[OrderOnDay, ...]:
    """Return the orders that were, or may have been, in effect on a day."""
    groups = orders_on(orders, day)
    return next((group.orders for group in groups if group.code == GROUPS[0].code), ())


def last_made_first(orders: Iterable[OrderView]) -> list[OrderView]:
    """Return orders from the newest date to the oldest, those of one date by record and step."""
    by_step = sorted(orders, key=lambda order: (order.record.id, order.anchor))
    return sorted(by_step, key=lambda order: order.date.key, reverse=True)


def last_change(order: OrderView, day: Day) -> Day | None:
    """Return the last day up to `day` on which the life of an order changed; None if it was made
    later."""
    days = (span.begin.text for span in order.life if span.begin.text <= day)
    return max(days, default=None)


def time_in_effect(order: OrderView) -> tuple[Day | None, Day | None]:
    """Return the first day on which an order was, or may have been, in effect (None: never), and
    the day after the last (None: open)."""
    found = [span for span in order.life if span.state in IN_EFFECT]
    if not found:
        return None, None
    before = found[-1].before
    return found[0].begin.text, before.text if before else None
