"""Find the court orders that are in effect in a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from docket.model.record import Library, Record
from docket.model.references import levels
from docket.status.order_state import IN_EFFECT
from docket.status.sweep import Day
from docket.views.card import Card
from docket.views.court_orders import last_made_first
from docket.views.record import RecordView
from docket.views.step_parts import LifeSpanView, OrderView


class OrderHere(NamedTuple):
    """An order of a court that bears on a place on a day: the order, the stretch of its life that
    covers the day, and the place by which it does: this one, one that this one lies in, or one
    within it. `named` is false where the order names no place, and is taken to reach those that its
    record is about."""

    order: OrderView
    span: LifeSpanView
    level: Card
    named: bool

    @property
    def certain(self) -> bool:
        """Return whether the dates allow no other state."""
        return self.span.certain


def orders_here(
    place: Record,
    day: Day,
    sources: Iterable[str],
    library: Library,
    views: Mapping[str, RecordView],
) -> tuple[OrderHere, ...]:
    """Return the orders that are, or may be, in effect on a day in a place or within it: those that
    reach it most closely first, then the newest. `sources` are the ids of records that may have
    such orders; those of withdrawn records are left out."""
    around = {level.id: number for number, level in enumerate(levels(library, place))}
    found: list[tuple[int, OrderHere]] = []
    for order in last_made_first(_orders(sources, views)):
        span = order.on(day)
        if span and span.state in IN_EFFECT:
            named = tuple(card.id for card in span.places)
            nearest = _nearest(named or order.record.places, place, around, library)
            if nearest:
                rank, name = nearest
                found.append((rank, OrderHere(order, span, views[name].card, bool(named))))
    return tuple(one for _, one in sorted(found, key=lambda one: one[0]))


def _orders(sources: Iterable[str], views: Mapping[str, RecordView]) -> Iterator[OrderView]:
    """Yield the orders of these records, without those of withdrawn ones."""
    for name in sorted(set(sources)):
        view = views[name]
        if view.has_orders and not view.card.withdrawn:
            yield from view.orders


def _nearest(
    names: Iterable[str], place: Record, around: Mapping[str, int], library: Library
) -> tuple[int, str] | None:
    """Return the place among those that an order reaches by which it bears on a place, with how far
    up that is (those within come last); None if it does not."""
    found = []
    for name in names:
        if name in around:
            found.append((around[name], name))
        elif any(level.id == place.id for level in levels(library, library.get(name))):
            found.append((len(around), name))
    return min(found, default=None)
