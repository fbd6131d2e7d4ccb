"""Nothing goes on after the end."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Path, Problem
from docket.model.record import Data, Record


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every step dated wholly after one that ends the matter (x-closes), unless
    a step between them began it again."""
    for record in context.records:
        steps = list(entries(record, "steps"))
        for closing, barred in record.kind.closes.items():
            ends = [
                latest
                for _, step in steps
                if step["step"] == closing
                and not step.get("planned")
                and (latest := edtf.parse(step["date"]).latest)
            ]
            for path, step in steps:
                first = edtf.parse(step["date"]).earliest
                ended = max((end for end in ends if first and end < first), default=None)
                if (
                    ended
                    and step["step"] in barred
                    and not _begun_anew(record, steps, ended.isoformat(), step, barred)
                ):
                    fact = f"'{step['step']}' on {step['date']} comes after '{closing}' on {ended}"
                    yield Problem(
                        "steps/ended",
                        fact,
                        record.file,
                        (*path, "date"),
                        "Correct one of the two dates, or add the step that began it anew.",
                    )


def _begun_anew(
    record: Record, steps: list[tuple[Path, Data]], ended: str, step: Data, barred: tuple[str, ...]
) -> bool:
    """Return whether a step that is not barred gave the record a status again, after the end and
    not later than the step."""
    anew = (
        other
        for _, other in steps
        if other["step"] not in barred
        and (rule := record.kind.steps.get(other["step"]))
        and rule.status
    )
    return any(
        ended < str(edtf.parse(other["date"]).earliest)
        and edtf.parse(other["date"]).key <= edtf.parse(step["date"]).key
        for other in anew
    )


RULE = Rule(
    code="steps/ended",
    title="Nothing goes on after the end",
    reason=(
        "What was repealed, withdrawn or is over is not adopted, suspended or "
        "ordered afterwards; such dates are slips, or a step is missing."
    ),
    wrong="rescinded on 2025-07-02 and adopted on 2025-07-11",
    right="adopted on 2025-07-02 and rescinded on 2025-07-11",
    check=check,
    reach=ALONE,
)
