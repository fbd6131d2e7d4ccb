"""Records: what was written, frozen as written, and the library of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docket.kinds import Kind, Kinds
from docket.problems import Path

Data = Mapping[str, Any]


class Noted(NamedTuple):
    """What was noted down of a sound record when it was last read: its id, the hash of its file, the hash of its outline (its kind, and everything but what only its own page and
    files show), the references it holds (as plain tuples of links.Link), the slot in which its values lie, the newest day on which one of its sources was seen (ISO 8601;
    empty: none), whether it asks for exceptions, its values of each facet of its kind, in their order, and what its kind's x-map property holds: a point, or the id
    of a place (None: nothing)."""

    id: str
    digest: bytes
    outline: bytes
    refs: tuple[tuple[Any, ...], ...]
    slot: tuple[int, int, int, int]
    seen: str = ""
    excepted: bool = False
    facets: tuple[tuple[str, ...], ...] = ()
    location: Any = None


class Record:
    """One record as written: its kind, its file (relative to the project, with forward slashes) and its values. Nobody changes `data`. Of a record
    that was noted down the values are read when they are asked for."""

    __slots__ = ("_data", "_decode", "_numbered", "file", "id", "kind", "noted")

    def __init__(self, kind: Kind, file: str, data: Data | None = None, noted: Noted | None = None, decode: Callable[[Record], Data] | None = None) -> None:
        self.kind = kind
        self.file = file
        self.noted = noted
        self.id = noted.id if noted else str((data or {}).get("id"))
        """The record's permanent name."""
        self._data = data
        self._decode = decode
        self._numbered: Mapping[str, int] | None = None

    @property
    def data(self) -> Data:
        """The record's values."""
        if self._data is not None:
            return self._data
        assert self._decode is not None
        return self._decode(self)

    def loaded(self) -> Record:
        """The same record with its values at hand, for whoever asks for them many times."""
        return self if self._data is not None else Record(self.kind, self.file, self.data, self.noted)

    @property
    def caption(self) -> str:
        """What the record is called in lists: its x-caption properties, joined."""
        return " ".join(str(self.data[name]) for name in self.kind.caption if name in self.data)

    def part(self, name: str) -> tuple[Data, ...]:
        """The entries of a part (steps, figures, sources …), empty where the record has none."""
        return tuple(self.data.get(self.kind.parts.get(name, name), ()))

    @property
    def numbered(self) -> Mapping[str, int]:
        """The number of each of its sources by the source's id: from 1 in the order written, as pages cite them."""
        if self._numbered is None:
            self._numbered = {source["id"]: number for number, source in enumerate(self.part("sources"), start=1)}
        return self._numbered

    def cites(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these of its sources, in order, each once."""
        numbered = self.numbered
        return tuple(sorted({numbered[name] for name in sources if name in numbered}))

    def facets(self) -> tuple[tuple[str, ...], ...]:
        """Its values of each facet of its kind, in their order: from what was noted down when it was read, or else from the record itself."""
        return self.noted.facets if self.noted else tuple(tuple(value for _, value in self.at(facet.path)) for facet in self.kind.facets)

    def location(self) -> Any:
        """What its kind's x-map property holds: a point, or the id of the place where it lies; None for nothing. From what was noted down, or from the record itself."""
        if self.noted:
            return self.noted.location
        return self.data.get(self.kind.map) if self.kind.map else None

    def at(self, path: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
        """Every value at a path in which "*" stands for each item of a list, with its exact path."""
        return _at(self.data, path, ())


def _at(value: Any, path: tuple[str, ...], done: Path) -> Iterator[tuple[Path, Any]]:
    for number, name in enumerate(path):
        if name == "*" and isinstance(value, list):
            for index, item in enumerate(value):
                yield from _at(item, path[number + 1 :], (*done, index))
            return
        if not isinstance(value, dict) or name not in value:
            return
        value, done = value[name], (*done, name)
    yield done, value


@dataclass(frozen=True)
class Library:
    """All records by id, in the order of kinds and then of ids. Of two records with one id only the first is in here; the check says so."""

    kinds: Kinds
    by_id: Mapping[str, Record]
    doubles: tuple[Record, ...] = field(default=())

    def __iter__(self) -> Iterator[Record]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, record_id: str) -> Record | None:
        """The record with this id, or None."""
        return self.by_id.get(record_id)

    def of_kind(self, name: str) -> tuple[Record, ...]:
        """The records of a kind, in the order of their ids."""
        return self._by_kind.get(name, ())

    @property
    def recorded(self) -> Iterator[Record]:
        """The records that are recorded for their own sake, not those that others point at, in their order."""
        return (record for kind in self.kinds.records for record in self.of_kind(kind.name))

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {kind.name: [] for kind in self.kinds}
        for record in self:
            groups[record.kind.name].append(record)
        return {name: tuple(group) for name, group in groups.items()}


def make_library(kinds: Kinds, records: Iterable[Record]) -> Library:
    """The library of these records; the order in which they come does not matter."""
    rank = {kind.name: index for index, kind in enumerate(kinds)}
    by_id: dict[str, Record] = {}
    doubles = []
    for record in sorted(records, key=lambda record: (rank[record.kind.name], record.id, record.file)):
        if record.id in by_id:
            doubles.append(record)
        else:
            by_id[record.id] = record
    return Library(kinds, by_id, tuple(doubles))
