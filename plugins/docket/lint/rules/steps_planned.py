"""Only what can be planned is marked as planned."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem

PLANNED = "planned"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every planned step that the schema does not list as plannable
    (x-plannable)."""
    for record in context.records:
        plannable = record.kind.plannable
        for path, step in entries(record, "steps"):
            if step.get(PLANNED) and step["step"] not in plannable:
                also = f"; these can be planned: {', '.join(plannable)}" if plannable else ""
                fact = f"'{step['step']}' is not known beforehand"
                hint = f"Remove planned{also}."
                yield Problem("steps/planned", fact, record.file, (*path, PLANNED), hint)


RULE = Rule(
    code="steps/planned",
    title="Only what can be planned is marked as planned",
    reason=(
        "A ruling or an arrest either happened or did not; only a hearing, a deadline, an "
        "effective date or an end is announced beforehand."
    ),
    wrong="{date: 2025-09-01, step: judgment, planned: true}",
    right="{date: 2025-09-01, step: hearing, planned: true}",
    check=check,
    reach=ALONE,
)
