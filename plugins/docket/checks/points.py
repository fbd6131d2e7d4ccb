"""The points of a record, for rules about coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket.problems import Path
from docket.records import Record


def points(record: Record) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every point a record holds itself, with its path."""
    for name in record.kind.points:
        if name in record.data:
            yield (name,), record.data[name]
