"""Citations: every place in a record where a source is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.problems import Path
from docket.records import Record

CITED = "sources"


def citations(record: Record) -> Iterator[tuple[Path, str]]:
    """Every cited source id with its path; the list of sources itself is not a citation."""
    own = record.kind.parts.get("sources", CITED)
    for name, value in record.data.items():
        if name != own:
            yield from _citations(value, (name,))


def _citations(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name == CITED and isinstance(item, list):
                yield from (((*path, name, index), cited) for index, cited in enumerate(item))
            else:
                yield from _citations(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _citations(item, (*path, index))
