"""Compare two versions of a record: steps, status, other properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from docket.model import edtf
from docket.model.record import Record
from docket.source.versions import Values, Version
from docket.status.combine import Combiner
from docket.status.days_ahead import DayAhead, written_days
from docket.status.horizon import last_action, last_reading
from docket.status.own import own_stretches
from docket.status.sweep import at

ADDED, CHANGED, WITHDRAWN, DELETED = "added", "changed", "withdrawn", "deleted"
FAULTS = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What reading a version raises that does not satisfy today's schema. What cannot be read of it is
left out."""
Value = TypeVar("Value")
Default = TypeVar("Default")
Step = tuple[str, str]
"""The code and the date (EDTF) of a step."""


class RecordChange(NamedTuple):
    """What a commit changed in a record.

    `what` is ADDED, CHANGED, WITHDRAWN or DELETED, `title` what the record was called last.
    `fields` are its properties whose values changed; the steps that are new, that were corrected
    and that are gone are in `added`, `corrected` and `removed`. `before` and `after` are codes of
    its status by its own steps, each as of the last that was known (empty: none). `dropped` are the
    days ahead that are no longer among its days, and `reason` is why it was withdrawn.
    """

    record: str
    kind: str
    title: str
    what: str
    fields: tuple[str, ...]
    added: tuple[Step, ...]
    corrected: tuple[Step, ...]
    removed: tuple[Step, ...]
    before: str
    after: str
    dropped: tuple[DayAhead, ...]
    reason: str = ""


def record_change(version: Version, day: date) -> RecordChange | None:
    """Return what changed in a record by a commit of a day; None where it cannot be read."""
    old, new = (_record(version, values) for values in (version.before, version.after))
    if new is None and old is None:
        return None
    last = new or old
    assert last
    steps = [_steps(record) for record in (old, new)]
    added, corrected, removed = _compared(*steps) if old and new else ((), (), ())
    return RecordChange(
        record=version.id,
        kind=version.kind.name,
        title=_value_or(lambda: last.caption, "") or version.id,
        what=_what(old, new),
        fields=_fields(version.before, version.after) if old and new else (),
        added=added,
        corrected=corrected,
        removed=removed,
        before=_value_or(lambda: _status(old, day), "") if old else "",
        after=_value_or(lambda: _status(new, day), "") if new else "",
        dropped=_value_or(lambda: _dropped(old, new), ()) if old else (),
        reason=_value_or(lambda: str(new.data["withdrawn"]["reason"]), "") if new else "",
    )


def _record(version: Version, values: Values | None) -> Record | None:
    return None if values is None else Record(version.kind, version.id, values)


def _value_or(compute: Callable[[], Value], default: Default) -> Value | Default:
    """Return what a function computes of a version; `default` if it raises one of FAULTS."""
    try:
        return compute()
    except FAULTS:
        return default


def _what(old: Record | None, new: Record | None) -> str:
    """Return what became of a record."""
    if new is None:
        return DELETED
    if "withdrawn" in new.data and (old is None or "withdrawn" not in old.data):
        return WITHDRAWN
    return CHANGED if old else ADDED


def _fields(before: Values | None, after: Values | None) -> tuple[str, ...]:
    """Return the names of the properties that are not the same in both, sorted."""
    old, new = before or {}, after or {}
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def _steps(record: Record | None) -> list[Values]:
    """Return the steps of a version that can be read."""
    found = _value_or(lambda: record.part("steps"), ()) if record else ()
    return [step for step in found if isinstance(step, dict) and "date" in step and "step" in step]


def _compared(
    old: Sequence[Values], new: Sequence[Values]
) -> tuple[tuple[Step, ...], tuple[Step, ...], tuple[Step, ...]]:
    """Return the steps that are new, those that were corrected, and those that are gone.

    Of the steps that are not in both versions as they are, two are one step if they have the same
    id, the same code and date, the same words, or else the same code.
    """
    left, right = [one for one in old if one not in new], [one for one in new if one not in old]
    corrected = []
    for same in (
        lambda step: step.get("id"),
        lambda step: (step["step"], step["date"]),
        lambda step: step.get("text"),
        lambda step: step["step"],
    ):
        for step in list(right):
            twin = next((one for one in left if same(step) and same(one) == same(step)), None)
            if twin is not None:
                left.remove(twin)
                right.remove(step)
                corrected.append(step)
    return _named(right), _named(corrected), _named(left)


def _named(steps: Iterable[Values]) -> tuple[Step, ...]:
    return tuple(sorted(((str(step["step"]), str(step["date"])) for step in steps), key=_when))


def _when(step: Step) -> tuple[str, str]:
    """Return what steps are ordered by."""
    return _value_or(lambda: edtf.parse(step[1]).key, ("~", "~"))


def _status(record: Record, day: date) -> str:
    """Return the status of a version by its own steps: on the last day on which a source was read
    or something is known to have happened, at most on that of the commit."""
    if not record.kind.initial_status:
        return ""
    last = last_action(record)
    acted = edtf.parse(record.part("steps")[last]["date"]).latest if last is not None else None
    known = max(filter(None, (last_reading(record), acted)), default=day)
    stretch = at(own_stretches(record), min(known, day).isoformat())
    rules = (record.kind.steps.get(step["step"]) for step in record.part("steps"))
    combiner = Combiner(record, any(rule and rule.status for rule in rules))
    found = [combiner.answer(state, ()).status for state in stretch.states] if stretch else []
    return max(found, key=combiner.likely, default="") or record.kind.initial_status


def _dropped(old: Record, new: Record | None) -> tuple[DayAhead, ...]:
    """Return the days ahead of the old version that the new one has no more. A step that took place
    on that day under another name is no such day."""
    now = {one.key for one in written_days(new)} if new else set()
    happened = {step["date"] for step in _steps(new) if not step.get("planned")}
    gone = (one for one in written_days(old) if one.key not in now and one.date not in happened)
    return tuple(gone)
