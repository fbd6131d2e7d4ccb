"""Derive the columns of a CSV table from the schema of a kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docket.model.schema_files import Schema
from docket.views.card import required_date

JOIN = "; "
Cell = str | int | float | bool | None


class Column(NamedTuple):
    """A column: its name, the path to its value within an entry, and which end of an EDTF date it
    shows ("earliest" or "latest"; empty: the value as written)."""

    name: str
    path: tuple[str, ...]
    end: str = ""

    def of(self, value: Any) -> Cell:
        """Return the cell for `value`, which an entry has at the first name of the path. A list is
        joined by "; ". None where there is no value, or where a date is open at that end."""
        for key in self.path[1:]:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None or not self.end:
            return joined(value) if isinstance(value, list) else value
        end: str | None = getattr(required_date(value), self.end)
        return end


class Layout:
    """The positions of an entry's values in a row under a header. `fill` goes through the values of
    the entry, not through the columns, since most columns of most rows are empty."""

    def __init__(self, columns: Collection[Column], header: Sequence[str]) -> None:
        places = {name: place for place, name in enumerate(header)}
        self._plain = {
            column.name: places[column.name]
            for column in columns
            if column.path == (column.name,) and not column.end
        }
        self._others: dict[str, list[tuple[Column, int]]] = {}
        for column in columns:
            if column.name not in self._plain:
                self._others.setdefault(column.path[0], []).append((column, places[column.name]))

    def fill(self, row: list[Cell], entry: Mapping[str, Any]) -> None:
        """Write an entry's cells into the row."""
        for name, value in entry.items():
            if name in self._plain:
                row[self._plain[name]] = joined(value) if type(value) is list else value
            for column, place in self._others.get(name, ()):
                row[place] = column.of(value)


def columns(schema: Schema, above: tuple[str, ...] = ()) -> Iterator[Column]:
    """Yield the columns of an object's schema in the order of its properties: one for a plain value
    or a list of them, three for an EDTF date; those of an inner object are prefixed with its name.
    Parts (x-part) have tables of their own; other lists of objects are only in the JSON."""
    for name, part in schema.get("properties", {}).items():
        path = (*above, name)
        if "properties" in part:
            yield from columns(part, path)
        elif "x-part" not in part and "properties" not in part.get("items", {}):
            yield Column("_".join(path), path)
            if part.get("format") == "edtf":
                yield from (
                    Column("_".join((*path, end)), path, end) for end in ("earliest", "latest")
                )


def joined(values: list[Any]) -> str:
    """Return several values as the text of one cell, without repetitions."""
    return JOIN.join(dict.fromkeys(str(value) for value in values))
