"""Compute the views of what happened: steps, the orders that they make, and what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from docket.model import urls
from docket.model.record import Record
from docket.status.order_state import BINDING, ENDED, HELD, IN_PART, STAYED, Life, LifeSpan
from docket.status.orders import Cause, step_id
from docket.views.card import Card, DateView, date_view, required_date
from docket.views.step_parts import (
    ActView,
    CauseView,
    EffectView,
    LifeSpanView,
    OrderView,
    StepView,
)

Cards = Mapping[str, Card]
STATES = {
    HELD: "Held",
    BINDING: "In effect",
    IN_PART: "In effect in part",
    STAYED: "Stayed",
    ENDED: "Ended",
}
"""What the states of an order are called."""


def step_views(record: Record, cards: Cards, orders: Iterable[OrderView]) -> tuple[StepView, ...]:
    """Return the record's steps by date; steps of one day stay in the order written."""
    term = record.kind.property("steps", "*", "step").get("x-terms", {})
    made = {order.anchor: order for order in orders}
    steps = record.part("steps")
    views = [
        StepView(
            anchor=(anchor := urls.step_anchor(index)),
            date=required_date(step["date"]),
            step=step["step"],
            label=term.get(step["step"], step["step"]),
            text=step.get("text", ""),
            derived=step.get("derived", ""),
            court=cards.get(step.get("court", "")),
            planned=bool(step.get("planned")),
            order=made.get(anchor),
            acts=tuple(_acts(record, step)),
            effects=effect_views(record, step.get("effects", ()), cards, ("steps", "*")),
            cites=record.cites(step["sources"]),
        )
        for index, step in enumerate(steps)
    ]
    return tuple(sorted(views, key=lambda view: view.date.key))


def effect_views(
    record: Record, effects: Iterable[Mapping[str, Any]], cards: Cards, path: tuple[str, ...]
) -> tuple[EffectView, ...]:
    """Return effects on other records, written below a path of the schema; unknown records are left
    out."""
    term = record.kind.property(*path, "effects", "*", "effect").get("x-terms", {})
    return tuple(
        EffectView(
            cards[effect["record"]],
            effect["effect"],
            term.get(effect["effect"], effect["effect"]),
            effect.get("scope", ""),
            tuple(effect.get("provisions", ())),
        )
        for effect in effects
        if effect["record"] in cards
    )


def _acts(record: Record, step: Mapping[str, Any]) -> Iterator[ActView]:
    """Yield what a step does to earlier orders of the same record."""
    steps = record.part("steps")
    places = {step_id(one, index): index for index, one in enumerate(steps)}
    for act in step.get("acts", ()):
        target = places.get(act["order"]) if "record" not in act else None
        code = steps[target]["step"] if target is not None else ""
        yield ActView(
            label=record.kind.term(act["act"], "steps", "*", "acts", "*", "act"),
            anchor=urls.step_anchor(target) if target is not None else "",
            order=record.kind.term(code, "steps", "*", "step"),
            scope=act.get("scope", ""),
            until=date_view(act.get("until")),
        )


def order_views(record: Record, lives: Iterable[Life], cards: Cards) -> tuple[OrderView, ...]:
    """Return the orders that the steps of a record make, in the order written."""
    return tuple(_order(record, life, cards) for life in lives)


def _order(record: Record, life: Life, cards: Cards) -> OrderView:
    """Return an order with its life for display."""
    order = life.order
    written = record.part("steps")[order.step]["order"].get("effects", ())
    return OrderView(
        record=cards[record.id],
        id=order.id,
        anchor=urls.step_anchor(order.step),
        kind=order.kind,
        label=record.kind.term(order.kind, "steps", "*", "order", "kind"),
        date=required_date(order.cause.date),
        court=cards.get(order.cause.court),
        text=order.cause.text,
        scope=order.scope,
        places=tuple(cards[name] for name in order.places if name in cards),
        persons=order.persons,
        effects=effect_views(record, written, cards, ("steps", "*", "order")),
        life=tuple(
            _life_span(record, span, since, cards)
            for span, since in zip(life.spans, _since(life.spans), strict=True)
        ),
    )


def _since(spans: Sequence[LifeSpan]) -> Iterator[DateView]:
    """Yield since when the order has been in the state of each span: the day on which the first of
    the spans of one state begins, or the date as written of the step that began it where that is
    not exact."""
    for _, same in groupby(spans, lambda span: span.state):
        run = list(same)
        written = required_date(run[0].cause.date)
        vague = not run[0].certain and written.earliest == run[0].begin
        since = written if vague else required_date(run[0].begin)
        yield from (since for _ in run)


def _life_span(record: Record, span: LifeSpan, since: DateView, cards: Cards) -> LifeSpanView:
    return LifeSpanView(
        state=span.state,
        label=STATES[span.state],
        begin=required_date(span.begin),
        before=date_view(span.before),
        since=since,
        certain=span.certain,
        why=span.why,
        scope=span.scope,
        places=tuple(cards[name] for name in span.places if name in cards),
        persons=span.persons,
        confirmed=date_view(span.confirmed or None),
        cause=cause_view(record.id, span.cause, cards),
    )


def cause_view(record_id: str, cause: Cause, cards: Cards) -> CauseView:
    """Return a step for display on the page of a record."""
    own = cause.record == record_id
    return CauseView(
        date=required_date(cause.date),
        text=cause.text,
        rule=cause.rule,
        by=None if own else cards[cause.record],
        court=cards.get(cause.court),
        anchor=urls.step_anchor(int(cause.path[1])),
        cites=cause.cites if own else (),
    )
