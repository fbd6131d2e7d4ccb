"""Make what is stale: every item of every step whose inputs or files have changed."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from docket.build.items import NOT_WRITTEN, Item, Items, check_paths
from docket.build.last import LastSteps, files_by_step, reading
from docket.build.memory import Memory, Numbers, Share
from docket.build.output import OutputFile, Written
from docket.build.pool import spread
from docket.build.steps import ONE, LastStep, Step
from docket.build.store import packed
from docket.build.writer import PathTaken, write_file
from docket.model.inputs import Codec, Query, tracking

ITEMS = "items"
"""The sort of input whose value is the names of a step's items."""
BATCH, FEW = 25, 50
"""How many names a worker takes at a time, and the most items that one process makes alone."""
NAMES = Codec(packed, marshal.loads)


class Job(NamedTuple):
    """Items that one worker makes together."""

    items: Sequence[tuple[Step, str]]


class Made(NamedTuple):
    """An item as a worker hands it back. `written` are the paths of its files in the staging
    directory."""

    step: str
    name: str
    inputs: Numbers
    files: tuple[Written, ...]
    written: tuple[str, ...]


class Outcome(NamedTuple):
    """The result of a build: the items of all steps, and the paths of the files that are in the
    staging directory. All other files are in the output already."""

    items: Items
    written: frozenset[str]

    @property
    def files(self) -> dict[str, Written]:
        """Return every file of the site by its path."""
        items = (item for step in self.items.values() for item in step.values())
        return {file.path: file for item in items for file in item.files}


@dataclass
class Run:
    """The making of stale items into the folder `staging`.

    `before` are the items of the last build, `intact` the paths of its files that are unchanged in
    the output. An `eager` run puts off the last steps that may be.
    """

    steps: Sequence[Step]
    last: Sequence[LastStep]
    memory: Memory
    staging: Path
    before: Items = field(default_factory=dict)
    intact: frozenset[str] = frozenset()
    eager: bool = False

    def make(self, workers: int, progress: Callable[[int, int], None]) -> Outcome:
        """Make what is stale, and return all items.

        `progress` is called with the number of items done and that of all. Raise DocketError where
        two steps make files at one path, or where an item cannot be made.
        """
        names = self._names()
        stale = [
            (step, name)
            for step in self.steps
            for name in names[step.name]
            if self._stale(step.name, name)
        ]
        jobs, total = list(_jobs(stale)), len(stale)
        sharing = workers if total > FEW or len(jobs) > 4 else 1

        mark = self.memory.mark

        def work(jobs: Iterator[Job]) -> tuple[list[Made], Share]:
            made: list[Made] = []
            for job in jobs:
                made += [self._made(step.name, name, step.make, name) for step, name in job.items]
                progress(len(made) * sharing, total)
            return made, self.memory.share(mark)

        made: dict[tuple[str, str], Made] = {}
        for found, share in spread(work, jobs, sharing):
            renumbered = self.memory.adopt(share)
            for item in found:
                made[item.step, item.name] = item._replace(inputs=renumbered(item.inputs))
        items = {
            step.name: {name: self._item(step.name, name, made) for name in names[step.name]}
            for step in self.steps
        }
        written = {path for item in made.values() for path in item.written}
        return self._finished(items, written, bool(made))

    def _names(self) -> dict[str, Sequence[str]]:
        """Return the names of the items of every step."""
        found = {step.name: step for step in self.steps}

        def compute(name: str) -> list[str]:
            return list(found[name].items())

        query = Query(ITEMS, lambda: found, compute, self.memory, NAMES)
        return {name: query[name] for name in found}

    def _stale(self, step: str, name: str) -> bool:
        """Return whether an item must be made: an input has changed, or a file of it is not
        intact."""
        item = self.before.get(step, {}).get(name)
        if item is None or not all(file.path in self.intact for file in item.files):
            return True
        return self.memory.stale(item.inputs)

    def _made(
        self, step: str, name: str, make: Callable[[Any], Iterable[OutputFile]], given: Any
    ) -> Made:
        """Make an item, and write its files unless the output has the same."""
        known = self.before.get(step, {}).get(name)
        before = {file.path: file for file in known.files} if known else {}
        files, written = [], []
        with tracking() as trace:
            for file in make(given):
                kept = before.get(file.path)
                kept = kept if kept and kept.path in self.intact else None
                done = self._written(file, kept)
                files.append(done)
                if done is not kept:
                    written.append(done.path)
        return Made(step, name, self.memory.numbered(trace), tuple(files), tuple(written))

    def _written(self, file: OutputFile, kept: Written | None) -> Written:
        """Write a file into the staging directory, unless it is equal to the one in the output
        (`kept`)."""
        if kept and not file.chunks and (kept.size, kept.hashed) == (file.size, file.hashed):
            size, hashed, changed = file.size, kept.hashed, kept.changed
        else:
            try:
                size, hashed, changed = write_file(self.staging, file)
            except PathTaken:  # `check_paths` raises the error, and names both steps
                size, hashed, changed = 0, NOT_WRITTEN, 0
            if kept and (kept.size, kept.hashed) == (size, hashed):
                (self.staging / file.path).unlink()
                changed = kept.changed
        done = Written(
            file.path, size, hashed, changed, file.media_type, file.title, file.licence, file.listed
        )
        return kept if kept == done else done

    def _item(self, step: str, name: str, made: Mapping[tuple[str, str], Made]) -> Item:
        """Return an item as it was made in this build, or else as the last build made it."""
        item = made.get((step, name))
        if item is None:
            return self.before[step][name]
        return Item(item.inputs, item.files)

    def _finished(self, items: Items, written: set[str], changed: bool) -> Outcome:
        """Make the last steps, unless no other file has changed, and return the outcome."""
        last = LastSteps(self.memory, self.before, self.intact, self.eager, self._stale)
        last.begin()
        same = not changed and all(
            self.before.get(name, {}).keys() == found.keys() for name, found in items.items()
        )
        names = {step.name for step in self.last}
        if same and self.before.keys() == items.keys() | names:
            kept = {name: self.before[name] for name in names}
            finished = files_by_step({**items, **kept})
            for step in self.last:
                last.look(step, finished)
            if not any(self._stale(name, ONE) for name in names):
                items = {**items, **kept}
                check_paths(items)
                return Outcome(items, frozenset(written))
        for step in self.last:
            finished = files_by_step(items)
            item = last.kept(step, finished)
            if item is None:
                done = self._made(step.name, ONE, reading(step), finished)
                item = Item(done.inputs, done.files)
                written |= set(done.written)
            items[step.name] = {ONE: item}
        check_paths(items)
        return Outcome(items, frozenset(written))


def _jobs(stale: Iterable[tuple[Step, str]]) -> Iterator[Job]:
    """Yield the jobs in the order in which workers take them. First steps of a single item, which
    take longest, those of one group together; then batches of items, all of one name together,
    since they use the same view."""
    together: dict[str, list[tuple[Step, str]]] = {}
    by_name: dict[str, list[tuple[Step, str]]] = {}
    for step, name in stale:
        groups, key = (together, step.group or step.name) if name == ONE else (by_name, name)
        groups.setdefault(key, []).append((step, name))
    yield from map(Job, together.values())
    waiting = iter(by_name.values())
    while batch := list(islice(waiting, BATCH)):
        yield Job([item for items in batch for item in items])
