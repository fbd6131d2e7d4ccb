"""Compute a record's status over time from its own steps and the effects of court orders on it."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from docket.build.store import packed
from docket.model import edtf
from docket.model.inputs import Codec
from docket.model.kind import Kind
from docket.model.record import Library, Record
from docket.model.references import Links
from docket.status.effects import Cause, Change, changes, make_cause


class StatusSpan(NamedTuple):
    """A stretch of time with one status, from the day `begin` up to but not including `end`.

    `end` is None if the status still holds. For dates that are no single day, `begin` and `end` are
    the earliest days that the dates allow, `begin_latest` and `end_latest` the latest (None: open).
    `begin_text` is the date as written (EDTF). `cause` began the span; `ground` is what the status
    is based on since: the record's own step, or the order in effect. The spans of a record touch
    without gap or overlap.
    """

    status: str
    begin: date
    begin_latest: date | None
    end: date | None
    end_latest: date | None
    begin_text: str
    cause: Cause
    ground: Cause

    @property
    def possible_before(self) -> date | None:
        """Return the first day on which the status surely holds no longer (None: open)."""
        if self.end is None or self.end_latest is None:
            return None
        return max(self.end, self.end_latest)

    def possible(self, day: date) -> bool:
        """Return whether the status may have held on a day, as far as the dates tell."""
        before = self.possible_before
        return self.begin <= day and (before is None or day < before)

    def certain(self, day: date) -> bool:
        """Return whether the status held on a day for every reading of the dates."""
        return (
            self.begin_latest is not None
            and self.begin_latest <= day
            and (self.end is None or day < self.end)
        )


class History(NamedTuple):
    """The spans of a record's status in order.

    `initial` is the status before the first span (None: the kind has no status). `confirmed` is the
    newest step that confirms that the last span still held (None: no step does).
    """

    initial: str | None
    spans: tuple[StatusSpan, ...]
    confirmed: Cause | None

    def on(self, day: date) -> StatusSpan | None:
        """Return the span that covers a day; None if the first span begins later."""
        return next((span for span in reversed(self.spans) if span.begin <= day), None)


@dataclass(slots=True)
class _State:
    """The state of a record while its changes are applied one by one.

    `own` is the status by the record's own steps, `ground` the step that it is based on. `blocks`
    has the order in effect of each case by the case's id: the status that it causes, and its cause.
    `final` is set by an effect after which nothing changes any more.
    """

    kind: Kind
    own: str
    ground: Cause | None = None
    blocks: dict[str, tuple[str, Cause]] = field(default_factory=dict)
    final: bool = False

    def apply(self, change: Change) -> None:
        """Apply a change. A case has one order in effect at a time: a later one replaces the
        earlier."""
        case = change.cause.record
        if change.lapses:
            if case in self.blocks and self.blocks[case][1] == change.lapses:
                del self.blocks[case]
        elif change.effect is None or change.effect.final:
            self.own, self.ground, self.final = (
                change.status or self.own,
                change.cause,
                change.effect is not None,
            )
        elif change.effect.lifts:
            self.blocks.pop(case, None)
        elif change.status:
            self.blocks[case] = (change.status, change.cause)

    def shown(self) -> tuple[str, Cause | None]:
        """Return the status to show and what it is based on (None: on no step).

        If a final effect has decided, or the own status is one that a final effect sets, the own
        status is returned. Otherwise the order in effect decides whose effect comes first in the
        kind's schema, of several such the earliest.
        """
        if self.final or self.own in {
            rule.status for rule in self.kind.effects.values() if rule.final
        }:
            return self.own, self.ground
        for rule in self.kind.effects.values():
            for status, cause in self.blocks.values():
                if status == rule.status:
                    return status, cause
        return self.own, self.ground


def history(record: Record, library: Library, links: Links) -> History:
    """Return the history of a record. It depends on the dates of steps and orders, not on the order
    in which they are written, except within one day."""
    state = _State(record.kind, record.kind.initial_status or "")
    spans: list[StatusSpan] = []
    for change in changes(record, library, links):
        if change.span.earliest is None or state.final:
            continue
        state.apply(change)
        _extend(spans, change, *state.shown())
    return History(record.kind.initial_status, tuple(spans), _confirmation(record, spans))


def _extend(spans: list[StatusSpan], change: Change, status: str, ground: Cause | None) -> None:
    """Append a span if the status changed, or if it is now based on another order.

    A span that would begin on the same day as the last one replaces it.
    """
    begin = change.span.earliest
    if (
        begin is None
        or (not spans and ground is None)
        or (spans and spans[-1].status == status and not _replaced(spans[-1].ground, ground))
    ):
        return
    if spans and spans[-1].begin == begin:
        spans.pop()
        if spans and spans[-1].status == status and not _replaced(spans[-1].ground, ground):
            spans[-1] = spans[-1]._replace(end=None, end_latest=None)
            return
    if spans:
        spans[-1] = spans[-1]._replace(end=begin, end_latest=change.span.latest)
    spans.append(
        StatusSpan(
            status,
            begin,
            change.span.latest,
            None,
            None,
            change.cause.on,
            change.cause,
            ground or change.cause,
        )
    )


def _replaced(before: Cause, now: Cause | None) -> bool:
    """Return whether the status is based on another order than before."""
    return bool(now and now.effect and before.effect and now != before)


def _confirmation(record: Record, spans: list[StatusSpan]) -> Cause | None:
    """Return the newest step that confirms the status of the last span and is not earlier than its
    beginning; None if there is none."""
    found = None
    for index, step in enumerate(record.part("steps")):
        rule = record.kind.steps.get(step["step"])
        if not (spans and rule and rule.confirms == spans[-1].status):
            continue
        when = edtf.parse(step["date"])
        if (
            when.earliest
            and when.earliest >= spans[-1].begin
            and (found is None or when.key > edtf.parse(found.on).key)
        ):
            found = make_cause(record, index, step, "")
    return found


def _packed(history: History) -> bytes:
    """Return a history as bytes for the store."""
    spans = [
        (
            span.status,
            *map(_ordinal, span[1:5]),
            span.begin_text,
            tuple(span.cause),
            tuple(span.ground),
        )
        for span in history.spans
    ]
    return packed((history.initial, spans, tuple(history.confirmed) if history.confirmed else None))


def _unpacked(content: bytes) -> History:
    """Return a history from the bytes of `_packed`."""
    initial, spans, confirmed = marshal.loads(content)
    made = tuple(
        StatusSpan._make((status, *map(_day, days), text, Cause._make(cause), Cause._make(ground)))
        for status, *days, text, cause, ground in spans
    )
    return History(initial, made, Cause._make(confirmed) if confirmed else None)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


CODEC = Codec(_packed, _unpacked)
"""How the store packs and unpacks a history."""
