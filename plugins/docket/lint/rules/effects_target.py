"""An order or an act has effect upon what can be affected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docket.lint.rules.orders import EFFECTS, ORDER, effects
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Path, Problem
from docket.model.record import Data, Record
from docket.model.references import held
from docket.status.orders import is_lasting


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every effect that the target's kind does not know, or that is older than
    the target."""
    for record in context.records:
        if any(EFFECTS in link.path for link in held(record)):
            for path, step, effect in effects(record):
                target = context.library.get(effect["record"])
                if target is not None:
                    yield from _faults(record, target, step, effect, path)


def _faults(
    record: Record, target: Record, step: Data, effect: Data, path: Path
) -> Iterator[Problem]:
    """Yield the problems of one effect. Only an order, or what ends its target, must be the younger
    of the two: an older act overrides what is adopted against it later."""
    rule = target.kind.effects.get(effect["effect"])
    if rule is None:
        known = ", ".join(target.kind.effects) or "none"
        fact = f"a {target.kind.title.lower()} knows no effect '{effect['effect']}'"
        yield Problem(
            "effects/target", fact, record.file, (*path, "effect"), f"Effects it knows: {known}."
        )
    elif ORDER not in path and rule.status not in target.kind.over:
        return
    begun, ordered = _begun(target), _last_day(record, step, path)
    if begun and ordered and ordered.isoformat() < begun:
        what = "order" if ORDER in path else "step"
        fact = (
            f"the {what} of {step['date']} comes before '{target.id}' was there to be "
            f"affected ({begun})"
        )
        yield Problem("effects/target", fact, record.file, (*path, "record"), "Check both dates.")


def _last_day(record: Record, step: Data, path: Path) -> date | None:
    """Return the last day on which an effect of a step is certain: the day of the step, or for an
    order that is lasting the day of its end; None where there is no such day."""
    if ORDER in path and is_lasting(record, step):
        until = step[ORDER].get("until")
        return edtf.parse(until).latest if until else None
    return edtf.parse(step["date"]).latest


def _begun(target: Record) -> str | None:
    """Return the first day (ISO 8601) on which the target was more than a plan (x-status before);
    where no step made it so, the day of its first step. Return None for a target without steps."""
    steps = target.part("steps")
    there = [
        step
        for step in steps
        if (rule := target.kind.steps.get(step["step"]))
        and rule.status
        and rule.status not in target.kind.before
    ]
    return min((edtf.parse(step["date"]).key[0] for step in there or steps), default=None)


RULE = Rule(
    code="effects/target",
    title="An order or an act has effect upon what can be affected",
    reason=(
        "The status of a directive follows from these lines alone, so each "
        "must fit what it is written about."
    ),
    wrong="order: {effects: [{record: los-angeles-ca, effect: blocks}]}",
    right="order: {effects: [{record: california-sb-627-no-secret-police-act, effect: blocks}]}",
    check=check,
    reach=NEAR,
)
