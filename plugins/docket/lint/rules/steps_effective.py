"""A directive says when it takes effect."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import INFO, Problem
from docket.model.kind import Kind
from docket.model.record import Record
from docket.status.own import own_stretches


def check(context: Context) -> Iterator[Problem]:
    """Yield a note for every record with a status that waits for another (x-status, a group with
    unless_later) which has no step by which it applies."""
    for record in context.records:
        waiting = _waiting(record.kind)
        found = _statuses(record) if waiting else frozenset()
        if found & waiting and not found & {*record.kind.applies}:
            fact = f"no step says when this {record.kind.title.lower()} takes effect"
            hint = "Add the step with the day, where a source gives it; else leave it as it is."
            path = (record.kind.parts.get("steps", "steps"),)
            yield Problem("steps/effective", fact, record.file, path, hint, at_key=True, level=INFO)


def _waiting(kind: Kind) -> frozenset[str]:
    """Return the statuses of a kind that wait for a later one."""
    waiting = (group.statuses for group in kind.status_groups if group.unless_later)
    return frozenset(status for statuses in waiting for status in statuses)


def _statuses(record: Record) -> frozenset[str]:
    """Return every status that a record or a part of it has at any time by its own steps."""
    return frozenset(
        part.status
        for stretch in own_stretches(record)
        for state in stretch.states
        for part in (state.whole, *(part for _, part in state.parts))
    )


RULE = Rule(
    code="steps/effective",
    title="A directive says when it takes effect",
    reason=(
        "An act that was adopted may take effect much later; where no source gives the day, that "
        "is an answer of its own, and a reader can help to find it."
    ),
    wrong="an ordinance adopted on 2026-02-04 and nothing else",
    right="an ordinance adopted on 2026-02-04 and effective on 2026-03-06",
    check=check,
    reach=NEAR,
)
