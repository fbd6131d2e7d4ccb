"""Apply exceptions: rules that a record may break for a reason, and exceptions that cover
nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from docket.lint.approvals import LIST, Approvals
from docket.model.diagnostics import Problem
from docket.model.inputs import read
from docket.model.record import Library, Record

Used = set[tuple[str, int]]
NO_APPROVALS = Approvals()


def without_excepted(
    problems: Iterable[Problem],
    library: Library,
    protected: Collection[str] = (),
    approvals: Approvals = NO_APPROVALS,
    broken: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield the problems that no exception covers, and the problems of the exceptions themselves.

    An exception of a `protected` rule covers only what the owner has approved. An exception or an
    approval that covers nothing is a problem, so that it is deleted once its reason is gone.
    Records of `broken` files are not in the library; their approvals are left alone.
    """
    granted = {record.file: record for record in library if has_exceptions(record)}
    used: Used = set()
    for problem in problems:
        record = granted.get(problem.file)
        covering = [found for found in _exceptions(record) if _covers(found[1], problem)]
        used |= {(problem.file, index) for index, _ in covering}
        if not (record and covering):
            yield problem
        elif not any(is_approved(record, found, protected, approvals) for _, found in covering):
            yield _not_approved(problem, covering[0], approvals)
    yield from _unused(granted.values(), used)
    yield from _unused_approvals(library, approvals, broken)


def has_exceptions(record: Record) -> bool:
    """Return whether a record asks for exceptions, from its facts where they are known."""
    read("excepted", record.id)
    return record.facts.excepted if record.facts else bool(record.data.get("exceptions"))


def is_approved(
    record: Record,
    exception: Mapping[str, Any],
    protected: Collection[str],
    approvals: Approvals,
) -> bool:
    """Return whether an exception has an effect: one of a protected rule only if the owner approved
    it about the same words."""
    rule, about = exception["rule"], exception.get("about", "")
    return rule not in protected or approvals.find(record.id, rule, about) is not None


def _not_approved(
    problem: Problem, covering: tuple[int, Mapping[str, Any]], approvals: Approvals
) -> Problem:
    index, exception = covering
    fact = f"only the owner of the site can except a record from {problem.code}: {problem.fact}"
    also = "" if exception.get("about") else ", say what the exception is about"
    hint = (
        f"Mend the text and delete the exception{also}; or the owner adds it to {approvals.file}."
    )
    return Problem("exceptions/not-approved", fact, problem.file, ("exceptions", index), hint)


def _unused(records: Iterable[Record], used: Used) -> Iterator[Problem]:
    for record in records:
        for index, exception in _exceptions(record):
            if (record.file, index) not in used:
                fact = f"no problem of rule {exception['rule']} is left for this exception"
                path = ("exceptions", index)
                yield Problem("exceptions/unused", fact, record.file, path, "Delete the exception.")


def _unused_approvals(
    library: Library, approvals: Approvals, broken: Collection[str]
) -> Iterator[Problem]:
    for index, approval in enumerate(approvals.approved):
        record = library.get(approval.record)
        if record is None and approval.record in broken:
            continue
        asked = [(found["rule"], found.get("about", "")) for _, found in _exceptions(record)]
        if (approval.rule, approval.about) not in asked:
            fact = f"{approval.record} has no exception of rule {approval.rule} about these words"
            path = (LIST, index)
            yield Problem("exceptions/unused", fact, approvals.file, path, "Delete the approval.")


def _exceptions(record: Record | None) -> list[tuple[int, Mapping[str, Any]]]:
    if record is None or not has_exceptions(record):
        return []
    return list(enumerate(record.data["exceptions"]))


def _covers(exception: Mapping[str, Any], problem: Problem) -> bool:
    return exception["rule"] == problem.code and exception.get("about", "") in problem.fact
