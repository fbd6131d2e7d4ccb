"""Exceptions: rules that a record may break for a reason it gives, and those it gives in vain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docket.problems import Problem
from docket.records import Library, Record


def without_excepted(problems: Iterable[Problem], library: Library) -> Iterator[Problem]:
    """The problems that no record's `exceptions` covers, and a problem for every exception that covers nothing: an exception is written for a
    reason, and goes when the reason has gone."""
    granted = {record.file: record for record in library if (record.facts.excepted if record.facts else record.data.get("exceptions"))}
    used: set[tuple[str, int]] = set()
    for problem in problems:
        covering = [index for index, exception in _exceptions(granted.get(problem.file)) if _covers(exception, problem)]
        used |= {(problem.file, index) for index in covering}
        if not covering:
            yield problem
    for file, record in granted.items():
        for index, exception in _exceptions(record):
            if (file, index) not in used:
                yield Problem("exceptions/unused", f"no problem of rule {exception['rule']} is left for this exception", file, ("exceptions", index), "Delete the exception.")


def _exceptions(record: Record | None) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(record.data["exceptions"])) if record else []


def _covers(exception: Mapping[str, Any], problem: Problem) -> bool:
    return exception["rule"] == problem.code and exception.get("about", "") in problem.fact
