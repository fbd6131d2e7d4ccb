"""Points: where on the map a record lies, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docket.records import Library, Record
from docket.views.parts import PointView

RADIUS = {"site": 150, "neighbourhood": 1_500, "city": 8_000, "county": 35_000, "region": 80_000, "state": 300_000}
"""For each precision the radius in metres within which the true place is taken to lie; drawn as a ring."""
WHOLE = ("county", "state")
"""Precisions at which a place's own outline says more than a ring."""


def point_view(record: Record, library: Library) -> PointView | None:
    """The point of the kind's x-map property: its own point, or that of the place it names (or of the nearest place above that has one)."""
    name = record.kind.map
    if name is None or name not in record.data:
        return None
    if "x-ref" not in record.kind.property(name):
        return _view(record, name, record.data[name])
    place = library.get(record.data[name])
    while place is not None:
        if place.kind.map and place.kind.map in place.data:
            return _view(place, place.kind.map, {"name": place.caption, **place.data[place.kind.map]})
        place = library.get(str(place.data.get(place.kind.parent or "", "")))
    return None


def _view(record: Record, name: str, point: Mapping[str, Any]) -> PointView:
    precision = point["precision"]
    label = record.kind.term(precision, name, "precision")
    area = str(record.data.get("geoid", "")) if precision in WHOLE else ""
    return PointView(point["lat"], point["lon"], point.get("name", ""), precision, label, RADIUS[precision], area)
