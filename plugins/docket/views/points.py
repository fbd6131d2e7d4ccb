"""Find where on the map a record lies, and how certain that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docket.model.record import Library, Record
from docket.model.references import levels
from docket.views.parts import PointView

RADIUS = {
    "site": 150,
    "neighbourhood": 1_500,
    "city": 8_000,
    "county": 35_000,
    "region": 80_000,
    "state": 300_000,
}
"""By precision, how far the true place may be from the point, in metres; drawn as a ring."""
WHOLE = ("county", "state")
"""The precisions for which a map shows the outline of the place in place of a ring."""


@dataclass(frozen=True)
class Locator:
    """Finds the points of a library's records."""

    library: Library

    def point(self, record: Record) -> PointView | None:
        """Return the point in the record's `x-map` property, or that of the place that this
        property names, or of the nearest place above that has one; None if there is none."""
        location = record.location()
        if isinstance(location, str):
            return self._of_place(location)
        return _view(record, location) if location else None

    def _of_place(self, name: str) -> PointView | None:
        """Return the point of a place, or of the nearest place above that has one; None if none
        has."""
        around = levels(self.library, self.library.get(name))
        located = next((level for level in around if level.location()), None)
        if located is None:
            return None
        return _view(located, {"name": located.caption, **located.location()})


def _view(record: Record, point: Mapping[str, Any]) -> PointView:
    """Return the point of a record for display."""
    precision = point["precision"]
    label = record.kind.term(precision, str(record.kind.map), "precision")
    area = str(record.data.get("geoid", "")) if precision in WHOLE else ""
    return PointView(
        point["lat"], point["lon"], point.get("name", ""), precision, label, RADIUS[precision], area
    )
