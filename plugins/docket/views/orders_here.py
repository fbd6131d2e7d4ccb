"""Find the court orders that are in effect in a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docket.model.record import Record
from docket.model.references import Links
from docket.status.order_state import IN_EFFECT
from docket.status.sweep import Day
from docket.views.card import Card
from docket.views.record import RecordView
from docket.views.step_parts import LifeSpanView, OrderView


class OrderHere(NamedTuple):
    """An order of a court that reaches a place on a day: the order, the stretch of its life that
    covers the day, and the level by which it reaches the place: itself or one above it."""

    order: OrderView
    span: LifeSpanView
    level: Card

    @property
    def certain(self) -> bool:
        """Return whether the dates allow no other state."""
        return self.span.certain


def orders_here(
    levels: Sequence[Record], day: Day, links: Links, views: Mapping[str, RecordView]
) -> tuple[OrderHere, ...]:
    """Return the orders that are, or may be, in effect on a day in the first of some places, of
    which each lies in the next; those that reach it most closely first, then the newest. Orders
    told in withdrawn records are left out."""
    found: dict[tuple[str, str], OrderHere] = {}
    for level in levels:
        named = dict.fromkeys(link.source for link in links.to(level.id))
        told = [order for name in named for order in _told(views[name])]
        reaching = [(order, span) for order in told if (span := _reaches(order, level.id, day))]
        reaching.sort(key=lambda one: (one[0].record.id, one[0].anchor))
        reaching.sort(key=lambda one: one[0].date.key, reverse=True)
        for order, span in reaching:
            key = (order.record.id, order.anchor)
            found.setdefault(key, OrderHere(order, span, views[level.id].card))
    return tuple(found.values())


def _told(view: RecordView) -> Iterator[OrderView]:
    """Yield the orders told in a record; none for one that is withdrawn."""
    if view.tells_orders and not view.card.withdrawn:
        yield from view.orders


def _reaches(order: OrderView, place: str, day: Day) -> LifeSpanView | None:
    """Return the stretch of the life of an order in which it is in effect in a place on a day; None
    if it is not. One that names no place reaches those that its record is about."""
    span = order.on(day)
    if span is None or span.state not in IN_EFFECT:
        return None
    places = [card.id for card in span.places] or order.record.places
    return span if place in places else None
