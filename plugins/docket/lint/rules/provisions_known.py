"""Provisions that are named exist in the record that is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docket.lint.rules.orders import EFFECTS, effects
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Path, Problem
from docket.model.record import Record
from docket.model.references import held
from docket.model.text import did_you_mean

PROVISIONS = "provisions"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every provision named by a step that its own record lacks, and for every
    one named by an effect that the target lacks."""
    for record in context.records:
        for path, step in entries(record, "steps"):
            yield from _unknown(record, record, step.get(PROVISIONS, ()), path)
        if any(EFFECTS in link.path for link in held(record)):
            for path, _, effect in effects(record):
                target = context.library.get(effect["record"])
                if target is not None:
                    yield from _unknown(record, target, effect.get(PROVISIONS, ()), path)


def _unknown(record: Record, target: Record, names: Sequence[str], path: Path) -> Iterator[Problem]:
    """Yield a problem for each of these provisions that the target lacks; `path` leads to what
    names them."""
    if not names:
        return
    known = [provision["id"] for provision in target.part(PROVISIONS) if "id" in provision]
    for number, name in enumerate(names):
        if name not in known:
            where = "here" if target is record else "there"
            hint = did_you_mean(name, known) or (
                f"Give the provision this id {where}, or name one of those that have an id: "
                f"{', '.join(known) or 'none'}."
            )
            fact = f"'{target.id}' has no provision '{name}'"
            yield Problem("provisions/known", fact, record.file, (*path, PROVISIONS, number), hint)


RULE = Rule(
    code="provisions/known",
    title="Provisions that are named exist in the record that is meant",
    reason=(
        "What is in force in part follows from the provisions that steps and orders name; a name "
        "that no provision has would leave the whole record as it was."
    ),
    wrong="{date: 2025-07-01, step: effective, provisions: [plan]}",
    right="{date: 2025-07-01, step: effective, provisions: [plans]}",
    check=check,
    reach=NEAR,
)
