"""Decide which last steps must be made: those whose files, inputs or read files have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from docket.build.items import Item, Items
from docket.build.memory import Memory
from docket.build.output import Written
from docket.build.steps import ONE, Finished, LastStep
from docket.build.store import by_value
from docket.model.inputs import read

READ, PUT_OFF = "files read", "put off"
"""The sorts of leaf that say which files a last step has read, and that it was put off."""


class LastSteps(NamedTuple):
    """The last steps of a build. `stale` returns whether the item of a step must be made. With
    `eager`, steps that may be put off are put off."""

    memory: Memory
    before: Items
    intact: frozenset[str]
    eager: bool
    stale: Callable[[str, str], bool]

    def kept(self, step: LastStep, finished: Finished) -> Item | None:
        """Return the item of a step as the last build made it, where it need not be made again;
        None where it must. What is put off counts as stale in the next build that is not eager."""
        self.look(step, finished)
        known = self.before.get(step.name, {}).get(ONE)
        if known is None or not all(file.path in self.intact for file in known.files):
            return None
        if step.reads and not self.stale(step.name, ONE):
            return known
        if step.put_off and self.eager:
            return Item(self.memory.numbered([(PUT_OFF, step.name)]), known.files)
        return None

    def look(self, step: LastStep, finished: Finished) -> None:
        """Register the present content of the files that a step reads, so that the step is stale if
        they changed."""
        files = sorted(
            (file.path, file.hashed) for file in finished.files() if step.reads and step.reads(file)
        )
        hashed = by_value(files)
        self.memory.leaf(f"{READ} {step.name}", lambda _: hashed)

    def begin(self) -> None:
        """Register whether steps are put off."""
        self.memory.leaf(PUT_OFF, lambda _: b"put off" if self.eager else b"made")


def reading(step: LastStep) -> Callable[[Any], Any]:
    """Return the function that makes a last step and records the files it reads."""

    def make(finished: Finished) -> Any:
        if step.reads:
            read(f"{READ} {step.name}", "")
        return step.make(finished)

    return make


def files_by_step(items: Mapping[str, Mapping[str, Item]]) -> Finished:
    """Return the files of all items by step."""
    found: dict[str, Sequence[Written]] = {
        name: [file for item in of_step.values() for file in item.files]
        for name, of_step in items.items()
    }
    return Finished(found)
