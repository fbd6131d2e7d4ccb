"""Reading: the files of a collection as records that are sound in themselves, what is wrong with the others, and what is noted of each for the next run."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from docket import yamlio
from docket.cache import Cache, Damaged, Slot, Writer, digest
from docket.checks import RULES, Context
from docket.checks.rule import ALONE
from docket.kinds import Kinds
from docket.load import Found, Stamp, file_content
from docket.notes import NO_SLOT, note
from docket.problems import DocketError, Problem
from docket.records import Data, Library, Noted, Record, make_library
from docket.validate import Validator
from docket.workers import spread

STATE, PACKS = "records", "values"
MANY, BATCH = 1_000, 50
"""From how many files to be read on several workers pay, and how many files one takes at a time."""
KEPT = 12_000
"""Of how many records at the most the values are kept in memory once they were read from the cache."""
NEVER = ""
"""The day of a record that was never held against one: before all days."""


class Entry(NamedTuple):
    """What the cache knows of a file: its stamp (None: to be read again), the latest day its steps were held against (ISO 8601; empty: none), its kind, and
    what was noted of the record, which satisfies its schema and breaks no rule that looks at it alone."""

    stamp: Stamp | None
    day: str
    kind: str
    noted: Noted | tuple[Any, ...]


class Item(NamedTuple):
    """A sound record as a worker hands it back: the name of its kind, its file and stamp, what is noted of it, its values (None: they lie in the cache),
    and whether it is to be read again the next time, since something is wrong or allowed with it."""

    kind: str
    file: str
    stamp: Stamp | None
    noted: Noted
    data: Data | None
    again: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What a worker read: the sound records, the faults of files and records, the problems that rules found looking at each record alone, the names by
    which references may mean a record that is there but not sound, and what is in the cache still under another stamp, by file."""

    items: tuple[Item, ...]
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    same: Mapping[str, Stamp | None]


@dataclass(frozen=True)
class Readings:
    """All that was read: the library, the faults and problems found so far, the broken names, the ids of the records that were read anew (`fresh`), and those
    whose outline is not what it was (new and vanished ones among them); None where nothing sound is known of before."""

    library: Library
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]
    fresh: frozenset[str]
    touched: frozenset[str] | None
    relinked: bool = True
    """Whether any reference may be another than the last time, or any id."""


class Reader:
    """Reads the files of a data folder, and of those that are in the cache as they are only what was noted. Rules are held against `today` (None: against
    no day); `key` stands for the code and the schemas; the values of at most `kept` records from the cache are kept in memory."""

    def __init__(self, folder: Path, project: Path, kinds: Kinds, today: date | None, cache: Cache | None = None, key: bytes = b"", kept: int = KEPT) -> None:
        self.folder, self.project, self.kinds, self.cache, self.key = folder, project, kinds, cache, key
        self.kept = kept
        self.today, self.day = today, today.isoformat() if today else NEVER
        self.shelf = cache.shelf(PACKS) if cache else None
        self.started = cache.now if cache else 0
        self._values: dict[Slot, Data] = {}
        self._words, self._clean, self._entries = b"", False, dict[str, Entry]()
        self._changed = self._damaged = False

    def read(self, found: Sequence[Found], workers: int = 1, many: int = MANY) -> Readings:
        """The records of these files. What comes out is the same for any number of workers, and whatever the cache holds."""
        wording = self._wording(found)
        self._open(digest(*(record.file.encode() + file_digest for record, file_digest in wording)))
        words = make_library(self.kinds, (record for record, _ in wording))
        waiting = [file for file in found if not self._settled(file)]
        batches = [(number, waiting[number : number + BATCH]) for number in range(0, len(waiting), BATCH)]
        first = self.shelf.next if self.shelf else 0
        shares = spread(lambda taken: self._share(taken, words, first), batches, workers if len(waiting) >= many else 1)
        return self._gathered(found, shares)

    def decode(self, record: Record) -> Data:
        """The values of a record, from the cache, or else from its file. Raises DocketError where the file is not what it was when this run began."""
        assert record.noted is not None
        values = self._values.get(record.noted.slot)
        if values is None:
            if len(self._values) >= self.kept:
                self._values.clear()
            values = self._values[record.noted.slot] = self._stored(record, record.noted)
        return values

    def _stored(self, record: Record, noted: Noted) -> Data:
        assert self.cache is not None
        assert self.shelf is not None
        try:
            stored: Data = marshal.loads(self.shelf.read(noted.slot))
            return stored
        except Damaged:
            self._damaged = True
            self.cache.forget(STATE)
        content = file_content(Found(record.kind.name, str(self.project / record.file), record.file, None), self.folder)
        if not isinstance(content, bytes) or digest(content) != noted.digest:
            raise DocketError(f"{record.file}: the file changed while the site was being built; build again")
        again: Data = yamlio.read(content, record.file).value
        return again

    def save(self, clean: bool) -> None:
        """Keeps what was read for the next run; `clean` says whether nothing was wrong with the collection."""
        if self.cache is None or self.shelf is None or self._damaged or not (self._changed or self._clean != clean):
            return
        entries = {file: (*entry[:3], tuple(entry[3])) for file, entry in self._entries.items()}
        slots = [entry[3][4] for entry in entries.values()]
        if self.shelf.crowded(slots):
            moved = self.shelf.packed(slots)
            entries = {file: (*entry[:3], (*entry[3][:4], slot, *entry[3][5:])) for (file, entry), slot in zip(entries.items(), moved, strict=True)}
            slots = [entry[3][4] for entry in entries.values()]
        self.cache.save(STATE, self.key, (self._words, clean, entries))
        self.shelf.keep(slots)

    def _wording(self, found: Sequence[Found]) -> list[tuple[Record, bytes]]:
        """The records that list words to avoid, as far as they can be read, each with the hash of its file: what every other record is held against."""
        named = {kind.name for kind in self.kinds if kind.wording}
        contents = [(file, file_content(file, self.folder)) for file in found if file.kind in named]
        read = [(file, data, yamlio.read(data, file.name)) for file, data in contents if isinstance(data, bytes)]
        records = [(Record(self.kinds.by_name[file.kind], file.name, reading.value), digest(data)) for file, data, reading in read if not reading.problems]
        validators = {name: Validator(self.kinds.by_name[name]) for name in named}
        return [(record, hashed) for record, hashed in records if validators[record.kind.name].clean(record.data)]

    def _open(self, words: bytes) -> None:
        """Reads the cache's state, unless the words to avoid have changed since."""
        state = self.cache.load(STATE, self.key) if self.cache else None
        self._words = words
        if state and state[0] == words:
            self._clean, self._entries = state[1], state[2]
        else:
            self._changed = True

    def _settled(self, file: Found) -> bool:
        """Whether the file is known as it is."""
        entry = self._entries.get(file.name)
        return entry is not None and file.stamp is not None and entry[0] == file.stamp and self._fits(entry, file)

    def _fits(self, entry: Entry, file: Found) -> bool:
        """Whether what is known of a file holds for its kind and for today: what was no step into the future on one day is none on a later one."""
        return entry[2] == file.kind and (self.today is None or NEVER < entry[1] <= self.day)

    def _share(self, taken: Iterator[tuple[int, Sequence[Found]]], words: Library, first: int) -> Share:
        """What one worker makes of the files it takes; the values of records go into a pack of its own."""
        held, faults, problems, broken, same = list[Item](), list[Problem](), list[Problem](), set[str](), dict[str, Stamp | None]()
        validators = {kind.name: Validator(kind) for kind in self.kinds}
        writer: Writer | None = None
        for number, files in taken:
            writer = writer or (self.shelf.writer(first + number) if self.shelf else None)
            for file in files:
                data = file_content(file, self.folder)
                hashed = digest(data) if isinstance(data, bytes) else b""
                entry = self._entries.get(file.name)
                if entry is not None and entry[3][1] == hashed and self._fits(entry, file):
                    same[file.name] = file.stamp
                    continue
                reading = yamlio.read(data, file.name) if isinstance(data, bytes) else yamlio.Reading(file.name, None, (data,))
                if reading.problems:
                    faults += reading.problems
                    broken.add(PurePosixPath(file.path).stem)
                    continue
                record = Record(self.kinds.by_name[file.kind], file.name, reading.value)
                wrong = validators[file.kind].problems(record)
                if wrong:
                    faults += wrong
                    broken |= {PurePosixPath(file.name).stem, record.id}
                    continue
                found = self._alone(record, words)
                problems += found
                slot = writer.add(marshal.dumps(reading.value)) if writer else NO_SLOT
                noted = note(record, hashed, slot)
                held.append(Item(file.kind, file.name, file.stamp, noted, None if writer else record.data, bool(found) or noted.excepted))
        if writer:
            writer.close()
        return Share(tuple(held), tuple(faults), tuple(problems), frozenset(broken), same)

    def _alone(self, record: Record, words: Library) -> list[Problem]:
        """What the rules that look at a record alone find in it."""
        context = Context(Library(self.kinds, {}), self.today, None, among=(record,), wording=words)
        return [problem for rule in RULES if rule.reach == ALONE for problem in rule.check(context)]

    def _gathered(self, found: Sequence[Found], shares: Iterable[Share]) -> Readings:
        """The library of what was known and what was read anew, and the state as it is now."""
        shares = list(shares)
        fresh = {item.file: item for share in shares for item in share.items}
        same = {name: stamp for share in shares for name, stamp in share.same.items()}
        known, records, entries = self._entries, list[Record](), dict[str, Entry]()
        for file in found:
            item, entry = fresh.get(file.name), known.get(file.name)
            if item is not None:
                records.append(Record(self.kinds.by_name[file.kind], file.name, item.data, item.noted, self.decode))
                if not item.again:
                    entries[file.name] = Entry(self._lasting(file.stamp), self.day, file.kind, item.noted)
            elif entry is not None and (file.name in same or self._settled(file)):
                records.append(Record(self.kinds.by_name[file.kind], file.name, None, Noted._make(entry[3]), self.decode))
                entries[file.name] = Entry(self._lasting(file.stamp), *entry[1:]) if file.name in same else entry
        touched = self._touched(fresh, entries) if self._clean else None
        relinked = len(entries) != len(known) or any(_relinked(known.get(file), item.noted) for file, item in fresh.items())
        self._changed = self._changed or bool(fresh or same) or len(entries) != len(known)
        self._entries = entries
        return Readings(
            make_library(self.kinds, records), tuple(fault for share in shares for fault in share.faults), tuple(problem for share in shares for problem in share.problems),
            frozenset().union(*(share.broken for share in shares)), frozenset(item.noted.id for item in fresh.values()), touched, relinked,
        )  # fmt: skip

    def _lasting(self, stamp: Stamp | None) -> Stamp | None:
        """The stamp, None for a file that changed while or after this run began: it may change once more without its stamp telling (the racy case of
        git's index, Documentation/technical/racy-git.txt)."""
        return stamp if stamp and stamp[2] < self.started else None

    def _touched(self, fresh: Mapping[str, Item], entries: Mapping[str, Entry]) -> frozenset[str]:
        """The ids of the records of which other records may see something else than the last time: new, changed in their outline, or gone."""
        touched = {entry[3][0] for file, entry in self._entries.items() if file not in entries and file not in fresh}
        for file, item in fresh.items():
            entry = self._entries.get(file)
            if entry is None or (entry[3][0], entry[3][2], entry[2]) != (item.noted.id, item.noted.outline, item.kind):
                touched |= {item.noted.id, entry[3][0] if entry else item.noted.id}
        return frozenset(touched)


def _relinked(before: Entry | None, now: Noted) -> bool:
    """Whether a record has another id or holds other references than before."""
    return before is None or (before[3][0], before[3][3]) != (now.id, now.refs)
