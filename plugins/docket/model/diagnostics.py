"""Problems: what is wrong with a record, where, by which rule, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands inside a record: keys and list positions from the top, for example ("steps",
0, "on")."""


class Place(NamedTuple):
    """A stretch of one line of a file; line and column count from 1, width is in characters."""

    line: int
    column: int
    width: int = 1


class Problem(NamedTuple):
    """One thing wrong: the rule's code, the fact in words, the file, the path inside it, a hint,
    and the place once it is known."""

    code: str
    fact: str
    file: str
    path: Path = ()
    hint: str = ""
    at_key: bool = False
    place: Place | None = None

    def at(self, place: Place | None) -> Problem:
        """The same problem with its place filled in."""
        return self._replace(place=place)


class DocketError(Exception):
    """The tool cannot go on: a broken schema, a missing folder, a wrong setting. Exit code 2."""


class BadRecords(DocketError):
    """The records have problems, so nothing was built. Carries the problems. Exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"{len(self.problems)} problem{'' if len(self.problems) == 1 else 's'} in the records"
        )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted by file, then line and column, then code and fact, each one once."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place or Place(0, 0)
        return (problem.file, place.line, place.column, problem.code, problem.fact)

    return sorted(set(problems), key=key)
