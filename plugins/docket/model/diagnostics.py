"""Diagnostics: what is wrong with a record, where, by which rule, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The path of a value in a record: keys and list indexes from the top, such as ("steps", 0,
"date")."""
ERROR, WARNING, INFO = "error", "warning", "info"
"""How much a problem matters: an error fails a check, a warning does not, and information is shown
only where it is asked for."""


class Place(NamedTuple):
    """A part of one line of a file. Line and column count from 1; the width is in characters."""

    line: int
    column: int
    width: int = 1


class Problem(NamedTuple):
    """One thing that is wrong: code of the rule, fact in words, file, path of the value in the
    record, hint.

    With `at_key` the problem is about the key of that value. `level` is ERROR, WARNING or INFO.
    `place` is None until it has been looked up.
    """

    code: str
    fact: str
    file: str
    path: Path = ()
    hint: str = ""
    at_key: bool = False
    level: str = ERROR
    place: Place | None = None

    def at(self, place: Place | None) -> Problem:
        """Return the problem with its place filled in."""
        return self._replace(place=place)


class DocketError(Exception):
    """An error that ends the run: a broken schema, a missing folder, a wrong setting. Exit code
    2."""


class BadRecords(DocketError):
    """The records have problems, so that nothing was built; holds the problems. Exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            f"{len(self.problems)} problem{'' if len(self.problems) == 1 else 's'} in the records"
        )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repetitions, sorted by file, line, column, code and fact."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place or Place(0, 0)
        return (problem.file, place.line, place.column, problem.code, problem.fact)

    return sorted(set(problems), key=key)
