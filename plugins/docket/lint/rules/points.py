"""Read the points of a record, for rules about coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket.model.diagnostics import Path
from docket.model.record import Record


def points(record: Record) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every point of a record with its path. The point that maps show comes from the record's
    facts, so that the values need not be read for it."""
    for name in record.kind.points:
        point = record.location() if name == record.kind.map else record.data.get(name)
        if point is not None:
            yield (name,), point
