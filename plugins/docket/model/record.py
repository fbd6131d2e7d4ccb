"""Records, which never change after they were read, and the library of all records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from docket.model.diagnostics import Path
from docket.model.inputs import read
from docket.model.kind import Kind, Kinds

Data = Mapping[str, Any]


class Facts(NamedTuple):
    """What every run needs of a record without reading its values.

    `digest` is the hash of its file, `refs` the references it holds (plain tuples of links.Link),
    `kept` the hash of its packed values in the store, `seen` and `day` the newest day (ISO 8601,
    empty for none) on which a source was seen and that the record names at all, `excepted` whether
    it asks for exceptions, `facets` its values of each facet of its kind in their order, and
    `location` what its kind's x-map property holds: a point, the id of a place, or None.
    """

    id: str
    digest: bytes
    refs: tuple[tuple[Any, ...], ...]
    kept: bytes
    seen: str
    day: str
    excepted: bool
    facets: tuple[tuple[str, ...], ...]
    location: Any


class Record:
    """A record as it was written: its kind, its file (relative to the project, with forward
    slashes) and its values.

    `data` is decoded when it is first read; nobody changes it. Reading a property is recorded as an
    input (`docket.model.inputs`).
    """

    __slots__ = ("_data", "_decode", "_file", "_numbered", "facts", "id", "kind")

    def __init__(
        self,
        kind: Kind,
        file: str,
        data: Data | None = None,
        facts: Facts | None = None,
        decode: Callable[[Record], Data] | None = None,
    ) -> None:
        self.kind = kind
        self._file = file
        self.facts = facts
        self.id = facts.id if facts else str((data or {}).get("id"))
        """The record's permanent name."""
        self._data = data
        self._decode = decode
        self._numbered: Mapping[str, int] | None = None

    @property
    def file(self) -> str:
        """Return the name of the record's file, relative to the project."""
        read("file", self.id)
        return self._file

    @property
    def data(self) -> Data:
        """Return the record's values."""
        read("record", self.id)
        if self._data is not None:
            return self._data
        assert self._decode is not None
        return self._decode(self)

    def loaded(self) -> Record:
        """Return the record with its values decoded, for a caller who reads them many times."""
        if self._data is not None:
            return self
        return Record(self.kind, self.file, self.data, self.facts)

    @property
    def caption(self) -> str:
        """Return what lists call the record: its x-caption properties, joined."""
        return " ".join(str(self.data[name]) for name in self.kind.caption if name in self.data)

    def part(self, name: str) -> tuple[Data, ...]:
        """Return the entries of a part (steps, figures, sources …); none where the record has no
        such part."""
        return tuple(self.data.get(self.kind.parts.get(name, name), ()))

    @property
    def numbered(self) -> Mapping[str, int]:
        """Return the number of each source by its id: from 1 in the order written, as pages cite
        them."""
        if self._numbered is None:
            self._numbered = {
                source["id"]: number for number, source in enumerate(self.part("sources"), start=1)
            }
        return self._numbered

    def cites(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of these of its sources, sorted, each once."""
        numbered = self.numbered
        return tuple(sorted({numbered[name] for name in sources if name in numbered}))

    def facets(self) -> tuple[tuple[str, ...], ...]:
        """Return the record's values of each facet of its kind, in the order of the facets."""
        read("facets", self.id)
        return self.facts.facets if self.facts else facets_of(self)

    def location(self) -> Any:
        """Return its point or the id of its place (x-map); None for neither."""
        read("location", self.id)
        return self.facts.location if self.facts else location_of(self)

    def at(self, path: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
        """Yield every value at a path, in which "*" stands for each item of a list, with its exact
        path."""
        return _at(self.data, path, ())


def facets_of(record: Record) -> tuple[tuple[str, ...], ...]:
    """Return a record's values of each facet of its kind, from its data."""
    facets = record.kind.facets
    return tuple(tuple(value for _, value in record.at(facet.path)) for facet in facets)


def location_of(record: Record) -> Any:
    """Return the value of a record's x-map property; None for a kind without one."""
    return record.data.get(record.kind.map) if record.kind.map else None


def _at(value: Any, path: tuple[str, ...], done: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the values at a path below a value, each with its exact path, which begins with
    `done`."""
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
    """All records by id, in the order of kinds and then of ids.

    Of several records with one id only the first is in the library; the others are its `doubles`.
    Each method records what it reads as an input (`docket.model.inputs`); `by_id` records nothing.
    """

    kinds: Kinds
    by_id: Mapping[str, Record]
    same_ids: tuple[Record, ...] = field(default=())

    @property
    def doubles(self) -> tuple[Record, ...]:
        """Return the records whose id another record has, which are not in the library."""
        read("doubles", "")
        return self.same_ids

    def __iter__(self) -> Iterator[Record]:
        """Iterate over all records in order."""
        read("ids", "")
        return iter(self.by_id.values())

    def __len__(self) -> int:
        """Return how many records there are."""
        read("ids", "")
        return len(self.by_id)

    def __getitem__(self, record_id: str) -> Record:
        """Return the record with this id. Raises KeyError where there is none."""
        read("exists", record_id)
        return self.by_id[record_id]

    def __contains__(self, record_id: object) -> bool:
        """Return whether there is a record with this id."""
        read("exists", str(record_id))
        return record_id in self.by_id

    def get(self, record_id: str) -> Record | None:
        """Return the record with this id, or None."""
        read("exists", record_id)
        return self.by_id.get(record_id)

    def of_kind(self, name: str) -> tuple[Record, ...]:
        """Return the records of a kind, in the order of their ids."""
        read("ids", name)
        return self._by_kind.get(name, ())

    @property
    def recorded(self) -> Iterator[Record]:
        """Iterate over the records that are recorded for their own sake, in order."""
        return (record for kind in self.kinds.records for record in self.of_kind(kind.name))

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {kind.name: [] for kind in self.kinds}
        for record in self.by_id.values():
            groups[record.kind.name].append(record)
        return {name: tuple(group) for name, group in groups.items()}


def make_library(kinds: Kinds, records: Iterable[Record]) -> Library:
    """Return the library of these records, which may come in any order."""
    rank = {kind.name: index for index, kind in enumerate(kinds)}
    by_id: dict[str, Record] = {}
    doubles = []
    ordered = sorted(records, key=lambda record: (rank[record.kind.name], record.id, record.file))
    for record in ordered:
        if record.id in by_id:
            doubles.append(record)
        else:
            by_id[record.id] = record
    return Library(kinds, by_id, tuple(doubles))
