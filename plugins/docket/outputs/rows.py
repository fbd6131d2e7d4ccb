"""Rows: a record as one row of the table of records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docket import urls
from docket.kinds import Kind
from docket.outputs.columns import Cell, columns, joined
from docket.records import Record
from docket.settings import Settings
from docket.views.records import RecordView

BASE = (
    "id", "kind", "title", "url", "json_url", "summary", "date", "date_earliest", "date_latest", "date_approximate", "place", "place_title",
    "status", "status_label", "status_since", "status_as_of", "lat", "lon", "point_name", "precision", "radius_m", "source_count",
)  # fmt: skip
"""The columns that every record has, whatever its kind."""

Readers = Mapping[str, Callable[[Record], Cell]]


def record_columns(kind: Kind) -> Readers:
    """The columns a kind adds to those of BASE, with what reads each from a record: its schema's, but for the one on the map, and, for a
    facet that lies in a part, its values."""
    own: dict[str, Callable[[Record], Cell]] = {column.name: _written(column.read) for column in columns(kind.schema) if column.name not in BASE and column.path[0] != kind.map}
    for facet in kind.facets:
        if len(facet.path) > 1 and facet.name not in own:
            own[facet.name] = _facet(facet.path)
    return own


def _written(read: Callable[[Mapping[str, Any]], Cell]) -> Callable[[Record], Cell]:
    return lambda record: read(record.data)


def _facet(path: tuple[str, ...]) -> Callable[[Record], Cell]:
    return lambda record: joined([value for _, value in record.at(path)])


def record_row(record: Record, own: Readers, view: RecordView, settings: Settings) -> dict[str, Cell]:
    """The row of a record: the cells of BASE from its view, then its kind's own from what was written."""
    return {**_base(view, settings), **{name: read(record) for name, read in own.items()}}


def _base(view: RecordView, settings: Settings) -> dict[str, Cell]:
    card, date, now, point = view.card, view.card.date, view.status_now, view.point
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "url": urls.absolute(settings.site_url, card.url),
        "json_url": urls.absolute(settings.site_url, view.json_url),
        "summary": card.summary,
        "date": date.text if date else None,
        "date_earliest": date.earliest if date else None,
        "date_latest": date.latest if date else None,
        "date_approximate": date.approximate if date else None,
        "place": card.place,
        "place_title": card.place_title,
        "status": card.status,
        "status_label": card.status_label,
        "status_since": now.begin.text if now else None,
        "status_as_of": view.as_of.text if card.status else None,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "point_name": point.name if point else None,
        "precision": point.precision if point else None,
        "radius_m": point.radius if point else None,
        "source_count": len(view.sources),
    }
