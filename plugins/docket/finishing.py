"""The finishing: what is made of files that are finished, such as collections joined from fragments, the index, the site map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docket.manifest import Items, Manifest
from docket.outputs.output import Written
from docket.shelf import Shelf
from docket.staging import Made, Staging, together
from docket.targets import ONE, Finished, Late
from docket.workers import spread

Targets = dict[str, tuple[bytes | None, Items]]
"""By target its gate and its items, as the manifest keeps them."""


class Finishing(NamedTuple):
    """The late targets, what the last build made, the staging to write to, and the shelf of fragments."""

    late: Sequence[Late]
    before: Manifest
    staging: Staging
    shelf: Shelf

    def stands(self, targets: Targets) -> bool:
        """Whether the other targets are what they were when all of this was made, as long as none of their items was made anew."""
        same = all(self.before.items(name).keys() == items.keys() for name, (_, items) in targets.items())
        return same and self.before.targets.keys() == targets.keys() | {late.name for late in self.late} and all(self.before.stands(late.name, late.gate) for late in self.late)

    def kept(self) -> Targets:
        """The late targets as they were."""
        return {late.name: self.before.targets[late.name] for late in self.late}

    def carry_out(self, targets: Targets, workers: int) -> tuple[Targets, list[str]]:
        """The late targets, and which of their files were written: first what needs none of the others, shared out, then the rest one after the other."""
        finished = Finished({name: _files(items) for name, (_, items) in targets.items()}, self.shelf.read_all)
        done, fresh = Targets(), list[str]()
        for late in ([one for one in self.late if not one.last], *([one] for one in self.late if one.last)):
            made = self._made(late, finished, workers)
            for one in late:
                item = made.items.get((one.name, ONE))
                done[one.name] = (one.gate, {ONE: item}) if item else self.before.targets[one.name]
                finished.files[one.name] = _files(done[one.name][1])
            fresh += made.fresh
        return done, fresh

    def _made(self, late: Sequence[Late], finished: Finished, workers: int) -> Made:
        """What is made of those that are not as they were."""
        keys = {one.name: one.key(finished) if one.key else b"" for one in late}
        waiting = [one for one in late if not self._holds(one, keys[one.name])]

        def join(taken: Iterator[Late]) -> Made:
            made = Made()
            for one in taken:
                self.staging.put(one.name, ONE, keys[one.name], one.make(finished), made)
            return made

        return together(spread(join, waiting, workers))

    def _holds(self, late: Late, key: bytes) -> bool:
        """Whether what was made of finished files is still what would be made."""
        known = self.before.items(late.name).get(ONE)
        return bool(key) and known is not None and known[0] == key and self.before.stands(late.name, late.gate)


def _files(items: Items) -> list[Written]:
    return [Written._make(file) for _, files in items.values() for file in files]
