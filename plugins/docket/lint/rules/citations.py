"""Find every place in a record where a source is cited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.model.diagnostics import Path
from docket.model.record import Record

CITED = "sources"
HOLDING = (dict, list)
"""The types of values that can contain a citation."""


def citations(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield the id of every cited source with its path, in reading order. The list of sources is no
    citation."""
    own = record.kind.parts.get("sources", CITED)
    waiting: list[tuple[Path, Any]] = [
        ((name,), value)
        for name, value in reversed(list(record.data.items()))
        if name != own and isinstance(value, HOLDING)
    ]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [
                ((*path, name), item)
                for name, item in reversed(value.items())
                if isinstance(item, HOLDING)
            ]
        elif path[-1] == CITED and len(path) > 1:
            yield from (((*path, index), cited) for index, cited in enumerate(value))
        else:
            waiting += [
                ((*path, index), item)
                for index, item in reversed(list(enumerate(value)))
                if isinstance(item, HOLDING)
            ]
