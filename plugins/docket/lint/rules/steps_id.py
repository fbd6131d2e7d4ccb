"""Every order has an id, and no two steps of a record share one."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import orders
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.record import Record


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every step with the id of an earlier step, and for every order whose step
    has none."""
    for record in context.records:
        taken: set[str] = set()
        for path, step in entries(record, "steps"):
            name = step.get("id")
            if name in taken:
                fact = f"the id '{name}' is taken by an earlier step"
                hint = f"Choose another id, such as {_free(record, name)}."
                yield Problem("steps/id-unique", fact, record.file, (*path, "id"), hint)
            elif name:
                taken.add(name)
        for order in orders(record):
            if "id" not in order.step:
                hint = f"Add an id to the step, such as id: {_free(record, order.step['step'])}."
                fact = "the step with this order has no id"
                yield Problem("steps/id-unique", fact, record.file, order.path, hint, at_key=True)


def _free(record: Record, name: str) -> str:
    """Return a name that no step of a record has as its id, made of another."""
    taken = {step.get("id") for _, step in entries(record, "steps")}
    numbers = range(2, len(taken) + 3)
    names = [name, *(f"{name}-{number}" for number in numbers)]
    return next(found for found in names if found not in taken)


RULE = Rule(
    code="steps/id-unique",
    title="Every order has an id, and no two steps of a record share one",
    reason="Later steps, pages and feeds name an order by its step's id, so it means one order.",
    wrong="{date: 2025-08-15, step: tro-granted, order: {until: 2025-08-29}}",
    right="{date: 2025-08-15, step: tro-granted, id: tro, order: {until: 2025-08-29}}",
    check=check,
    reach=ALONE,
)
