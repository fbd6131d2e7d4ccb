"""Status: what was in force when, worked out from a record's own steps and from the effects of court orders upon it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from docket import dates
from docket.kinds import Kind
from docket.links import Links
from docket.presentation import EffectRule
from docket.problems import Path
from docket.records import Library, Record


@dataclass(frozen=True, slots=True)
class Cause:
    """What began a span: the record and the step, the step's code and words, its date, its sources (ids within that record), the rule applied,
    and, for a court order, the effect and its scope."""

    record: str
    path: Path
    on: str
    step: str
    text: str
    sources: tuple[str, ...]
    rule: str
    effect: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A stretch of time with one status, from the day `begin` up to but not including `end` (None: still). `begin_text` is the EDTF
    date as written; spans of a record touch without gap or overlap."""

    status: str
    begin: date
    end: date | None
    begin_text: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class History:
    """The spans of a record's status in order, and the latest source-backed confirmation that the last one still held (None for none)."""

    initial: str | None
    spans: tuple[StatusSpan, ...]
    confirmed: Cause | None

    def on(self, day: date) -> StatusSpan | None:
        """The span that covers a day, or None where the record had not begun."""
        return next((span for span in reversed(self.spans) if span.begin <= day), None)


@dataclass(frozen=True, slots=True)
class _Change:
    """One thing that bears on the status: an own step's new status, or a court order's effect."""

    span: dates.Span
    order: int
    cause: Cause
    status: str | None
    effect: EffectRule | None


def histories(library: Library, links: Links) -> dict[str, History]:
    """The history of every record whose kind has a status, by id."""
    return {record.id: history(record, library, links) for record in library if record.kind.initial_status}


def history(record: Record, library: Library, links: Links) -> History:
    """The history of one record. The order in which steps and orders are written does not matter, only their dates; on one day the record's
    own steps come before orders, and blocks before what lifts them."""
    changes = sorted([*_own(record), *_orders(record, library, links)], key=_when)
    spans: list[StatusSpan] = []
    own, blocks, final = record.kind.initial_status or "", dict[str, str](), False
    for change in changes:
        if change.span.earliest is None or final:
            continue
        own, final = _apply(change, own, blocks)
        status = own if final else _strongest(record.kind, own, blocks)
        _extend(spans, status, change)
    return History(record.kind.initial_status, tuple(spans), _confirmation(record, spans))


def _when(change: _Change) -> tuple[tuple[str, str], bool, bool, int, str, str]:
    lifts = change.effect is not None and change.effect.lifts
    return (change.span.key, change.effect is not None, lifts, change.order, change.cause.record, repr(change.cause.path))


def _apply(change: _Change, own: str, blocks: dict[str, str]) -> tuple[str, bool]:
    """The record's own status after a change, and whether an order ended it for good; `blocks` (case → status) is brought up to date."""
    if change.effect is None:
        return change.status or own, False
    if change.effect.final:
        return change.status or own, True
    if change.effect.lifts:
        blocks.pop(change.cause.record, None)
    elif change.status:
        blocks[change.cause.record] = change.status
    return own, False


def _strongest(kind: Kind, own: str, blocks: Mapping[str, str]) -> str:
    """The status that shows: of the orders in effect the one listed first in the kind's effects, but never over a status that has ended."""
    if own in {rule.status for rule in kind.effects.values() if rule.final}:
        return own
    ranked = [rule.status for rule in kind.effects.values() if rule.status in blocks.values()]
    return ranked[0] if ranked and ranked[0] else own


def _extend(spans: list[StatusSpan], status: str, change: _Change) -> None:
    begin = change.span.earliest
    if begin is None or (spans and spans[-1].status == status):
        return
    if spans and spans[-1].begin == begin:
        spans.pop()
        if spans and spans[-1].status == status:
            spans[-1] = _until(spans[-1], None)
            return
    if spans:
        spans[-1] = _until(spans[-1], begin)
    spans.append(StatusSpan(status, begin, None, change.cause.on, change.cause))


def _until(span: StatusSpan, end: date | None) -> StatusSpan:
    return StatusSpan(span.status, span.begin, end, span.begin_text, span.cause)


def _own(record: Record) -> Iterator[_Change]:
    recorded = {step["step"] for step in record.part("steps")}
    for index, step in enumerate(record.part("steps")):
        rule = record.kind.steps.get(step["step"])
        if rule is None or rule.status is None:
            continue
        status, because = rule.status, rule.because
        for when in rule.when:
            if record.data.get(when.property) in when.among and when.unless not in recorded:
                status, because = when.status, when.because
        yield _Change(dates.parse(step["on"]), index, _cause(record, index, step, because), status, None)


def _orders(record: Record, library: Library, links: Links) -> Iterator[_Change]:
    for link in links.to(record.id):
        source = library.get(link.source)
        if source is None or "effects" not in link.path:
            continue
        index = int(link.path[1])
        step = source.part("steps")[index]
        effect = step["effects"][int(link.path[3])]
        rule = record.kind.effects.get(effect["effect"])
        if rule is not None:
            cause = _cause(source, index, step, "", effect)
            yield _Change(dates.parse(step["on"]), index, cause, rule.status, rule)


def _cause(record: Record, index: int, step: Mapping[str, Any], rule: str, effect: Mapping[str, Any] | None = None) -> Cause:
    label = record.kind.term(step["step"], "steps", "*", "step")
    return Cause(
        record=record.id, path=("steps", index), on=step["on"], step=step["step"], text=step.get("text") or label, sources=tuple(step["sources"]),
        rule=rule, effect=effect["effect"] if effect else "", scope=effect.get("scope", "") if effect else "",
    )  # fmt: skip


def _confirmation(record: Record, spans: list[StatusSpan]) -> Cause | None:
    """The newest step that confirms the status the last span has, where it is later than that span's beginning."""
    found = None
    for index, step in enumerate(record.part("steps")):
        rule = record.kind.steps.get(step["step"])
        if not (spans and rule and rule.confirms == spans[-1].status):
            continue
        when = dates.parse(step["on"])
        if when.earliest and when.earliest >= spans[-1].begin and (found is None or when.key > dates.parse(found.on).key):
            found = _cause(record, index, step, "")
    return found
