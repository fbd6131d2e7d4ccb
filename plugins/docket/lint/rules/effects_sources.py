"""What changes a status rests on more than digests and advocacy."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import ACTS, EFFECTS, ORDER
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import WARNING, Problem
from docket.model.record import Data, Record


def check(context: Context) -> Iterator[Problem]:
    """Yield a warning for every step that changes a status, or bears on another record or order,
    and cites only sources of weak types (x-weak), on which nothing should rest alone."""
    for record in context.records:
        weak = record.kind.property("sources", "*", "type").get("x-weak", ())
        types = {source["id"]: source["type"] for source in record.part("sources")}
        if not {*types.values()} & {*weak}:
            continue
        for path, step in entries(record, "steps"):
            found = [types.get(name) for name in step["sources"]]
            if _bears(record, step) and all(one in weak for one in found):
                only = " and ".join(dict.fromkeys(map(str, found)))
                fact = f"'{step['step']}' on {step['date']} rests on {only} alone"
                hint = (
                    "Cite the document itself or a report of it; or add an exception of this rule "
                    "that says why there is none."
                )
                place = (*path, "sources")
                yield Problem("effects/sources", fact, record.file, place, hint, level=WARNING)


def _bears(record: Record, step: Data) -> bool:
    """Return whether a step changes the status of its record, or does something to another record
    or to an order."""
    rule = record.kind.steps.get(step["step"])
    return bool(
        (rule and (rule.status or rule.planned or rule.confirms))
        or any(name in step for name in (ORDER, ACTS, EFFECTS))
    )


RULE = Rule(
    code="effects/sources",
    title="What changes a status rests on more than digests and advocacy",
    reason=(
        "A digest repeats what others reported, and who argues for one side picks what to tell; "
        "whether something is in force should rest on the document or on a report of it."
    ),
    wrong="{date: 2025-07-11, step: signed, sources: [weekly-digest]}",
    right="{date: 2025-07-11, step: signed, sources: [city-clerk, weekly-digest]}",
    check=check,
    reach=NEAR,
)
