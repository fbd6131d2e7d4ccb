"""Read and validate one file, and apply the rules that look at one record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from docket.build.store import fingerprint, packed
from docket.lint.rules import RULES, Context
from docket.lint.rules.rule import ALONE
from docket.lint.rules.wording import Wording, words_to_avoid
from docket.lint.schema import Validator
from docket.model.diagnostics import Problem
from docket.model.facts import facts_of
from docket.model.kind import Kinds
from docket.model.record import Facts, Library, Record
from docket.source import yaml_reader
from docket.source.scan import Found, file_content


class Item(NamedTuple):
    """A valid record as a worker hands it back: its file, facts and packed values. With `again` the
    next run reads the file again, since it has a problem or asks for exceptions."""

    file: Found
    facts: Facts
    content: bytes
    again: bool


@dataclass
class Share:
    """What one worker read.

    `faults` are the problems of files that gave no record, `problems` those that rules found in
    valid records. `broken` are the names by which references may mean a record that is not valid,
    `same` the files whose bytes are those of the last run.
    """

    items: list[Item] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    same: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class FileReader:
    """The reader of files in one worker. Rules are applied with `today` (None: no rules about the
    future) and with the words to avoid in `words`; `digests` has the hash of each file whose facts
    are known."""

    folder: Path
    kinds: Kinds
    today: date | None
    words: Library
    digests: Mapping[str, bytes]

    def take(self, batches: Iterator[Sequence[Found]]) -> Share:
        """Return what was read from these files."""
        share = Share()
        for files in batches:
            for file in files:
                self._take(file, share)
        return share

    def _take(self, file: Found, share: Share) -> None:
        """Read one file and add the outcome to the share."""
        content = file_content(file, self.folder)
        if isinstance(content, Problem):
            share.faults.append(content)
            share.broken.add(PurePosixPath(file.path).stem)
            return
        digest = fingerprint(content)
        if self.digests.get(file.name) == digest:
            share.same.append(file)
            return
        reading = yaml_reader.read(content, file.name)
        if reading.problems:
            share.faults += reading.problems
            share.broken.add(PurePosixPath(file.path).stem)
            return
        record = Record(self.kinds.by_name[file.kind], file.name, reading.value)
        wrong = self._validators[file.kind].problems(record, yaml_reader.written(content))
        if wrong:
            share.faults += wrong
            share.broken |= {PurePosixPath(file.name).stem, record.id}
            return
        problems = self._alone(record)
        share.problems += problems
        values = packed(dict(record.data))
        facts = facts_of(record, digest, fingerprint(values))
        share.items.append(Item(file, facts, values, bool(problems) or facts.excepted))

    def _alone(self, record: Record) -> list[Problem]:
        """Return the problems that the rules for single records find in a record."""
        library = Library(self.kinds, {})
        context = Context(library, self.today, None, among=(record,), wording=self._wording)
        return [problem for rule in RULES if rule.reach == ALONE for problem in rule.check(context)]

    @cached_property
    def _wording(self) -> Wording | None:
        """Return the words to avoid."""
        return words_to_avoid(self.words)

    @cached_property
    def _validators(self) -> Mapping[str, Validator]:
        return {kind.name: Validator(kind) for kind in self.kinds}


def wording(found: Iterable[Found], folder: Path, kinds: Kinds) -> list[tuple[Record, bytes]]:
    """Return the records that list words to avoid, each with the hash of its file; invalid ones are
    left out. All other records are checked against these lists."""
    named = {kind.name for kind in kinds if kind.wording}
    validators = {name: Validator(kinds.by_name[name]) for name in named}
    records = []
    for file in found:
        content = file_content(file, folder) if file.kind in named else None
        reading = yaml_reader.read(content, file.name) if isinstance(content, bytes) else None
        if isinstance(content, bytes) and reading and not reading.problems:
            record = Record(kinds.by_name[file.kind], file.name, reading.value)
            if validators[file.kind].clean(record.data):
                records.append((record, fingerprint(content)))
    return records
