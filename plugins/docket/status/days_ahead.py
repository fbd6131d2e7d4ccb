"""List the days of a record that can lie ahead when they are written: hearings, deadlines, days of
effect, planned ends, and those on which orders begin, end or lapse.

Each has a key that stays the same when its date or words change, so that a calendar can follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from docket.model.record import Record
from docket.status.order_events import EXTENDS, OWN_END
from docket.status.order_state import ENDED, IN_PART, STAYED, Life
from docket.status.orders import step_id
from docket.status.own import extensions, is_put_off
from docket.status.sweep import window

STEP, PUT_OFF = "step", "until"
BEGINS, ENDS, LAPSES = "order-from", "order-until", "order-lapse"
ACT_BEGINS, ACT_ENDS = "act-from", "act-until"
REPLACED, OVER, FREE, WITHDRAWN = (
    "put off or replaced by a later step",
    "the order had ended before",
    "the order was no longer held back",
    "the record was withdrawn",
)
"""Why a day no longer counts."""


class DayAhead(NamedTuple):
    """A day that can lie ahead: its key in the record, what it is (`sort`: STEP, or a day that
    belongs to a step), the position of its step, its date (EDTF), the code of its step or of the
    act, whether it was only planned, and why it no longer counts (`off`, empty: it does)."""

    key: str
    sort: str
    step: int
    date: str
    code: str
    planned: bool
    off: str = ""


def step_keys(record: Record) -> tuple[str, ...]:
    """Return a key for each step, in the order written: its id, or else its code with a number, so
    that it does not change when steps of other sorts are added before it."""
    steps = record.part("steps")
    taken, keys = {str(step["id"]) for step in steps if "id" in step}, []
    for step in steps:
        code = str(step.get("step", ""))
        names = (code, *(f"{code}-{number}" for number in range(2, len(steps) + len(taken) + 2)))
        free = next(name for name in names if name not in taken)
        keys.append(str(step["id"]) if "id" in step else free)
        taken.add(keys[-1])
    return tuple(keys)


def written_days(record: Record) -> tuple[DayAhead, ...]:
    """Return the days that a record names itself, past ones too, in the order written."""
    keys, found = step_keys(record), []
    for index, step in enumerate(record.part("steps")):
        key, code, planned = keys[index], str(step["step"]), bool(step.get("planned"))
        if planned or code in record.kind.plannable:
            found.append(DayAhead(key, STEP, index, step["date"], code, planned))
        if "until" in step:
            found.append(DayAhead(f"{key}-end", PUT_OFF, index, step["until"], code, True))
        found += _order_days(key, index, step)
    return tuple(found)


def _order_days(key: str, index: int, step: Mapping[str, Any]) -> Iterator[DayAhead]:
    """Yield the days on which what a step orders, or does to an order, begins and ends."""
    code, order = str(step["step"]), step.get("order") or {}
    if "from" in order:
        yield DayAhead(f"{key}-from", BEGINS, index, order["from"], code, False)
    if "until" in order:
        yield DayAhead(f"{key}-until", ENDS, index, order["until"], code, False)
    for name, act in _acts(key, step):
        if "from" in act:
            yield DayAhead(f"{name}-from", ACT_BEGINS, index, act["from"], act["act"], False)
        if "until" in act:
            yield DayAhead(f"{name}-until", ACT_ENDS, index, act["until"], act["act"], False)


def _acts(key: str, step: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the acts of the step with this key, each with its own key."""
    for number, act in enumerate(step.get("acts") or (), start=1):
        yield f"{key}-act{number if number > 1 else ''}", act


def days_ahead(record: Record, lives: Iterable[Life]) -> tuple[DayAhead, ...]:
    """Return the days of `written_days` and those on which orders lapse by rule, each with the
    reason where it no longer counts. `lives` are those of the orders of the record."""
    by_id = {life.order.id: life for life in lives}
    keys = step_keys(record)
    withdrawn = "withdrawn" in record.data
    days = [
        day._replace(off=WITHDRAWN if withdrawn else _off(day, keys[day.step], record, by_id))
        for day in written_days(record)
    ]
    ends = {day.date for day in days if day.sort in (ENDS, ACT_ENDS)}
    for life in by_id.values():
        index, ended = life.order.step, _own_end(life)
        if ended and life.order.lapses and ended not in ends:
            code, off = str(record.part("steps")[index]["step"]), WITHDRAWN if withdrawn else ""
            days.append(DayAhead(f"{keys[index]}-lapse", LAPSES, index, ended, code, False, off))
    return tuple(days)


def _own_end(life: Life) -> str:
    """Return the date on which an order ends by itself; empty for one that does not."""
    ends = (span.cause for span in life.spans if span.state == ENDED)
    return next((cause.date for cause in ends if cause.step == OWN_END), "")


def _off(day: DayAhead, key: str, record: Record, lives: Mapping[str, Life]) -> str:
    """Return why a day of the step with this key no longer counts; empty where it does."""
    steps = record.part("steps")
    step = steps[day.step]
    if day.sort in (STEP, PUT_OFF):
        return REPLACED if _is_put_off(day, record) else ""
    if day.sort == ENDS:
        return _off_end(day, lives.get(step_id(step, day.step)))
    if day.sort == ACT_ENDS:
        act = next(act for name, act in _acts(key, step) if day.key == f"{name}-until")
        life = None if "record" in act else lives.get(act["order"])
        return _off_end(day, life) if day.code == EXTENDS else _off_stay(day, life)
    return ""


def _is_put_off(day: DayAhead, record: Record) -> bool:
    """Return whether a later step puts off a planned day, or an end that the record sets itself."""
    rule = record.kind.steps.get(day.code)
    if rule is None or not (day.planned or rule.sunset or day.sort == PUT_OFF):
        return False
    return is_put_off(window(day.date), extensions(record))


def _off_end(day: DayAhead, life: Life | None) -> str:
    """Return why an order does not end by itself on a day."""
    if life is None:
        return ""
    end, first = _own_end(life), window(day.date).first
    if end and window(end).first == first:
        return ""
    ended = any(span.state == ENDED and span.begin <= first for span in life.spans)
    return OVER if ended else REPLACED


def _off_stay(day: DayAhead, life: Life | None) -> str:
    """Return why an order is not held back until a day."""
    before = [span for span in life.spans if span.begin < window(day.date).first] if life else []
    return "" if not before or before[-1].state in (STAYED, IN_PART) else FREE
