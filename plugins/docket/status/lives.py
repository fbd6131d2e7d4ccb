"""Compute the lives of court orders: held, in effect, in effect in part, stayed, ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docket.model.record import Library, Record
from docket.model.references import Links
from docket.status.order_events import events_of
from docket.status.order_state import (
    BINDING,
    ENDED,
    HELD,
    IN_PART,
    STAYED,
    Life,
    LifeSpan,
    OrderState,
)
from docket.status.orders import Act, Cause, Order, acts_upon, make_cause, orders_of
from docket.status.sweep import Day, sweep

STRENGTH = {BINDING: 5, IN_PART: 4, HELD: 3, STAYED: 2, ENDED: 1, "": 0}
"""Of several states that the dates allow, the strongest is shown."""


def lives_of(record: Record, library: Library, links: Links) -> tuple[Life, ...]:
    """Return the lives of the orders of a record, in the order written."""
    orders = orders_of(record)
    if not orders:
        return ()
    acts, closing = acts_upon(record, library, links), list(_closing(record))
    return tuple(Life(order, _spans(order, acts, closing)) for order in orders)


def _closing(record: Record) -> Iterator[Cause]:
    """Yield the steps that end the record's matter, and with it its interlocutory orders."""
    for index, step in enumerate(record.part("steps")):
        rule = record.kind.steps.get(step["step"])
        if rule and rule.closes and not step.get("planned"):
            yield make_cause(record, index)


def _spans(order: Order, acts: Sequence[Act], closing: Iterable[Cause]) -> tuple[LifeSpan, ...]:
    """Return the life of one order."""
    events = events_of(order, acts, closing)
    start = OrderState(
        order.cause, lasting=order.lasting, places=order.places, persons=order.persons
    )
    found: list[LifeSpan] = []
    for stretch in sweep(events, start, lambda state, event: event.change(state)):
        span = _span(order, stretch.begin, stretch.before, stretch.states)
        if span is None:
            continue
        if found and found[-1][2:] == span[2:]:
            found[-1] = found[-1]._replace(before=span.before)
        else:
            found.append(span)
    return tuple(found)


def _span(
    order: Order, begin: Day, before: Day | None, states: Sequence[OrderState]
) -> LifeSpan | None:
    """Return a stretch as a span of the order's life; None before it was made."""
    shown = max(states, key=lambda state: STRENGTH[state.state])
    if not shown.made:
        return None
    hold = shown.hold
    return LifeSpan(
        begin=begin,
        before=before,
        state=shown.state,
        certain=len({state.state for state in states}) == 1,
        why=hold.why if hold and shown.state == ENDED else "",
        scope=(hold.scope if hold and shown.state == IN_PART else "") or order.scope,
        places=shown.places,
        persons=shown.persons,
        confirmed=shown.confirmed,
        cause=shown.cause,
    )
