"""Read the files of a collection into a library, from the store where a file has not changed."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from docket.build.pool import spread
from docket.build.store import Store, fingerprint, packed
from docket.lint.files import Intake, Share, wording
from docket.model.diagnostics import DocketError, Problem
from docket.model.kind import Kinds
from docket.model.record import Data, Facts, Library, Record, make_library
from docket.model.references import link
from docket.source import yaml_reader
from docket.source.scan import Found, Stamp, file_content

STATE = "files"
MANY, BATCH = 200, 50
"""From how many files on several workers pay, and how many files one takes at a time."""
KEPT = 12_000
"""Of how many records at the most the values are held in memory once they were decoded."""


class Entry(NamedTuple):
    """What the store knows of a file: its kind, its stamp (None: open it again), its facts."""

    kind: str
    stamp: Stamp | None
    facts: Facts


class Readings(NamedTuple):
    """What was read: all valid records, the faults of files that gave none, what rules found in
    each record alone, and the names by which references may mean a record that is not valid."""

    library: Library
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]


class Reader:
    """Reads the files of a data folder. Rules are held against `today` (None: against no day);
    `key` is the fingerprint of code and schemas, under which the store keeps what is known."""

    def __init__(
        self,
        folder: Path,
        project: Path,
        kinds: Kinds,
        today: date | None,
        store: Store,
        key: bytes = b"",
        kept: int = KEPT,
    ) -> None:
        self.folder, self.project, self.kinds = folder, project, kinds
        self.today, self.store, self.kept = today, store, kept
        self.key = key
        self.entries: dict[str, Entry] = {}
        self._before: dict[str, Entry] = {}
        self._values: dict[str, Data] = {}
        self._started = store.now

    def read(self, found: Sequence[Found], workers: int = 1) -> Readings:
        """Return the records of these files: the same for any number of workers and any store."""
        words = wording(found, self.folder, self.kinds)
        hashes = (record.file.encode() + digest for record, digest in words)
        self.key = fingerprint(self.key, *hashes)
        known = self._known()
        waiting = [file for file in found if not self._settled(file, known)]
        library = make_library(self.kinds, (record for record, _ in words))
        digests = {name: entry.facts.digest for name, entry in known.items()}
        fitting = {file.name: digests[file.name] for file in waiting if self._fits(file, known)}
        intake = Intake(self.folder, self.kinds, self.today, library, fitting)
        batches = [waiting[start : start + BATCH] for start in range(0, len(waiting), BATCH)]
        shares = spread(intake.take, batches, workers if len(waiting) >= MANY else 1)
        return self._gathered(found, known, shares)

    @property
    def kept_hashes(self) -> set[bytes]:
        """Return the hashes of the packed values of all records."""
        return {entry.facts.kept for entry in self.entries.values()}

    def save(self) -> None:
        """Keep what was read for the next run."""
        if self.entries == self._before:
            return
        rows = {
            name: (kind, stamp, tuple(facts)) for name, (kind, stamp, facts) in self.entries.items()
        }
        self.store.save(STATE, self.key, rows)

    def decode(self, record: Record) -> Data:
        """Return a record's values from the store, or else from its file. Raises DocketError where
        the file is not what it was when this run began."""
        values = self._values.get(record.file)
        if values is None:
            if len(self._values) >= self.kept:
                self._values.clear()
            values = self._values[record.file] = self._decoded(record)
        return values

    def _decoded(self, record: Record) -> Data:
        assert record.facts is not None
        content = self.store.get(record.facts.kept)
        if content is not None:
            values: Data = marshal.loads(content)
            return values
        path = str(self.project / record.file)
        source = file_content(Found(record.kind.name, path, record.file, None), self.folder)
        if not isinstance(source, bytes) or fingerprint(source) != record.facts.digest:
            raise DocketError(f"{record.file}: the file changed during the build; build again")
        again: Data = yaml_reader.read(source, record.file).value
        self.store.put(packed(dict(again)))
        return again

    def _known(self) -> Mapping[str, Entry]:
        """Return what the store knows of each file, by its name."""
        rows = (self.store.load(STATE, self.key) or {}).items()
        self._before = {
            name: Entry(kind, stamp, Facts(*facts)) for name, (kind, stamp, facts) in rows
        }
        return self._before

    def _fits(self, file: Found, known: Mapping[str, Entry]) -> bool:
        """Return whether what is known of a file holds for its kind and for today."""
        entry = known.get(file.name)
        if entry is None or entry.kind != file.kind:
            return False
        return self.today is None or entry.facts.day <= self.today.isoformat()

    def _settled(self, file: Found, known: Mapping[str, Entry]) -> bool:
        """Return whether a file need not be opened."""
        if file.stamp is None or not self._fits(file, known):
            return False
        return known[file.name].stamp == file.stamp

    def _lasting(self, stamp: Stamp | None) -> Stamp | None:
        """Return the stamp; None for a file that changed while or after this run began, since it
        may change again under the same stamp (git, Documentation/technical/racy-git.txt)."""
        return stamp if stamp and stamp[2] < self._started else None

    def _gathered(
        self, found: Sequence[Found], known: Mapping[str, Entry], shares: Sequence[Share]
    ) -> Readings:
        """Return the library of what was known and what was read; notes the entries to keep."""
        items = {item.file.name: item for share in shares for item in share.items}
        same = {file.name for share in shares for file in share.same}
        records = []
        for file in found:
            kind = self.kinds.by_name[file.kind]
            if file.name in items:
                item = items[file.name]
                self.store.put(item.content)
                records.append(Record(kind, file.name, None, item.facts, self.decode))
                if not item.again:
                    entry = Entry(file.kind, self._lasting(file.stamp), item.facts)
                    self.entries[file.name] = entry
            elif file.name in same or self._settled(file, known):
                entry = known[file.name]
                records.append(Record(kind, file.name, None, entry.facts, self.decode))
                stamp = self._lasting(file.stamp) if file.name in same else entry.stamp
                self.entries[file.name] = entry._replace(stamp=stamp)
        return Readings(
            make_library(self.kinds, records),
            tuple(fault for share in shares for fault in share.faults),
            tuple(problem for share in shares for problem in share.problems),
            frozenset(name for share in shares for name in share.broken),
        )


def leaves_of(library: Library) -> dict[str, Callable[[str], bytes]]:
    """Return what gives the fingerprint of everything that can be read of a library, by its sort;
    each fingerprint is empty where there is no such record (`docket.build.memory.Leaves`)."""

    def of(values: Callable[[Record, Facts], list[Any]]) -> Callable[[str], bytes]:
        def leaf(record_id: str) -> bytes:
            record = library.by_id.get(record_id)
            if record is None or record.facts is None:
                return b""
            return fingerprint(record.kind.name.encode(), packed(values(record, record.facts)))

        return leaf

    def ids(kind: str) -> bytes:
        records = library.by_id.values()
        names = [record.id for record in records if kind in ("", record.kind.name)]
        return fingerprint(packed(names))

    def links_to(record_id: str) -> bytes:
        return fingerprint(packed([tuple(found) for found in backward.get(record_id, ())]))

    backward = link(library).backward
    return {
        "record": of(lambda _, facts: [facts.kept]),
        "file": of(lambda record, _: [record.file]),
        "refs": of(lambda _, facts: [facts.refs]),
        "facets": of(lambda _, facts: [facts.facets]),
        "location": of(lambda _, facts: [facts.location]),
        "excepted": of(lambda _, facts: [facts.excepted]),
        "exists": of(lambda *_: []),
        "ids": ids,
        "doubles": lambda _: fingerprint(packed([record.file for record in library.same_ids])),
        "links to": links_to,
    }
