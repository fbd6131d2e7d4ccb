"""Gather how a record's status came to be so: its spans, and the lives of the orders and acts that
bear on it or are its own, each a band of dated stretches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docket.model.references import Links
from docket.status.order_state import BINDING, ENDED, HELD, IN_PART, STAYED
from docket.views.card import Card, DateView, date_view, required_date
from docket.views.record import RecordView
from docket.views.step_parts import CauseView, GroundView, LifeSpanView, OrderView, SpanView

STATUS, ORDER, ACT = "status", "order", "act"
"""The sorts of bands."""
STYLES = {
    BINDING: "solid",
    IN_PART: "hatched",
    HELD: "hollow",
    STAYED: "dotted",
    ENDED: "over",
}
"""How the states of an order are drawn."""


class Stretch(NamedTuple):
    """A stretch of a band: what its state is called and how it is drawn, its first day and the day
    after its last as written (None: open) and as days (ISO 8601), the days on which it is certain
    (None: none), the text of the step that began it, and the address of that step from the root of
    the site. Of an order `state` is the label of its state alone (elsewhere empty)."""

    label: str
    style: str
    begin: DateView
    end: DateView | None
    first: str
    before: str | None
    certain: tuple[str, str | None] | None
    why: str
    url: str
    state: str = ""


class Band(NamedTuple):
    """A band: its sort, what it is called, the kind and the address of the record that has the
    step, that record (None: the one whose page this is), the court (None: none), its stretches."""

    sort: str
    label: str
    kind: str
    url: str
    by: Card | None
    court: Card | None
    stretches: tuple[Stretch, ...]

    def on(self, day: str) -> Stretch | None:
        """Return the stretch that covers a day (ISO 8601); None if all begin later."""
        return next((one for one in reversed(self.stretches) if one.first <= day), None)


def bands(view: RecordView, views: Mapping[str, RecordView], links: Links) -> tuple[Band, ...]:
    """Return the bands of a record: its status first, then what bears on it, earliest first. None
    are returned for a record with one span at most that has no order and on which none bears."""
    bearing = [_order(order, view.card) for order in _orders(view, views, links)]
    bearing += _acts(view)
    bearing.sort(key=lambda band: (band.stretches[0].first, band.url))
    if len(view.spans) < 2 and not bearing:
        return ()
    status = [_status(view)] if view.spans else []
    return tuple(status + bearing)


def _orders(view: RecordView, views: Mapping[str, RecordView], links: Links) -> Iterator[OrderView]:
    """Yield the orders of a record, and those of others that bear on it."""
    name = view.card.id
    yield from (order for order in view.orders if order.life)
    sources = {link.source for link in links.to(name) if "effects" in link.path}
    for source in sorted(sources - {name}):
        for order in views[source].orders:
            if order.life and any(effect.record.id == name for effect in order.effects):
                yield order


def _status(view: RecordView) -> Band:
    """Return the band of a record's own status."""
    card = view.card
    return Band(STATUS, "Status", card.kind, card.url, None, None, tuple(_spans(view.spans, card)))


def _spans(spans: tuple[SpanView, ...], card: Card) -> Iterator[Stretch]:
    for span in spans:
        first, before = span.certain
        yield Stretch(
            label=span.label,
            style=span.mark or "hollow",
            begin=span.begin,
            end=span.end,
            first=span.first,
            before=span.before,
            certain=(first, before) if first else None,
            why=span.cause.text,
            url=_address(span.cause, card),
        )


def _order(order: OrderView, page: Card) -> Band:
    """Return the band of an order on the page of a record."""
    return Band(
        sort=ORDER,
        label=f"{order.label}, {order.date.words}",
        kind=order.record.kind,
        url=f"{order.record.url}#{order.anchor}",
        by=None if order.record.id == page.id else order.record,
        court=order.court,
        stretches=tuple(_life(span, order.record) for span in order.life),
    )


def _life(span: LifeSpanView, card: Card) -> Stretch:
    first = span.begin.earliest or ""
    before = span.before.earliest if span.before else None
    return Stretch(
        label=span.words,
        style=STYLES[span.state],
        begin=span.begin,
        end=span.before,
        first=first,
        before=before,
        certain=(first, before) if span.certain else None,
        why=span.cause.text,
        url=_address(span.cause, card),
        state=span.label,
    )


def _acts(view: RecordView) -> list[Band]:
    """Return the bands of acts of other records that bear on a record, such as a repeal."""
    found: dict[tuple[str, str], tuple[GroundView, str, str | None]] = {}
    for phase in (phase for span in view.spans for phase in span.phases):
        for ground in phase.grounds:
            if ground.order:
                continue
            key = (_address(ground.cause, view.card), ground.effect)
            begin = found[key][1] if key in found else phase.begin
            found[key] = (ground, begin, phase.before)
    return [
        _act(ground, url, begin, before, view.card)
        for (url, _), (ground, begin, before) in found.items()
    ]


def _act(ground: GroundView, url: str, begin: str, before: str | None, page: Card) -> Band:
    stretch = Stretch(
        label=ground.label,
        style="solid",
        begin=required_date(begin),
        end=date_view(before),
        first=begin,
        before=before,
        certain=(begin, before) if ground.certain else None,
        why=ground.cause.text,
        url=url,
    )
    by = ground.cause.by
    label = f"{ground.label}, {ground.cause.date.words}"
    return Band(ACT, label, (by or page).kind, url, by, ground.cause.court, (stretch,))


def _address(cause: CauseView, card: Card) -> str:
    """Return the address of a step; `card` is that of the record to which the cause belongs."""
    return f"{(cause.by or card).url}#{cause.anchor}"
