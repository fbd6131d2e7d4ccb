"""Only an extension says until when, and not before its own day."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import wholly_before
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem

UNTIL = "until"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every step with `until` that does not extend anything (x-steps, extends),
    and for one whose `until` is wholly before its date."""
    for record in context.records:
        rules = record.kind.steps
        extending = [code for code, rule in rules.items() if rule.extends]
        for path, step in entries(record, "steps"):
            if UNTIL not in step:
                continue
            if step["step"] not in extending:
                also = f", or write it in a step {' or '.join(extending)}" if extending else ""
                fact = f"'{step['step']}' has no until of its own"
                hint = f"Remove it{also}; an order and an act have one of their own."
                yield Problem("steps/until", fact, record.file, (*path, UNTIL), hint)
            elif wholly_before(step[UNTIL], step["date"]):
                fact = f"until ({step[UNTIL]}) comes before the step ({step['date']})"
                hint = "Correct one of the two dates."
                yield Problem("steps/until", fact, record.file, (*path, UNTIL), hint)


RULE = Rule(
    code="steps/until",
    title="Only an extension says until when, and not before its own day",
    reason=(
        "The end of an operation or a law is a step of its own; only one that puts off a planned "
        "end names the new one."
    ),
    wrong="{date: 2025-12-30, step: began, until: 2026-02-28}",
    right="{date: 2026-01-30, step: extended, until: 2026-02-28}",
    check=check,
    reach=ALONE,
)
