"""The plan: of everything there is to make, what is new is made by the workers and written beside the output; the rest stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from docket.cache import Damaged, Shelf, Slot, Writer
from docket.manifest import Items, Manifest, Plain
from docket.outputs.output import OutputFile, Written
from docket.problems import DocketError
from docket.release import write_file
from docket.targets import ONE, Finished, Keys, Late, Target
from docket.workers import spread

BATCH = 25
"""How many names a worker takes at a time."""
FEW = 50
"""Up to so many items one worker makes alone: starting another would take longer."""


Entry = tuple[Target, str, bytes]
"""An item of a target and its key."""


@dataclass(frozen=True)
class Job:
    """A few items to be made in one go."""

    number: int
    entries: Sequence[Entry]


@dataclass
class Made:
    """What a worker made: by target and item the key and the files, and the paths of those that were written, since they are not as they were."""

    items: dict[tuple[str, str], tuple[bytes, list[Plain]]] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a build came to: the manifest of the new site, and the paths of the files that were written beside the output just now."""

    manifest: Manifest
    fresh: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """Everything there is to make, what the last build made, the folder to write to, and the shelf where fragments are kept."""

    targets: Sequence[Target]
    late: Sequence[Late]
    before: Manifest
    staging: Path
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
        shares = spread(lambda taken: self._work(taken, first, lambda done: tell(done * sharing, count)), jobs, sharing)
        made = {name: item for share in shares for name, item in share.items.items()}
        fresh = [path for share in shares for path in share.fresh]
        targets = {target.name: (target.gate, self._items(target.name, wanted[target.name], made)) for target in self.targets}
        if made or not self._stands(targets):
            fresh += self._finish(targets, workers)
        else:
            targets |= {late.name: self.before.targets[late.name] for late in self.late}
        return Outcome(Manifest(_each_once(targets)), frozenset(fresh))

    def _jobs(self, wanted: Mapping[str, Keys | None]) -> list[Job]:
        """What is to be made: first what is made in one go, and takes longest; then the items of the others, those of one name together, since they
        share a view."""
        new = [entry for target in self.targets for entry in self._new(target, wanted[target.name])]
        single = [entry for entry in new if entry[1] == ONE]
        by_name: dict[str, list[Entry]] = {}
        for entry in new:
            if entry[1] != ONE:
                by_name.setdefault(entry[1], []).append(entry)
        batches = ([entry for name in names for entry in by_name[name]] for names in _batches(by_name))
        return [Job(number, entries) for number, entries in enumerate([*([entry] for entry in single), *batches])]

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
                made.items[target.name, item] = (key, [tuple(self._write(file, made, writer)) for file in target.make(item)])
                done += 1
            tell(done)
        if writer:
            writer.close()
        return made

    def _write(self, file: OutputFile, made: Made, writer: Writer | None) -> Written:
        """Writes a file beside the output, unless the output has it already."""
        slots = {name: writer.add(fragment) for name, fragment in file.fragments.items()} if writer and file.fragments else None
        known = self._known.get(file.path)
        if known and not file.chunks and known[1] == file.size and known[2] == file.hashed:
            return _written(file, known[1], known[2], known[3], slots)
        size, hashed, changed = write_file(self.staging, file)
        if known and known[1:3] == (size, hashed):
            (self.staging / file.path).unlink()
            return _written(file, size, hashed, known[3], slots)
        made.fresh.append(file.path)
        return _written(file, size, hashed, changed, slots)

    @cached_property
    def _known(self) -> Mapping[str, Plain]:
        """The files that lie in the output as they were written."""
        return {path: file for path, file in self.before.files().items() if path not in self.before.gone}

    def _items(self, name: str, keys: Keys | None, made: Mapping[tuple[str, str], tuple[bytes, list[Plain]]]) -> Items:
        known = self.before.items(name)
        return known if keys is None else {item: made.get((name, item)) or known[item] for item in keys}

    def _stands(self, targets: Mapping[str, tuple[bytes | None, Items]]) -> bool:
        """Whether everything is as it was, so that what is made of it is too."""
        same = all(self.before.items(name).keys() == items.keys() for name, (_, items) in targets.items())
        return same and self.before.targets.keys() == targets.keys() | {late.name for late in self.late} and all(self.before.stands(late.name, late.gate) for late in self.late)

    def _finish(self, targets: dict[str, tuple[bytes | None, Items]], workers: int) -> list[str]:
        """Makes what is made of finished files and adds it to the targets: first what needs none of the others, shared out, then the rest one after the other."""
        fresh: list[str] = []
        for late in ([one for one in self.late if not one.last], *([one] for one in self.late if one.last)):
            fresh += self._finish_together(late, targets, workers)
        return fresh

    def _finish_together(self, late: Sequence[Late], targets: dict[str, tuple[bytes | None, Items]], workers: int) -> list[str]:
        """Makes those of a few late targets that are not as they were, and adds all of them to the others."""
        finished = Finished({name: [Written._make(file) for _, found in items.values() for file in found] for name, (_, items) in targets.items()}, self._fragment)
        keys = {one.name: one.key(finished) if one.key else b"" for one in late}
        waiting = [(one, keys[one.name]) for one in late if not self._holds(one, keys[one.name])]
        shares = spread(lambda taken: self._join(taken, finished), waiting, workers)
        made = {name: item for share in shares for name, item in share.items.items()}
        for one in late:
            item = made.get((one.name, ONE))
            targets[one.name] = (one.gate, {ONE: item}) if item else self.before.targets[one.name]
        return [path for share in shares for path in share.fresh]

    def _holds(self, late: Late, key: bytes) -> bool:
        """Whether what was made of finished files is still what would be made."""
        known = self.before.items(late.name).get(ONE)
        return bool(key) and known is not None and known[0] == key and self.before.stands(late.name, late.gate)

    def _join(self, taken: Iterator[tuple[Late, bytes]], finished: Finished) -> Made:
        """Makes the late targets that this worker takes."""
        made = Made()
        for late, key in taken:
            made.items[late.name, ONE] = (key, [tuple(self._write(file, made, None)) for file in late.make(finished)])
        return made

    def _fragment(self, file: Written, name: str) -> bytes:
        if not file.slots or name not in file.slots:
            raise Damaged(f"{file.path}: no fragment {name}")
        return self.shelf.read(file.slots[name])


def fresh_plan(plan: Plan) -> Plan:
    """The same plan as if nothing had been made before."""
    return replace(plan, before=Manifest())


def _written(file: OutputFile, size: int, hashed: bytes, changed: int, slots: Mapping[str, Slot] | None) -> Written:
    return Written(file.path, size, hashed, changed, file.media_type, file.title, file.licence, file.listed, slots)


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(names)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _each_once(targets: dict[str, tuple[bytes | None, Items]]) -> dict[str, tuple[bytes | None, Items]]:
    """The targets. Raises DocketError where two of their files have one path, since one of the two would be lost."""
    seen = set[str]()
    for _, items in targets.values():
        for _, files in items.values():
            for file in files:
                if file[0] in seen:
                    raise DocketError(f"{file[0]}: two outputs want this path")
                seen.add(file[0])
    return targets
