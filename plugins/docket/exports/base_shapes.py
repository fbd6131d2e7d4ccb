"""Convert dates, references and points to published JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import Card, DateView
from docket.views.parts import PointView

Shape = dict[str, Any]
Cited = Callable[[Iterable[int]], list[str]]
"""Turns the numbers under which a page cites sources into the ids of those sources."""


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
