"""Convert records, dates and references to published JSON, from the same views as the pages, so
that both always agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import Card, DateView
from docket.views.parts import CauseView, LinkGroup, PointView, SpanView, StepView
from docket.views.record import RecordView

Shape = dict[str, Any]
Cited = Callable[[Iterable[int]], list[str]]
"""Turns the numbers under which a page cites sources into the ids of those sources."""


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
        "status": _status(view, cited, settings),
        "spans": [_span(span, cited, settings) for span in view.spans],
        "steps": [_step(step, cited, settings) for step in view.steps],
        "point": point_shape(view.point),
        "links": _links(view.links, settings),
        "backlinks": _links(view.backlinks, settings),
        "source_count": len(view.sources),
        "withdrawn": _withdrawn(view, settings),
        "recorded": _recorded(view),
        "record": view.written,
    }


def date_shape(date: DateView | None) -> Shape | None:
    """Return a date: EDTF as written, the earliest and latest day it allows (ISO 8601; null: open),
    and whether it is approximate or uncertain."""
    if date is None:
        return None
    return {
        "edtf": date.text,
        "earliest": date.earliest,
        "latest": date.latest,
        "approximate": date.approximate,
    }


def reference(card: Card, settings: Settings) -> Shape:
    """Return the id, kind, title and address of a record."""
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "url": urls.absolute(settings.site_url, card.url),
    }


def point_shape(point: PointView | None) -> Shape | None:
    """Return a point: WGS 84 degrees, the name and precision of the place, and the radius in metres
    within which the true place lies."""
    if point is None:
        return None
    return {
        "lat": point.lat,
        "lon": point.lon,
        "name": point.name or None,
        "precision": point.precision,
        "radius_m": point.radius,
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


def _status(view: RecordView, cited: Cited, settings: Settings) -> Shape | None:
    if not view.card.status:
        return None
    now = view.status_now
    confirmed = (
        {"date": date_shape(view.confirmed), "sources": cited(view.confirmed_cites)}
        if view.confirmed
        else None
    )
    return {
        "code": view.card.status,
        "label": view.card.status_label,
        "as_of": view.as_of.text,
        "since": date_shape(now.begin) if now else None,
        **_cause(now.cause if now else None, cited, settings),
        "rests_on": _cause(now.ground, cited, settings) if now and now.ground else None,
        "confirmed": confirmed,
    }


def _span(span: SpanView, cited: Cited, settings: Settings) -> Shape:
    return {
        "code": span.status,
        "label": span.label,
        "begin": date_shape(span.begin),
        "end": date_shape(span.end),
        **_cause(span.cause, cited, settings),
        "rests_on": _cause(span.ground, cited, settings) if span.ground else None,
    }


def _cause(cause: CauseView | None, cited: Cited, settings: Settings) -> Shape:
    """Return the reason for a status: its text, the rule applied, the record whose order it was
    (null: a step of the record itself), scope, provisions, and the ids of its sources. The sources
    of another record's order are in that record."""
    return {
        "because": cause.text if cause else None,
        "rule": cause.rule or None if cause else None,
        "by": reference(cause.by, settings) if cause and cause.by else None,
        "scope": cause.scope or None if cause else None,
        "provisions": list(cause.provisions) if cause else [],
        "anchor": cause.anchor if cause else None,
        "sources": cited(cause.cites) if cause else [],
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
    effects = [
        {
            "record": reference(effect.record, settings),
            "code": effect.effect,
            "label": effect.label,
            "scope": effect.scope or None,
            "provisions": list(effect.provisions),
        }
        for effect in step.effects
    ]
    return {
        "anchor": step.anchor,
        "date": date_shape(step.date),
        "code": step.step,
        "label": step.label,
        "text": step.text or None,
        "derived": step.derived or None,
        "court": reference(step.court, settings) if step.court else None,
        "effects": effects,
        "sources": cited(step.cites),
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
