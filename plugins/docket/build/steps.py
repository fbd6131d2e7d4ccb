"""Steps: what a build makes. Plugins offer them; `docket.build.run` makes the items that are
stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from docket.build.output import OutputFile, Written

ONE = "*"
"""The name of the only item of a step that is made in one go."""


class Step(NamedTuple):
    """Outputs that are made alike: `items` names them, `make` returns the files of one. Both read
    the site through its views alone, which records their inputs. Steps with the same `group` share
    views that take long to compute, and are made by one worker; `by_record` says that items are
    records."""

    name: str
    items: Callable[[], Iterable[str]]
    make: Callable[[str], Iterable[OutputFile]]
    group: str = ""
    by_record: bool = False


class LastStep(NamedTuple):
    """Outputs made of what is known of all other files: an index, the site map, the checksums.
    Last steps are made one after the other, in the order in which they were offered."""

    name: str
    make: Callable[[Finished], Iterable[OutputFile]]


class Finished(NamedTuple):
    """The files that were made so far, by step."""

    by_step: Mapping[str, Sequence[Written]]

    def files(self) -> list[Written]:
        """Return all of them, step after step."""
        return [file for files in self.by_step.values() for file in files]


def single(name: str, make: Callable[[], Iterable[OutputFile]], group: str = "") -> Step:
    """Return a step that is made in one go."""
    return Step(name, lambda: (ONE,), lambda _: make(), group)
