"""Migration 1: `date` in place of `on` for the day of a step, of a statement and of a withdrawal,
and `record` in place of `on` for the target of a step's effect.

Other readers of YAML take the word on for true, SQL reserves it, and it had several meanings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docket.model.diagnostics import Path
from docket.source.edits import Edits
from docket.source.migrations.record_text import RecordText

OLD = "on"


def migrate(record: RecordText, records: Sequence[RecordText]) -> str:
    """Return the text of a record with the new names. A part that has both names is left as it is;
    a check reports it."""
    found = list(_renamed(record))
    if not found:
        return record.text
    edits = Edits(record.text)
    for path, name in found:
        edits.rename((*path, OLD), name)
    return edits.applied()


def _renamed(record: RecordText) -> Iterator[tuple[Path, str]]:
    """Yield the path of each mapping that has the old name, and the new name."""
    named = record.kind.parts
    steps = named.get("steps", "steps")
    for path, step in _entries(record.data, (steps,)):
        yield from _has_old(step, path, "date")
        for below, effect in _entries(step, ("effects",)):
            yield from _has_old(effect, (*path, *below), "record")
    for path, statement in _entries(record.data, (named.get("statements", "statements"),)):
        yield from _has_old(statement, path, "date")
    yield from _has_old(record.data.get("withdrawn"), ("withdrawn",), "date")


def _entries(data: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield path and value of each entry of the list that a mapping has under a key; nothing where
    there is no such list."""
    entries = data.get(path[0]) if isinstance(data, Mapping) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        yield (*path, index), entry


def _has_old(value: Any, path: Path, name: str) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Mapping) and OLD in value and name not in value:
        yield path, name
