"""Only what can be planned lies in the future."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every step whose earliest day is after today, unless the schema lists it
    as plannable (x-plannable)."""
    if context.today is None:
        return
    for record in context.records:
        for path, step in entries(record, "steps"):
            earliest = edtf.parse(step["date"]).earliest
            if earliest and earliest > context.today and step["step"] not in record.kind.plannable:
                hint = (
                    f"Only these can lie ahead: {', '.join(record.kind.plannable)}."
                    if record.kind.plannable
                    else "Correct the date."
                )
                yield Problem(
                    "steps/future",
                    f"'{step['step']}' on {step['date']} is still to come",
                    record.file,
                    (*path, "date"),
                    hint,
                )


RULE = Rule(
    code="steps/future",
    title="Only what can be planned lies in the future",
    reason=(
        "A ruling or an arrest cannot be recorded before it happened; a "
        "hearing, a deadline or an effective date can be known beforehand."
    ),
    wrong="injunction-granted on a day still to come",
    right="hearing on a day still to come",
    check=check,
    reach=ALONE,
)
