"""An act names what it acts upon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.lint.rules.orders import (
    ORDER,
    Upon,
    WrittenAct,
    acts,
    case_of,
    orders,
    upon,
    wholly_before,
)
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.record import Record
from docket.model.references import held
from docket.model.text import did_you_mean

ID = r"[a-z0-9]+(-[a-z0-9]+)*"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every act that names no order (nor a stay or an end of one) of its case,
    that acts in a case which is not among the record's relations, or that is dated wholly before
    what it acts upon."""
    for record in context.records:
        for act in acts(record):
            case = case_of(context, act)
            if case is None:
                continue
            if case is not record and case.id not in _related(record):
                hint = f"Add {case.id} to the relations of this record, or correct the case."
                fact = f"'{case.id}' is not among the relations of '{record.id}'"
                yield Problem("acts/order", fact, record.file, (*act.path, "record"), hint)
            known = upon(context, case)
            name = act.act[ORDER]
            if name not in known.orders and name not in known.holds:
                yield _unknown(context, act, known)
            elif wholly_before(act.step["date"], known.dated(name)):
                fact = f"'{name}' is of {known.dated(name)}, after this step ({act.step['date']})"
                hint = "Correct one of the two dates, or name an order that was made by then."
                yield Problem("acts/order", fact, record.file, (*act.path, ORDER), hint)


def _related(record: Record) -> dict[str, None]:
    """Return the ids of the records among a record's relations."""
    relations = record.kind.parts.get("relations", "relations")
    return {link.target: None for link in held(record) if link.name == relations}


def _unknown(context: Context, act: WrittenAct, known: Upon) -> Problem:
    """Return the problem of an act upon what is no order of its case."""
    name, case = act.act[ORDER], known.case
    fact = f"'{case.id}' has no order '{name}'"
    elsewhere = [
        other.id
        for other in map(context.library.get, _related(act.record))
        if other and other is not case and name in [o.step.get("id") for o in orders(other)]
    ]
    unnamed = any(ORDER in step and "id" not in step for _, step in entries(case, "steps"))
    if not re.fullmatch(ID, name):
        hint = "An order is named by the id of its step alone, such as tro; record names its case."
    elif any(step.get("id") == name for _, step in entries(case, "steps")):
        fact = f"the step '{name}' of '{case.id}' holds no order, nor does it stay or end one"
        hint = f"Write the order in the step '{name}', or name the order itself."
    elif elsewhere and not unnamed:
        hint = f"Write record: {elsewhere[0]} beside it, since the order was made there."
    else:
        names = [*known.orders, *known.holds]
        hint = did_you_mean(name, names) or (
            f"Give the step with the order this id. What has one: {', '.join(names) or 'none'}."
        )
    return Problem("acts/order", fact, act.record.file, (*act.path, ORDER), hint)


RULE = Rule(
    code="acts/order",
    title="An act names what it acts upon",
    reason=(
        "Whether an order is in effect on a day follows from what later steps do to it; an act "
        "upon nothing would quietly leave it as it was."
    ),
    wrong="acts: [{order: injuction, act: stays}]",
    right="acts: [{order: injunction, act: stays}]",
    check=check,
    reach=NEAR,
)
