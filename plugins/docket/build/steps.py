"""Steps: what a build makes. Plugins offer steps; `docket.build.run` makes the items that are
stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from docket.build.output import OutputFile, Written

ONE = "*"
"""The name of the item of a step that has a single one."""


class Step(NamedTuple):
    """Outputs that are made alike: `items` returns their names, `make` the files of one item.

    Both read the site through its views alone, which records their inputs. Steps of one `group`
    share views that take long to compute, so that one worker makes them. `by_record` says that
    items are the ids of records.
    """

    name: str
    items: Callable[[], Iterable[str]]
    make: Callable[[str], Iterable[OutputFile]]
    group: str = ""
    by_record: bool = False


class LastStep(NamedTuple):
    """Outputs made from what is known of all other files: an index, the site map, the checksums.
    Last steps are made one by one in the order in which they were offered.

    `reads` returns whether the step reads a file; such a step is made again only if one of these
    files has changed (None: it reads all). A slow step is `put_off`: an eager build, for somebody
    who edits and looks, leaves its files as they are, and the next other build makes them.
    """

    name: str
    make: Callable[[Finished], Iterable[OutputFile]]
    reads: Callable[[Written], bool] | None = None
    put_off: bool = False


class Finished(NamedTuple):
    """The files made so far, by step."""

    by_step: Mapping[str, Sequence[Written]]

    def files(self) -> list[Written]:
        """Return all files, step by step."""
        return [file for files in self.by_step.values() for file in files]


def single(name: str, make: Callable[[], Iterable[OutputFile]], group: str = "") -> Step:
    """Return a step with a single item."""
    return Step(name, lambda: (ONE,), lambda _: make(), group)
