"""Every single change that can be made to the records of a library: each leaf gets another value,
each list an entry less and one more, each property that may be left out goes, and each that a
record lacks is put in."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from docket.model.record import Library, Record
from docket.model.text import digest

Path = tuple[str | int, ...]
Data = dict[str, Any]
COMMON = frozenset(
    (
        "summary",
        "places",
        "figures",
        "statements",
        "relations",
        "topics",
        "notes",
        "open_questions",
        "sources",
        "translations",
        "exceptions",
        "withdrawn",
        "steps",
    )
)
"""The properties that the records of every kind may have."""


class Change(NamedTuple):
    """A change of one record: the `record` it is made to, the `path` in it ("*" for each place in a
    list), what is done ("change", "drop", "add"), and the record's values after it, several to
    choose from: the first that no rule refuses."""

    record: str
    where: str
    done: str
    values: tuple[Data, ...]

    @property
    def sort(self) -> tuple[str, str]:
        """What it is like: the kind (none for a part that records of every kind may have) and the
        path, "*" for any place in a list."""
        path = self.where.split(".")
        shared = len(path) > 1 and path[0] in COMMON
        return "" if shared else self.record.partition("/")[0], ".".join(
            "*" if part.isdecimal() else part for part in path
        )

    @property
    def name(self) -> str:
        """What the change is called in a message."""
        return f"{self.record} {self.where} {self.done}"


def changes(library: Library) -> list[Change]:
    """Return every single change of a library's records, in an order in which neighbours are seldom
    of one record."""
    return sorted(
        (change for record in library for change in changes_of(record, library)),
        key=lambda change: digest(change.name),
    )


def changes_of(record: Record, library: Library) -> Iterator[Change]:
    """Yield every single change of a record."""
    for path, value in values_in(record.data):
        if path == ("id",):
            continue  # a record is renamed with its file and all that names it
        options = [
            _put(record.data, path, other) for other in _others(record, path, value, library)
        ]
        if path[-1] == "id":
            options = [_renamed(record.data, path, f"{value}-2")]
        if options:
            yield _change(record, path, "change", options)
        if _may_go(record, path):
            yield _change(record, path, "drop", [_dropped(record.data, path)])
        if isinstance(value, list):
            yield _change(record, path, "add", list(_grown(record, path, value, library)))
    for name in record.kind.schema["properties"]:
        if name not in record.data and (options := list(_with(record, name, library))):
            yield _change(record, (name,), "add", options)


def _change(record: Record, path: Path, done: str, values: list[Data]) -> Change:
    return Change(
        f"{record.kind.plural}/{record.id}", ".".join(map(str, path)), done, tuple(values)
    )


def values_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value inside a value with its path, the outer before the inner."""
    for key, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield (*path, key), item
        yield from values_in(item, (*path, key))


def general(path: Path) -> tuple[str, ...]:
    """Return a path with "*" for each place in a list."""
    return tuple("*" if isinstance(part, int) else part for part in path)


def _others(record: Record, path: Path, value: Any, library: Library) -> Iterator[Any]:
    """Yield other values that could stand at a path in the place of a leaf's."""
    part = record.kind.property(*general(path))
    if isinstance(value, (bool, dict, list)):
        return
    if isinstance(value, (int, float)):
        yield from (value + 1, round(value + 0.01, 2), round(value - 0.1, 1))
    elif "x-ref" in part:
        yield from _names(part["x-ref"]["kinds"], value, library)
    elif "enum" in part:
        at = part["enum"].index(value)
        yield from (*part["enum"][at + 1 :], *part["enum"][:at])
    elif path[-2:-1] == ("sources",) or path[-2:-1] == ("provisions",):
        yield from (
            entry["id"]
            for entry in record.data.get(path[-2], ())
            if entry.get("id", value) != value
        )
    elif part.get("format") in ("date", "edtf"):
        yield from _days(value)
    elif part.get("pattern", "").startswith("^[0-9]"):
        yield from (value[:-1] + digit for digit in "123456789" if digit != value[-1])
    elif part.get("format") == "uri":
        yield f"{value}-2"
    else:
        yield f"{value} again"


def _days(text: str) -> Iterator[str]:
    """Yield days near a day, months near a month, the year of any other date (EDTF)."""
    if re.fullmatch(r"\d{4}-[01]\d", text):
        near = (int(text[5:]) % 12 + 1, int(text[5:]) - 1 or 12)
        yield from (*(f"{text[:5]}{month:02}" for month in near), f"{text}-01")
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = date.fromisoformat(text)
        yield from ((day + timedelta(days)).isoformat() for days in (1, -1, -40, 40))
    else:
        yield from (f"{text[:4]}~", text[:4])


def _names(kinds: list[str], value: str, library: Library) -> list[str]:
    """Return the ids of other records of these kinds, beginning behind `value`, so that each comes
    first once."""
    found = [record.id for record in library if record.kind.name in kinds or "*" in kinds]
    at = found.index(value) + 1
    return [*found[at:], *found[: at - 1]]


def _may_go(record: Record, path: Path) -> bool:
    """Return whether a value may be left out: an entry of a longer list, or a property that is not
    required."""
    if isinstance(path[-1], int):
        return len(_at(record.data, path[:-1])) > 1
    return path[-1] not in record.kind.property(*general(path[:-1])).get("required", ())


def _grown(record: Record, path: Path, value: list[Any], library: Library) -> Iterator[Data]:
    """Yield a record's values with one more entry in a list: its last one with another value in
    it."""
    last, at = value[-1], (*path, len(value) - 1)
    if path == ("sources",):
        more = {**last, "id": f"{last['id']}-2", "url": f"{last['url']}-2"}
        grown = _put(record.data, path, [*value, more])
        for holder in grown.get("steps", [])[:1]:
            holder["sources"] = [*holder["sources"], more["id"]]
        yield grown
        return
    for inner, leaf in values_in(last) if isinstance(last, dict) else [((), last)]:
        for other in _others(record, (*at, *inner), leaf, library):
            yield _put(record.data, path, [*value, _put(last, inner, other) if inner else other])


def _with(record: Record, name: str, library: Library) -> Iterator[Data]:
    """Yield a record's values with a property that it lacks, taken from other records, with the
    sources that it needs."""
    part = record.kind.property(name)
    if name in ("sources", "exceptions"):  # nothing would need them
        return
    for other in library:
        if name not in other.data or other.kind.property(name) != part:
            continue
        sample = copy.deepcopy(other.data[name])
        cited = {path[:-1] for path, _ in values_in(sample) if path[-1] == "sources"}
        ids = [
            entry["id"] for entry in record.data.get("sources", other.data.get("sources", []))[:1]
        ]
        for path in cited:
            _at(sample, path)["sources"] = ids
        for path in [path for path, _ in values_in(sample) if path[-1] == "of"]:
            _at(sample, path[:-1])["of"] = digest(
                f"{record.caption}\n{record.data.get('summary', '')}"
            )[:12]
        sources = (
            {"sources": other.data["sources"][:1]} if cited and "sources" not in record.data else {}
        )
        yield {**record.data, name: sample, **sources}


def _renamed(data: Data, path: Path, name: str) -> Data:
    """Return values with another id of a source, a step or a provision, also wherever they name
    it."""
    old, made = _at(data, path), _put(data, path, name)
    for where, value in list(values_in(made)):
        if where[-2:-1] == (path[0],) and value == old:
            _at(made, where[:-1])[where[-1]] = name
    return made


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _put(value: Any, path: Path, item: Any) -> Any:
    """Return a copy of a value with another item at a path."""
    made = copy.deepcopy(value)
    _at(made, path[:-1])[path[-1]] = copy.deepcopy(item)
    return made


def _dropped(value: Any, path: Path) -> Any:
    """Return a copy of a value without the item at a path."""
    made = copy.deepcopy(value)
    del _at(made, path[:-1])[path[-1]]
    return made
