"""Set the days that lie ahead, or lay ahead lately, in order: hearings, deadlines, days of effect,
planned ends, and those on which orders begin, end or lapse."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from docket.build.store import packed
from docket.model import edtf, urls
from docket.model.inputs import Codec
from docket.model.kind import Kind
from docket.model.record import Record
from docket.status.days_ahead import (
    ACT_BEGINS,
    ACT_ENDS,
    BEGINS,
    ENDS,
    LAPSES,
    PUT_OFF,
    DayAhead,
)
from docket.views.card import Card, DateView, required_date

NEAR = 30
"""How many days before and after the horizon count as near."""
ORDER_WORDS = {
    BEGINS: "Order takes effect",
    ENDS: "Order ends by its own terms",
    LAPSES: "Order lapses by rule",
}
AHEAD, MAY, PLANNED, WAS_PLANNED, PASSED, WORKED_OUT = (
    "Announced",
    "May lie ahead, or have passed",
    "Planned",
    "Was planned; no source on record says what came of it",
    "As recorded",
    "Worked out by rule",
)
"""How certain a day is."""
INEXACT = "the day is not known exactly"
DROPPED = "no longer on record"
"""Why a day that only an earlier version of a record had no longer counts."""


class CalendarDay(NamedTuple):
    """A day of a record: its key there, the record, what the day is called, the text of its step,
    its date, the anchor of the step (empty: it is gone), how certain it is, whether it was only
    planned, whether it lies after the horizon, and why it no longer counts (empty: it does)."""

    key: str
    record: Card
    label: str
    text: str
    date: DateView
    anchor: str
    certainty: str
    planned: bool
    ahead: bool
    off: str

    @property
    def first(self) -> str:
        """Return its first day (ISO 8601), or its last where the first is open."""
        return self.date.earliest or self.date.latest or ""

    @property
    def exact(self) -> bool:
        """Return whether it is one known day."""
        return self.date.exact


class CalendarMonth(NamedTuple):
    """A month with its days in order: the month (2026-07) or year, and its English name."""

    key: str
    words: str
    days: tuple[CalendarDay, ...]


class Calendar(NamedTuple):
    """The days of a collection: those of the NEAR days after the horizon, all others after it by
    month, and those of the NEAR days before it, the last first."""

    near: tuple[CalendarDay, ...]
    months: tuple[CalendarMonth, ...]
    past: tuple[CalendarDay, ...]


def calendar_days(
    record: Record, found: Iterable[DayAhead], card: Card, horizon: date
) -> Iterator[CalendarDay]:
    """Yield the days of a record as the calendar shows them, read on the horizon."""
    steps = record.part("steps")
    for day in found:
        step = {} if day.off == DROPPED else steps[day.step]
        when = required_date(day.date)
        ahead = _is_ahead(when, horizon)
        whole = ahead and (when.earliest or "") > horizon.isoformat()
        label = _label(day, record.kind, whole)
        words = (
            _certainty(day, ahead, whole),
            "" if when.exact else INEXACT,
        )
        yield CalendarDay(
            day.key,
            card,
            label,
            str(step.get("text", "")),
            when,
            "" if day.off == DROPPED else urls.step_anchor(day.step),
            "; ".join(filter(None, words)),
            day.planned,
            ahead,
            day.off,
        )


def _is_ahead(when: DateView, horizon: date) -> bool:
    """Return whether a date may lie after a day; one with an open end, whether it begins after."""
    return (when.latest or when.earliest or "") > horizon.isoformat()


def _label(day: DayAhead, kind: Kind, ahead: bool) -> str:
    """Return what a day is called."""
    if day.sort in ORDER_WORDS:
        return ORDER_WORDS[day.sort]
    if day.sort in (ACT_BEGINS, ACT_ENDS):
        act = kind.term(day.code, "steps", "*", "acts", "*", "act")
        return f"{act}: {'from this day' if day.sort == ACT_BEGINS else 'until this day'}"
    if day.sort == PUT_OFF:
        return "Planned end"
    term = kind.term(day.code, "steps", "*", "step")
    return kind.ahead.get(day.code, term) if ahead or day.planned else term


def _certainty(day: DayAhead, ahead: bool, whole: bool) -> str:
    """Return how certain a day is; one that lies ahead may do so as a whole or in part."""
    if day.sort == LAPSES:
        return WORKED_OUT
    if day.planned:
        return PLANNED if ahead else WAS_PLANNED
    return AHEAD if whole else MAY if ahead else PASSED


def calendar(days: Iterable[CalendarDay], horizon: date) -> Calendar:
    """Return the days that count, in order. Dates that begin on or before the horizon and may lie
    after it are near."""
    counted = sorted((day for day in days if not day.off), key=_order)
    soon = (horizon + timedelta(NEAR)).isoformat()
    ago = date.fromordinal(max(1, horizon.toordinal() - NEAR)).isoformat()
    near = tuple(day for day in counted if day.ahead and day.first <= soon)
    later = [day for day in counted if day.ahead and day.first > soon]
    past = [day for day in counted if not day.ahead and (day.date.latest or day.first) >= ago]
    return Calendar(near, tuple(_months(later)), tuple(reversed(past)))


def _order(day: CalendarDay) -> tuple[str, str, str, str, str]:
    return (day.first, day.date.latest or "~", day.record.title, day.record.id, day.key)


def _months(days: Iterable[CalendarDay]) -> Iterator[CalendarMonth]:
    """Yield the months, or years where a date is no finer, with their days."""
    groups: dict[str, list[CalendarDay]] = {}
    for day in days:
        groups.setdefault(day.first[: 4 if len(day.date.text) == 4 else 7], []).append(day)
    for key, found in sorted(groups.items()):
        yield CalendarMonth(key, edtf.english(key), tuple(found))


def _unpacked(content: bytes) -> tuple[DayAhead, ...]:
    return tuple(map(DayAhead._make, marshal.loads(content)))


Days = Mapping[str, tuple[DayAhead, ...]]
CODEC = Codec(lambda days: packed([tuple(day) for day in days]), _unpacked)
"""How the store packs and unpacks the days of a record."""
