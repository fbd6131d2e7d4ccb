"""The points of a record, for rules about coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket.model.diagnostics import Path
from docket.model.record import Record


def points(record: Record) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every point a record holds itself, with its path. What was noted of where it lies is enough
    for the point that maps show."""
    for name in record.kind.points:
        point = record.location() if name == record.kind.map else record.data.get(name)
        if point is not None:
            yield (name,), point
