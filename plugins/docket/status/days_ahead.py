"""List the days of a record that can lie ahead when they are written: hearings, deadlines, days of
effect, planned ends, and those on which orders of courts begin and end.

Each has a key that stays the same when its date or words change, so that a calendar can follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docket.model.record import Record
from docket.status.orders import step_id

BEGINS, ENDS, ENDS_RULE, ACT_FROM, ACT_ENDS, PUT_OFF = (
    "order-from",
    "order-until",
    "order-lapse",
    "act-from",
    "act-until",
    "until",
)
STEP = "step"


class DayAhead(NamedTuple):
    """A day that can lie ahead: its key in the record, what it is (`sort`: STEP, or a day that
    belongs to a step), the position of its step, its date (EDTF), the code of its step or of the
    act, and whether it was only planned."""

    key: str
    sort: str
    step: int
    date: str
    code: str
    planned: bool


def step_keys(record: Record) -> tuple[str, ...]:
    """Return a key for each step, in the order written: its id, or else its code with a number, so
    that it does not change when steps of other sorts are added before it."""
    counted: dict[str, int] = {}
    keys = []
    for step in record.part("steps"):
        code = str(step.get("step", ""))
        counted[code] = counted.get(code, 0) + 1
        number = f"-{counted[code]}" if counted[code] > 1 else ""
        keys.append(str(step.get("id") or f"{code}{number}"))
    return tuple(keys)


def days_ahead(record: Record) -> tuple[DayAhead, ...]:
    """Return the days of a record that could lie ahead, past ones too, in the order written."""
    return tuple(_days(record))


def _days(record: Record) -> Iterator[DayAhead]:
    """Yield the days of each step."""
    keys = step_keys(record)
    for index, step in enumerate(record.part("steps")):
        key, code, planned = keys[index], str(step["step"]), bool(step.get("planned"))
        if planned or code in record.kind.plannable:
            yield DayAhead(key, STEP, index, step["date"], code, planned)
        if "until" in step:
            yield DayAhead(f"{key}-until", PUT_OFF, index, step["until"], code, True)
        yield from _order_days(key, index, step)


def _order_days(key: str, index: int, step: Mapping[str, Any]) -> Iterator[DayAhead]:
    """Yield the days on which what a step orders, or does to an order, begins and ends."""
    code, order = str(step["step"]), step.get("order") or {}
    if "from" in order:
        yield DayAhead(f"{key}-from", BEGINS, index, order["from"], code, False)
    if "until" in order:
        yield DayAhead(f"{key}-until", ENDS, index, order["until"], code, False)
    for number, act in enumerate(step.get("acts") or (), start=1):
        name = f"{key}-act{number if number > 1 else ''}"
        if "from" in act:
            yield DayAhead(f"{name}-from", ACT_FROM, index, act["from"], act["act"], False)
        if "until" in act:
            yield DayAhead(f"{name}-until", ACT_ENDS, index, act["until"], act["act"], False)


__all__ = ["DayAhead", "days_ahead", "step_id", "step_keys"]
