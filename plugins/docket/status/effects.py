"""Collect everything that changes a record's status: its own steps and the effects of court
orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docket.model import edtf
from docket.model.diagnostics import Path
from docket.model.kind_options import EffectRule
from docket.model.record import Library, Record
from docket.model.references import Links

LAPSED = "It lapsed by its own terms."
"""The words of a change by which an order ends on the date that it sets itself (`until`)."""


class Cause(NamedTuple):
    """The step of a record that a status is based on.

    `record` and `path` say where the step is written; `on` is its date (EDTF), `step` its code,
    `text` its words or else its label. `rule` says why the schema gave it another status than usual
    (empty: it did not). Of a court order, `effect` is the code of the effect, `scope` its scope,
    and `provisions` lists what it is limited to (empty: all). `cites` has the numbers of the
    sources of a record's own step; for an order it is empty, since its sources are listed in the
    case.
    """

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
    """One change of a record's status.

    Either an own step with the `status` that it begins, or a court order with its `effect`, or the
    end of an order by its own terms, whose cause is then in `lapses`. `order` is the position of
    the step in its record.
    """

    span: edtf.Span
    order: int
    cause: Cause
    status: str | None
    effect: EffectRule | None = None
    lapses: Cause | None = None

    @property
    def key(self) -> tuple[tuple[str, str], int, int, str, str]:
        """Return the sort key of the change.

        By date; on one day own steps come first, then orders that end by their own terms, then
        orders that block, then orders that lift; then in the order written.
        """
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
    """Return every change of a record's status, in the order in which they took effect."""
    return sorted(
        [*_own_changes(record), *_order_changes(record, library, links)],
        key=lambda change: change.key,
    )


def _own_changes(record: Record) -> Iterator[Change]:
    """Yield a change for every step of the record that begins a status by its kind's `x-steps`."""
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
            edtf.parse(step["date"]), index, make_cause(record, index, step, because), status
        )


def _order_changes(record: Record, library: Library, links: Links) -> Iterator[Change]:
    """Yield a change for every effect of a court order on the record, and for the end of each that
    sets an end itself."""
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
            yield Change(edtf.parse(step["date"]), index, cause, rule.status, rule)
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
    """Return a step of a record as a cause, or one effect of that step. `rule` is the rule
    applied."""
    label = record.kind.term(step["step"], "steps", "*", "step")
    step_fields = (
        record.id,
        ("steps", index),
        step["date"],
        step["step"],
        step.get("text") or label,
        rule,
    )
    if effect:
        return Cause(
            *step_fields,
            effect["effect"],
            effect.get("scope", ""),
            tuple(effect.get("provisions", ())),
        )
    return Cause(*step_fields, cites=record.cites(step["sources"]))
