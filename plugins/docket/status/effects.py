"""Changes: everything that bears on a record's status, from its own steps and from court orders
upon it, in the order in which it took effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docket.model import edtf
from docket.model.diagnostics import Path
from docket.model.kind_options import EffectRule
from docket.model.record import Library, Record
from docket.model.references import Links

LAPSED = "It lapsed by its own terms."


class Cause(NamedTuple):
    """What a status rests on: the record and the step, the step's code and words, its date, the
    rule applied, and, for a court order, the effect, its scope and the provisions it is limited to
    (empty: all). `cites` has the numbers of the sources of a step of the record's own; those of an
    order stand in the case."""

    record: str
    path: Path
    on: str
    step: str
    text: str
    rule: str
    effect: str = ""
    scope: str = ""
    provisions: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()


class Change(NamedTuple):
    """One thing that bears on the status: an own step with the status it begins, or a court order
    with its effect. `lapses` is the order (its cause) that ends here by its own terms."""

    span: edtf.Span
    order: int
    cause: Cause
    status: str | None
    effect: EffectRule | None = None
    lapses: Cause | None = None

    @property
    def key(self) -> tuple[tuple[str, str], int, int, str, str]:
        """What changes are ordered by: date; on one day own steps, then orders that lapse, then
        blocks, then what lifts them; then the order written."""
        rank = (
            0
            if self.effect is None and self.lapses is None
            else 1
            if self.lapses
            else 3
            if self.effect and self.effect.lifts
            else 2
        )
        return (self.span.key, rank, self.order, self.cause.record, repr(self.cause.path))


def changes(record: Record, library: Library, links: Links) -> list[Change]:
    """Every change of a record in the order in which they took effect."""
    return sorted([*_own(record), *_orders(record, library, links)], key=lambda change: change.key)


def _own(record: Record) -> Iterator[Change]:
    data, steps = record.data, record.part("steps")
    recorded = {step["step"] for step in steps}
    for index, step in enumerate(steps):
        rule = record.kind.steps.get(step["step"])
        if rule is None or rule.status is None:
            continue
        status, because = rule.status, rule.because
        for when in rule.when:
            if data.get(when.property) in when.among and when.unless not in recorded:
                status, because = when.status, when.because
        yield Change(
            edtf.parse(step["on"]), index, make_cause(record, index, step, because), status
        )


def _orders(record: Record, library: Library, links: Links) -> Iterator[Change]:
    for link in links.to(record.id):
        source, path = library.get(link.source), link.path
        if source is None or "effects" not in path:
            continue
        index = int(path[1])
        step = source.part("steps")[index]
        effect = step["effects"][int(path[3])]
        rule = record.kind.effects.get(effect["effect"])
        if rule is not None:
            cause = make_cause(source, index, step, "", effect)
            yield Change(edtf.parse(step["on"]), index, cause, rule.status, rule)
            if "until" in effect:
                yield Change(
                    edtf.parse(effect["until"]),
                    index,
                    cause._replace(on=effect["until"], text=LAPSED, effect="lapses"),
                    None,
                    lapses=cause,
                )


def make_cause(
    record: Record,
    index: int,
    step: Mapping[str, Any],
    rule: str,
    effect: Mapping[str, Any] | None = None,
) -> Cause:
    """The cause that a step of a record is, or one effect of it."""
    label = record.kind.term(step["step"], "steps", "*", "step")
    told = (record.id, ("steps", index), step["on"], step["step"], step.get("text") or label, rule)
    if effect:
        return Cause(
            *told, effect["effect"], effect.get("scope", ""), tuple(effect.get("provisions", ()))
        )
    return Cause(*told, cites=record.cites(step["sources"]))
