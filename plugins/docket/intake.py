"""The intake: a file read, validated and held against the rules that look at one record alone. What one worker does with the files it takes."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from docket import yamlio
from docket.cache import digest
from docket.checks import RULES, Context
from docket.checks.rule import ALONE
from docket.checks.wording import Wording, words_to_avoid
from docket.kinds import Kinds
from docket.load import Found, Stamp, file_content
from docket.notebook import Notebook
from docket.notes import NO_SLOT, note, reached
from docket.problems import Problem
from docket.records import Data, Library, Noted, Record
from docket.shelf import Shelf, Writer
from docket.validate import Validator


class Item(NamedTuple):
    """A sound record as a worker hands it back: the name of its kind, its file and stamp, the day from which on it names nothing still to come, what is noted of it, its
    values (None: they lie in the cache), and whether it is to be read again the next time, since something is wrong or allowed with it."""

    kind: str
    file: str
    stamp: Stamp | None
    day: str
    noted: Noted
    data: Data | None
    again: bool


@dataclass
class Share:
    """What a worker read: the sound records, the faults of files and records, the problems that rules found looking at each record alone, the names by
    which references may mean a record that is there but not sound, and what is in the cache still under another stamp, by file."""

    items: list[Item] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    same: dict[str, Stamp | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Intake:
    """Takes files in. Rules are held against `today` (None: against no day) and the list of `words` to avoid; what the notebook knows of the same bytes is taken over."""

    folder: Path
    kinds: Kinds
    today: date | None
    words: Library
    notebook: Notebook

    def take(self, batches: Iterator[tuple[int, Sequence[Found]]], first: int) -> Share:
        """What becomes of numbered batches of files. The values of records go into a pack of their own, whose number is `first` and that of the first batch."""
        share, packer = Share(), _Packer(self.notebook.shelf)
        for number, files in batches:
            packer.begin(first + number)
            for file in files:
                self._take(file, share, packer)
        packer.close()
        return share

    def _take(self, file: Found, share: Share, packer: _Packer) -> None:
        content = file_content(file, self.folder)
        hashed = digest(content) if isinstance(content, bytes) else b""
        if self.notebook.holds(file, hashed):
            share.same[file.name] = file.stamp
            return
        reading = yamlio.read(content, file.name) if isinstance(content, bytes) else yamlio.Reading(file.name, None, (content,))
        if reading.problems:
            share.faults += reading.problems
            share.broken.add(PurePosixPath(file.path).stem)
            return
        record = Record(self.kinds.by_name[file.kind], file.name, reading.value)
        wrong = self._validators[file.kind].problems(record, yamlio.written(content))
        if wrong:
            share.faults += wrong
            share.broken |= {PurePosixPath(file.name).stem, record.id}
            return
        found = self._alone(record)
        share.problems += found
        noted = note(record, hashed, packer.add(record.data))
        day = self.today.isoformat() if self.today else reached(record)
        share.items.append(Item(file.kind, file.name, file.stamp, day, noted, None if packer.keeps else record.data, bool(found) or noted.excepted))

    def _alone(self, record: Record) -> list[Problem]:
        """What the rules that look at a record alone find in it."""
        context = Context(Library(self.kinds, {}), self.today, None, among=(record,), wording=self._wording)
        return [problem for rule in RULES if rule.reach == ALONE for problem in rule.check(context)]

    @cached_property
    def _wording(self) -> Wording | None:
        return words_to_avoid(self.words)

    @cached_property
    def _validators(self) -> Mapping[str, Validator]:
        return {kind.name: Validator(kind) for kind in self.kinds}


class _Packer:
    """Puts values of records into a pack of the cache, if there is one; without a value no pack is made."""

    def __init__(self, shelf: Shelf | None) -> None:
        self.keeps = shelf is not None
        self._shelf = shelf
        self._writer: Writer | None = None

    def begin(self, number: int) -> None:
        """Opens the pack of this number, unless one is open."""
        if self._shelf and not self._writer:
            self._writer = self._shelf.writer(number)

    def add(self, data: Data) -> tuple[int, int, int, int]:
        """The slot in which the values lie now."""
        return self._writer.add(marshal.dumps(dict(data))) if self._writer else NO_SLOT

    def close(self) -> None:
        """Writes what is still waiting to be written."""
        if self._writer:
            self._writer.close()


def wording(found: Iterable[Found], folder: Path, kinds: Kinds) -> list[tuple[Record, bytes]]:
    """The records that list words to avoid, as far as they can be read, each with the hash of its file: what every other record is held against."""
    named = {kind.name for kind in kinds if kind.wording}
    contents = [(file, file_content(file, folder)) for file in found if file.kind in named]
    read = [(file, data, yamlio.read(data, file.name)) for file, data in contents if isinstance(data, bytes)]
    records = [(Record(kinds.by_name[file.kind], file.name, reading.value), digest(data)) for file, data, reading in read if not reading.problems]
    validators = {name: Validator(kinds.by_name[name]) for name in named}
    return [(record, hashed) for record, hashed in records if validators[record.kind.name].clean(record.data)]
