"""Columns: how the entries of a record lie in a table, read from the schema of its kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docket.model.schema_files import Schema
from docket.views.card import required_date

JOIN = "; "
Cell = str | int | float | bool | None


class Column(NamedTuple):
    """A column: its name, the path to its value within an entry, and the end of the date it shows
    ("earliest", "latest"; empty: as written)."""

    name: str
    path: tuple[str, ...]
    end: str = ""

    def of(self, value: Any) -> Cell:
        """The cell for what an entry has at the first name of the path: the value there, a list
        joined by "; ", None where there is nothing or a date is open at that end."""
        for key in self.path[1:]:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None or not self.end:
            return joined(value) if isinstance(value, list) else value
        end: str | None = getattr(required_date(value), self.end)
        return end


class Layout:
    """Where the values of an entry go in a row under a header. What an entry does not have is not
    even looked for: most columns of most rows are empty."""

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
        """Puts an entry's cells into their places."""
        for name, value in entry.items():
            if name in self._plain:
                row[self._plain[name]] = joined(value) if type(value) is list else value
            for column, place in self._others.get(name, ()):
                row[place] = column.of(value)


def columns(schema: Schema, above: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of an object's schema in the order of its properties: one a plain value or list
    of them, three an EDTF date, those of an inner object with its name in front. Parts (x-part)
    have tables of their own; other lists of objects are in the JSON alone."""
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
    """Several values in one cell, each once."""
    return JOIN.join(dict.fromkeys(str(value) for value in values))
