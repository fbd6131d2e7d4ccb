"""Convert records to published JSON, from the same views as the pages; so both always agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docket.exports.base_shapes import Cited, Shape, date_shape, point_shape, reference
from docket.exports.status_shapes import effect_shape, order_shape, span_shape, status_shape
from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import Card
from docket.views.parts import LinkGroup
from docket.views.record import RecordView
from docket.views.step_parts import ActView, StepView


def record_shape(view: RecordView, cards: Mapping[str, Card], settings: Settings) -> Shape:
    """Return a record as published: computed values as members, the record as written under
    "record". Every member is always there, null or an empty list where a record has no value.
    record.schema.json beside this module describes the form."""
    card = view.card
    cited = _cited(view)
    return {
        "id": card.id,
        "kind": card.kind,
        "url": urls.absolute(settings.site_url, card.url),
        "json_url": urls.absolute(settings.site_url, view.json_url),
        "title": card.title,
        "summary": card.summary or None,
        "date": date_shape(card.date),
        "place": _place(card, cards, settings),
        "within": [reference(above, settings) for above in view.above],
        "status": status_shape(view, cited, settings),
        "spans": [span_shape(span, cited, settings) for span in view.spans],
        "orders": [order_shape(order, settings) for order in view.orders],
        "steps": [_step(step, cited, settings) for step in view.steps],
        "point": point_shape(view.point),
        "links": _links(view.links, settings),
        "backlinks": _links(view.backlinks, settings),
        "source_count": len(view.sources),
        "withdrawn": _withdrawn(view, settings),
        "recorded": _recorded(view),
        "record": view.written,
    }


def _cited(view: RecordView) -> Cited:
    """Return what turns the numbers of this record's sources into their ids."""
    names = {source.number: source.id for source in view.sources}
    return lambda cites: [names[number] for number in cites]


def _place(card: Card, cards: Mapping[str, Card], settings: Settings) -> Shape | None:
    if not card.place:
        return None
    return {
        "id": card.place,
        "title": card.place_title,
        "url": urls.absolute(settings.site_url, cards[card.place].url),
    }


def _recorded(view: RecordView) -> Shape | None:
    """Return when the record was first written and last changed (days in UTC, ISO 8601), and the
    number of changes, as the git history has them. None without a history."""
    recorded = view.recorded
    return (
        {"first": recorded.first.text, "last": recorded.last.text, "changes": recorded.changes}
        if recorded
        else None
    )


def _step(step: StepView, cited: Cited, settings: Settings) -> Shape:
    return {
        "anchor": step.anchor,
        "date": date_shape(step.date),
        "code": step.step,
        "label": step.label,
        "text": step.text or None,
        "derived": step.derived or None,
        "court": reference(step.court, settings) if step.court else None,
        "planned": step.planned,
        "order": step.order.id if step.order else None,
        "acts": [_act(act) for act in step.acts],
        "effects": [effect_shape(effect, settings) for effect in step.effects],
        "sources": cited(step.cites),
    }


def _act(act: ActView) -> Shape:
    return {
        "label": act.label,
        "anchor": act.anchor or None,
        "scope": act.scope or None,
        "until": date_shape(act.until),
    }


def _links(groups: Iterable[LinkGroup], settings: Settings) -> list[Shape]:
    return [
        {
            "type": link.code,
            "label": group.label,
            "record": reference(link.record, settings),
            "note": link.note or None,
        }
        for group in groups
        for link in group.links
    ]


def _withdrawn(view: RecordView, settings: Settings) -> Shape | None:
    withdrawn = view.withdrawn
    if withdrawn is None:
        return None
    successor = reference(withdrawn.successor, settings) if withdrawn.successor else None
    return {"date": date_shape(withdrawn.date), "reason": withdrawn.reason, "successor": successor}
