"""Convert statuses, what they rest on, and the orders of courts to published JSON."""

from __future__ import annotations

from docket.exports.base_shapes import Cited, Shape, date_shape, reference
from docket.model.settings import Settings
from docket.views.record import RecordView
from docket.views.step_parts import (
    CauseView,
    EffectView,
    GroundView,
    LifeSpanView,
    OrderView,
    PhaseView,
    SpanView,
)


def status_shape(view: RecordView, cited: Cited, settings: Settings) -> Shape | None:
    """Return the status on the day `as_of`, and all that it rests on."""
    card, now, phase = view.card, view.status_now, view.phase_now
    if not card.status:
        return None
    confirmed = (
        {"date": date_shape(view.confirmed), "sources": cited(view.confirmed_cites)}
        if view.confirmed
        else None
    )
    return {
        "code": card.status,
        "label": card.status_label,
        "qualifiers": list(now.also) if now else [],
        "certain": now.certain_on(card.as_of) if now else True,
        "as_of": card.as_of,
        "searched": view.searched.text if view.searched else None,
        "since": date_shape(now.begin) if now else None,
        "because": cause_shape(now.cause, cited, settings) if now else None,
        "grounds": [ground_shape(one, settings) for one in phase.grounds] if phase else [],
        "provisions": part_shapes(phase) if phase else [],
        "last_action": {"date": date_shape(card.last), "label": card.last_label}
        if card.last
        else None,
        "confirmed": confirmed,
    }


def span_shape(span: SpanView, cited: Cited, settings: Settings) -> Shape:
    """Return a span: the dates as written, the days on which it is the answer, on which it is
    possible and on which it is certain, and its phases."""
    return {
        "code": span.status,
        "label": span.label,
        "qualifiers": list(span.also),
        "begin": date_shape(span.begin),
        "end": date_shape(span.end),
        **span_days(span),
        "because": cause_shape(span.cause, cited, settings),
        "phases": [
            {
                "from": phase.begin,
                "before": phase.before,
                "grounds": [ground_shape(one, settings) for one in phase.grounds],
                "provisions": part_shapes(phase),
            }
            for phase in span.phases
        ],
    }


def span_days(span: SpanView) -> Shape:
    """Return the days of a span (ISO 8601): it is the answer from `from` until before `before`
    (null: open); it may hold and surely holds on the days beside (null `certain_from`: on none)."""
    return {
        "from": span.first,
        "before": span.before,
        "possible_from": span.possible[0],
        "possible_before": span.possible[1],
        "certain_from": span.certain[0],
        "certain_before": span.certain[1],
    }


def part_shapes(phase: PhaseView) -> list[Shape]:
    """Return the status of each provision with an id."""
    return [{"id": part.id, "code": part.status, "label": part.label} for part in phase.parts]


def cause_shape(cause: CauseView, cited: Cited, settings: Settings) -> Shape:
    """Return a step as a reason: its date and text, the rule applied, the record that has it
    (null: this record), its anchor there, and the ids of its sources. The sources of another
    record's step are in that record."""
    return {
        "date": date_shape(cause.date),
        "text": cause.text,
        "rule": cause.rule or None,
        "record": reference(cause.by, settings) if cause.by else None,
        "anchor": cause.anchor,
        "sources": cited(cause.cites),
    }


def ground_shape(ground: GroundView, settings: Settings) -> Shape:
    """Return an order or act that bears on a record: the record that has it (null: this one), the
    order's id there (null: an act), what it does, what it reaches, and since when."""
    return {
        "record": reference(ground.cause.by, settings) if ground.cause.by else None,
        "order": ground.order or None,
        "anchor": ground.cause.anchor,
        "date": date_shape(ground.cause.date),
        "text": ground.cause.text,
        "effect": ground.effect,
        "scope": ground.scope or None,
        "provisions": list(ground.provisions),
        "places": [reference(place, settings) for place in ground.places],
        "persons": ground.persons or None,
        "state": ground.state,
        "certain": ground.certain,
        "since": ground.begins.text,
        "confirmed": date_shape(ground.confirmed),
    }


def order_shape(order: OrderView, settings: Settings) -> Shape:
    """Return an order of a court with its life: touching spans of one state each."""
    return {
        "id": order.full_id,
        "record": reference(order.record, settings),
        "order": order.id,
        "anchor": order.anchor,
        "kind": order.kind,
        "label": order.label,
        "date": date_shape(order.date),
        "court": reference(order.court, settings) if order.court else None,
        "text": order.text,
        "scope": order.scope or None,
        "places": [reference(place, settings) for place in order.places],
        "persons": order.persons or None,
        "record_places": list(order.record.places),
        "effects": [effect_shape(effect, settings) for effect in order.effects],
        "spans": [_life_span(span, settings) for span in order.life],
    }


def _life_span(span: LifeSpanView, settings: Settings) -> Shape:
    return {
        "state": span.state,
        "label": span.words,
        "from": span.begin.text,
        "before": span.before.text if span.before else None,
        "since": span.since.text,
        "certain": span.certain,
        "why": span.why or None,
        "scope": span.scope or None,
        "places": [reference(place, settings) for place in span.places],
        "persons": span.persons or None,
        "confirmed": date_shape(span.confirmed),
        "by": reference(span.cause.by, settings) if span.cause.by else None,
        "anchor": span.cause.anchor,
    }


def effect_shape(effect: EffectView, settings: Settings) -> Shape:
    """Return what an order or a step does to another record."""
    return {
        "record": reference(effect.record, settings),
        "code": effect.effect,
        "label": effect.label,
        "scope": effect.scope or None,
        "provisions": list(effect.provisions),
    }
