"""What opens a matter comes before what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every step dated wholly before the step that must open the matter
    (x-opens)."""
    for record in context.records:
        steps = list(entries(record, "steps"))
        for opening, followers in record.kind.opens.items():
            begins = [
                edtf.parse(step["date"]).earliest for _, step in steps if step["step"] == opening
            ]
            first = min((day for day in begins if day), default=None)
            for path, step in steps:
                last = edtf.parse(step["date"]).latest
                if first and last and last < first and step["step"] in followers:
                    fact = f"'{step['step']}' on {step['date']} comes before '{opening}' on {first}"
                    yield Problem(
                        "steps/order",
                        fact,
                        record.file,
                        (*path, "date"),
                        "Correct one of the two dates.",
                    )


RULE = Rule(
    code="steps/order",
    title="What opens a matter comes before what follows from it",
    reason=(
        "No court decides before a complaint is filed, and no operation ends "
        "before it began; such dates are slips."
    ),
    wrong="filed on 2025-07-02 and injunction-granted on 2025-07-01",
    right="filed on 2025-07-02 and injunction-granted on 2025-07-11",
    check=check,
    reach=ALONE,
)
