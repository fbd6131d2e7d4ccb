"""Reading: the files of a collection as records that are sound in themselves, what is wrong with the others, and what is noted of each for the next run."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from docket import yamlio
from docket.cache import Cache, digest
from docket.intake import Intake, Share, wording
from docket.kinds import Kinds
from docket.load import Found, file_content
from docket.notebook import Entry, Notebook
from docket.problems import DocketError, Problem
from docket.records import Data, Library, Noted, Record, make_library
from docket.shelf import Damaged, Slot
from docket.workers import spread

MANY, BATCH = 1_000, 50
"""From how many files to be read on several workers pay, and how many files one takes at a time."""
KEPT = 12_000
"""Of how many records at the most the values are kept in memory once they were read from the cache."""


class Readings(NamedTuple):
    """All that was read: the library, the faults and problems found so far, the broken names, the ids of the records that were read anew (`fresh`), those
    whose outline is not what it was (new and vanished ones among them; None where nothing sound is known of before), and whether any reference or id may be another."""

    library: Library
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    fresh: frozenset[str]
    touched: frozenset[str] | None
    relinked: bool = True


class Reader:
    """Reads the files of a data folder, and of those that are in the cache as they are only what was noted. Rules are held against `today` (None: against
    no day); `key` stands for the code and the schemas; the values of at most `kept` records from the cache are kept in memory."""

    def __init__(self, folder: Path, project: Path, kinds: Kinds, today: date | None, cache: Cache | None = None, key: bytes = b"", kept: int = KEPT) -> None:
        self.folder, self.project, self.kinds, self.today, self.kept = folder, project, kinds, today, kept
        self.notebook = Notebook(cache, key, today.isoformat() if today else "")
        self._values: dict[Slot, Data] = {}
        self._pointed_at: dict[Slot, Data] = {}  # the values of reference kinds stay: they are asked for again and again, and are few

    def read(self, found: Sequence[Found], workers: int = 1, many: int = MANY) -> Readings:
        """The records of these files. What comes out is the same for any number of workers, and whatever the cache holds."""
        words = wording(found, self.folder, self.kinds)
        self.notebook.open(digest(*(record.file.encode() + file_digest for record, file_digest in words)))
        waiting = [file for file in found if not self.notebook.settled(file)]
        intake = Intake(self.folder, self.kinds, self.today, make_library(self.kinds, (record for record, _ in words)), self.notebook)
        batches = [(number, waiting[number : number + BATCH]) for number in range(0, len(waiting), BATCH)]
        first = self.notebook.shelf.next if self.notebook.shelf else 0
        return self._gathered(found, spread(lambda taken: intake.take(taken, first), batches, workers if len(waiting) >= many else 1))

    def save(self, clean: bool) -> None:
        """Keeps what was read for the next run; `clean` says whether nothing was wrong with the collection."""
        self.notebook.save(clean)

    def decode(self, record: Record) -> Data:
        """The values of a record, from the cache, or else from its file. Raises DocketError where the file is not what it was when this run began."""
        assert record.noted is not None
        held = self._pointed_at if record.kind.reference else self._values
        values = held.get(record.noted.slot)
        if values is None:
            if len(self._values) >= self.kept:
                self._values.clear()
            values = held[record.noted.slot] = self._stored(record, record.noted)
        return values

    def _stored(self, record: Record, noted: Noted) -> Data:
        assert self.notebook.shelf is not None
        try:
            stored: Data = marshal.loads(self.notebook.shelf.read(noted.slot))
            return stored
        except Damaged:
            self.notebook.spoil()
        content = file_content(Found(record.kind.name, str(self.project / record.file), record.file, None), self.folder)
        if not isinstance(content, bytes) or digest(content) != noted.digest:
            raise DocketError(f"{record.file}: the file changed while the site was being built; build again")
        again: Data = yamlio.read(content, record.file).value
        return again

    def _gathered(self, found: Sequence[Found], shares: Iterable[Share]) -> Readings:
        """The library of what was known and what was read anew; the notebook then holds what is known now."""
        shares, notebook = list(shares), self.notebook
        items = {item.file: item for share in shares for item in share.items}
        same = {name: stamp for share in shares for name, stamp in share.same.items()}
        records, entries = list[Record](), dict[str, Entry]()
        for file in found:
            item, entry = items.get(file.name), notebook.entries.get(file.name)
            if item is not None:
                records.append(Record(self.kinds.by_name[file.kind], file.name, item.data, item.noted, self.decode))
                if not item.again:
                    entries[file.name] = Entry(notebook.lasting(file.stamp), item.day, file.kind, item.noted)
            elif entry is not None and (file.name in same or notebook.settled(file)):
                records.append(Record(self.kinds.by_name[file.kind], file.name, None, Noted._make(entry[3]), self.decode))
                entries[file.name] = Entry(notebook.lasting(file.stamp), *entry[1:]) if file.name in same else entry
        fresh = {name: (item.kind, item.noted) for name, item in items.items()}
        readings = Readings(
            make_library(self.kinds, records), tuple(fault for share in shares for fault in share.faults), tuple(problem for share in shares for problem in share.problems),
            frozenset(name for share in shares for name in share.broken), frozenset(noted.id for _, noted in fresh.values()),
            notebook.touched(entries, fresh), notebook.relinked(entries, fresh),
        )  # fmt: skip
        notebook.turn(entries, changed=bool(fresh or same))
        return readings
