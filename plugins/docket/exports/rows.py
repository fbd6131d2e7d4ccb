"""Make the rows of the CSV table of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from docket.exports.columns import Cell, Column, Layout, columns, joined
from docket.model import urls
from docket.model.kind import Kind
from docket.model.record import Record
from docket.model.settings import Settings
from docket.views.record import RecordView

BASE = (
    "id",
    "kind",
    "title",
    "url",
    "json_url",
    "summary",
    "date",
    "date_earliest",
    "date_latest",
    "date_approximate",
    "place",
    "place_title",
    "status",
    "status_label",
    "status_since",
    "status_certain",
    "status_as_of",
    "last_action",
    "last_action_label",
    "lat",
    "lon",
    "point_name",
    "precision",
    "radius_m",
    "source_count",
)
"""The columns that every record has, whatever its kind."""


class Own(NamedTuple):
    """The columns that a kind adds to BASE: those of its schema except for its point on the map,
    and by name the paths of the facets whose values are inside a part."""

    columns: tuple[Column, ...]
    facets: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> list[str]:
        """The names of the columns in order."""
        return [*(column.name for column in self.columns), *self.facets]


def record_columns(kind: Kind) -> Own:
    """Return the columns that a kind adds to BASE."""
    own = tuple(
        column
        for column in columns(kind.schema)
        if column.name not in BASE and column.path[0] != kind.map
    )
    return Own(
        own,
        {
            facet.name: facet.path
            for facet in kind.facets
            if len(facet.path) > 1 and facet.name not in {column.name for column in own}
        },
    )


class RecordRows:
    """Makes the rows of a kind's records in the table of all records, whose header begins with
    BASE."""

    def __init__(self, own: Own, header: Sequence[str], settings: Settings) -> None:
        self._layout, self._settings, self._rest = (
            Layout(own.columns, header),
            settings,
            [None] * (len(header) - len(BASE)),
        )
        self._facets = [(header.index(name), path) for name, path in own.facets.items()]

    def row(self, record: Record, view: RecordView) -> list[Cell]:
        """Return the row of a record: the cells of BASE from its view, then those of its kind from
        its values as written."""
        base = _base(view, self._settings)
        row = [*(base[name] for name in BASE), *self._rest]
        self._layout.fill(row, record.data)
        for place, path in self._facets:
            row[place] = joined([value for _, value in record.at(path)])
        return row


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
        "status_certain": now.certain_on(card.as_of) if now else None,
        "status_as_of": card.as_of if card.status else None,
        "last_action": card.last.text if card.last else None,
        "last_action_label": card.last_label,
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "point_name": point.name if point else None,
        "precision": point.precision if point else None,
        "radius_m": point.radius if point else None,
        "source_count": len(view.sources),
    }
