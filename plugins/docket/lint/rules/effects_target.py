"""An order has effect upon what can be affected."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Path, Problem
from docket.model.record import Data, Record
from docket.model.references import held
from docket.model.text import did_you_mean

EFFECTS = "effects"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every effect that the target's kind does not know, that is older than the
    target, or that names a provision which the target lacks."""
    for record in context.records:
        for path, step in (
            entries(record, "steps") if any(EFFECTS in link.path for link in held(record)) else ()
        ):
            for index, effect in enumerate(step.get(EFFECTS, ())):
                target = context.library.get(effect["record"])
                if target is not None:
                    yield from _faults(record, target, step, effect, (*path, EFFECTS, index))


def _faults(
    record: Record, target: Record, step: Data, effect: Data, path: Path
) -> Iterator[Problem]:
    """Yield the problems of one effect of a step."""
    if effect["effect"] not in target.kind.effects:
        known = ", ".join(target.kind.effects) or "none"
        fact = f"a {target.kind.title.lower()} knows no effect '{effect['effect']}'"
        yield Problem(
            "effects/target", fact, record.file, (*path, "effect"), f"Effects it knows: {known}."
        )
    known_ids = [provision["id"] for provision in target.part("provisions") if "id" in provision]
    for number, name in enumerate(effect.get("provisions", ())):
        if name not in known_ids:
            hint = did_you_mean(name, known_ids) or (
                f"Give the provision an id there. Those it has: {', '.join(known_ids) or 'none'}."
            )
            yield Problem(
                "effects/target",
                f"'{target.id}' has no provision '{name}'",
                record.file,
                (*path, "provisions", number),
                hint,
            )
    begun = _begun(target)
    ordered = edtf.parse(step["date"]).latest
    if begun and ordered and ordered.isoformat() < begun:
        fact = (
            f"the order of {step['date']} comes before '{target.id}' was there to be "
            f"affected ({begun})"
        )
        yield Problem("effects/target", fact, record.file, (*path, "record"), "Check both dates.")


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
    title="An order has effect upon what can be affected",
    reason=(
        "The status of a directive follows from these lines alone, so each "
        "must fit what it is written about."
    ),
    wrong="effects: [{record: los-angeles-ca, effect: blocks}]",
    right="effects: [{record: california-sb-627-no-secret-police-act, effect: blocks}]",
    check=check,
    reach=NEAR,
)
