"""The plan: of everything there is to make, what is new is made by the workers and written beside the output; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from docket.finishing import Finishing, Targets
from docket.manifest import PATH, Items, Manifest, Plain
from docket.problems import DocketError
from docket.shelf import Shelf
from docket.staging import Made, Staging, together
from docket.targets import ONE, Keys, Late, Target
from docket.workers import spread

BATCH = 25
"""How many names a worker takes at a time."""
FEW = 50
"""Up to so many items one worker makes alone: starting another would take longer."""


Entry = tuple[Target, str, bytes]
"""An item of a target and its key."""


class Job(NamedTuple):
    """A few items to be made in one go."""

    number: int
    entries: Sequence[Entry]


class Outcome(NamedTuple):
    """What a build came to: the manifest of the new site, and the paths of the files that were written beside the output just now."""

    manifest: Manifest
    fresh: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """Everything there is to make, what the last build made, the folder to write to, and the shelf where fragments are kept."""

    targets: Sequence[Target]
    late: Sequence[Late]
    before: Manifest
    folder: Path
    shelf: Shelf
    prepare: Callable[[], object] = object

    def carry_out(self, workers: int, tell: Callable[[int, int], None]) -> Outcome:
        """Makes what is new, and tells how far it is. Raises DocketError where two outputs want one path, or where a page cannot be drawn; the output has
        not been touched then."""
        wanted = {target.name: None if self.before.stands(target.name, target.gate) else target.keys() for target in self.targets}
        jobs = self._jobs(wanted)
        count = sum(len(job.entries) for job in jobs)
        sharing = workers if count > FEW or len(jobs) > 4 else 1
        if sharing > 1:
            self.prepare()
        first = self.shelf.next
        made = together(spread(lambda taken: self._work(taken, first, lambda done: tell(done * sharing, count)), jobs, sharing))
        targets: Targets = {target.name: (target.gate, self._items(target.name, wanted[target.name], made.items)) for target in self.targets}
        finishing = Finishing(self.late, self.before, self._staging, self.shelf)
        stands = not made.items and finishing.stands(targets)
        late, joined = (finishing.kept(), []) if stands else finishing.carry_out(targets, workers)
        return Outcome(Manifest(_each_once(targets | late)), frozenset([*made.fresh, *joined]))

    def _jobs(self, wanted: Mapping[str, Keys | None]) -> list[Job]:
        """What is to be made: first what is made in one go, and takes longest, what shares something together; then the items of the others, those of one
        name together, since they share a view."""
        together: dict[str, list[Entry]] = {}
        by_name: dict[str, list[Entry]] = {}
        for target in self.targets:
            for entry in self._new(target, wanted[target.name]):
                group, name = (together, target.shares or target.name) if entry[1] == ONE else (by_name, entry[1])
                group.setdefault(name, []).append(entry)
        batches = ([entry for name in names for entry in by_name[name]] for names in _batches(by_name))
        return [Job(number, entries) for number, entries in enumerate([*together.values(), *batches])]

    def _new(self, target: Target, keys: Keys | None) -> Iterator[Entry]:
        """The items of a target whose key is new, or of whose files one is not in the output as it was."""
        known = self.before.items(target.name) if keys else {}
        for item, key in (keys or {}).items():
            if item not in known or known[item][0] != key or not self.before.whole(known[item][1]):
                yield target, item, key

    def _work(self, taken: Iterator[Job], first: int, tell: Callable[[int], None]) -> Made:
        """Makes the jobs that this worker takes."""
        made, writer, done = Made(), None, 0
        for job in taken:
            writer = writer or self.shelf.writer(first + job.number)
            for target, item, key in job.entries:
                self._staging.put(target.name, item, key, target.make(item), made, writer)
                done += 1
            tell(done)
        if writer:
            writer.close()
        return made

    @property
    def _staging(self) -> Staging:
        return Staging(self.folder, self.before)

    def _items(self, name: str, keys: Keys | None, made: Mapping[tuple[str, str], tuple[bytes, list[Plain]]]) -> Items:
        known = self.before.items(name)
        return known if keys is None else {item: made.get((name, item)) or known[item] for item in keys}


def fresh_plan(plan: Plan) -> Plan:
    """The same plan as if nothing had been made before."""
    return replace(plan, before=Manifest())


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(names)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _each_once(targets: Targets) -> Targets:
    """Return the targets. Raise DocketError, with the names of both, where two of them make a file
    of one path, or one makes a file where the other needs a folder: one would be lost."""
    makers: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name, (_, items) in targets.items():
        for _, files in items.values():
            for file in files:
                path = file[PATH]
                if path in makers:
                    raise _taken(path, makers[path], name)
                makers[path] = name
                while (path := path.rpartition("/")[0]) and path not in folders:
                    folders[path] = name
    for path in sorted(makers.keys() & folders.keys()):
        raise _taken(path, makers[path], folders[path])
    return targets


def _taken(path: str, one: str, other: str) -> DocketError:
    both = f"'{one}' and '{other}'" if one != other else f"'{one}' twice"
    return DocketError(f"{path}: two outputs want this path, {both}; rename or remove one of them")
