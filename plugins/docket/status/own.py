"""Follow a record's status by its own steps, as a whole and by provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from docket.model import edtf
from docket.model.kind_options import StepRule
from docket.model.record import Record
from docket.status.orders import Cause, make_cause
from docket.status.sweep import Day, Event, Stretch, Window, sweep, window


class Part(NamedTuple):
    """The status of a provision, or of the whole record, and the step that it is based on (None: no
    step has begun it). While `paused` is set the record is held back, since that step."""

    status: str
    cause: Cause | None
    paused: tuple[str, Cause] | None = None

    @property
    def shown(self) -> tuple[str, Cause | None]:
        """Return the status to show and its step."""
        return self.paused or (self.status, self.cause)


class OwnState(NamedTuple):
    """The status of a record by its own steps.

    `whole` holds for every provision that is not among `parts`. `also` are the qualifiers of the
    status, `detail` is a date that belongs to it (EDTF, empty: none): the planned end of what may
    be over, the day of the last report. `last` is the step that changed any of this last.
    """

    whole: Part
    parts: tuple[tuple[str, Part], ...] = ()
    also: frozenset[str] = frozenset()
    detail: str = ""
    last: Cause | None = None

    @property
    def begun(self) -> bool:
        """Return whether a step has begun a status."""
        return self.whole.cause is not None or bool(self.parts)

    def part(self, provision: str) -> Part:
        """Return the state of a provision."""
        return dict(self.parts).get(provision, self.whole)


class StepChange(NamedTuple):
    """What a step changes.

    It begins a `status` (None: none) in the `provisions` that it names (empty: all); by its `rule`
    it also begins and drops qualifiers, pauses or resumes. Where `only` is set, it does so only
    while the status is that one. A step that was only `planned` changes nothing that is `over`.
    """

    rule: StepRule
    status: str | None
    cause: Cause
    provisions: tuple[str, ...]
    planned: bool = False
    detail: str = ""
    only: str = ""
    over: tuple[str, ...] = ()


def initial(record: Record) -> OwnState:
    """Return the status of a record before its first step."""
    return OwnState(Part(record.kind.initial_status or "", None))


def own_stretches(record: Record, horizon: Day | None = None) -> list[Stretch[OwnState]]:
    """Return the status of a record by its own steps, in stretches that touch without gap. Silence
    is judged up to the day `horizon` to which was searched (None: not at all)."""
    return sweep(list(_events(record, horizon)), initial(record), _stepped)


def _events(record: Record, horizon: Day | None) -> Iterator[Event]:
    """Yield an event for every step that changes the status, and for a long silence after the last
    report."""
    kind, steps = record.kind, record.part("steps")
    ranks = kind.step_ranks
    extended = extensions(record)
    codes = {step["step"] for step in steps}
    for index, step in enumerate(steps):
        rule, when = kind.steps.get(step["step"]), window(step["date"])
        can_move = rule is not None and (step.get("planned") or rule.sunset)
        if rule is None or (can_move and is_put_off(when, extended)):
            continue
        status, because = _status(record, step, rule, codes)
        cause = make_cause(record, index, because)
        planned = bool(step.get("planned"))
        provisions = tuple(step.get("provisions", ()))
        detail = step["date"] if planned else ""
        change = StepChange(rule, status, cause, provisions, planned, detail, over=kind.over)
        tie = (step["step"], step["date"], repr(provisions), cause.text)
        yield Event(when, ranks.get(step["step"], 0), tie, change)
        if rule.extends and "until" in step and not is_put_off(window(step["until"]), extended):
            change = StepChange(
                rule, rule.planned, cause, provisions, True, step["until"], over=kind.over
            )
            yield Event(window(step["until"]), len(ranks), tie, change)
    yield from _silence(record, horizon, len(ranks) + 1)


def extensions(record: Record) -> list[tuple[Window, Window]]:
    """Return the windows of the steps that put off an end, each with that of the new end."""
    rules = record.kind.steps
    return [
        (window(step["date"]), window(step["until"]))
        for step in record.part("steps")
        if "until" in step and step["step"] in rules and rules[step["step"]].extends
    ]


def is_put_off(when: Window, extended: Sequence[tuple[Window, Window]]) -> bool:
    """Return whether a planned day has been put off, by a step before it, to a later one."""
    return any(one.first < when.first < until.first for one, until in extended)


def _status(
    record: Record, step: Mapping[str, Any], rule: StepRule, codes: set[str]
) -> tuple[str | None, str]:
    """Return the status that a step begins by its rule, and the reason."""
    if step.get("planned") and rule.planned is not None:
        return rule.planned, rule.because
    for when in rule.when:
        if record.data.get(when.property) in when.among and when.unless not in codes:
            return when.status, when.because
    return rule.status, rule.because


def _silence(record: Record, horizon: Day | None, rank: int) -> Iterator[Event]:
    """Yield the event that nothing was reported for long although it was searched for."""
    rule = record.kind.silence
    steps = enumerate(record.part("steps"))
    reports = [(edtf.parse(step["date"]), n) for n, step in steps if not step.get("planned")]
    if rule is None or horizon is None or not reports:
        return
    last, index = max(reports, key=lambda report: (report[0].latest or date.max, report[1]))
    if last.latest is None:
        return
    day = (last.latest + timedelta(rule.days)).isoformat()
    if day <= horizon:
        cause = make_cause(record, index)
        change = StepChange(StepRule(), rule.becomes, cause, (), detail=last.text, only=rule.status)
        yield Event(Window(day, day), rank, (), change)


def _stepped(state: OwnState, event: Event) -> OwnState:
    """Return the state after a step, which is its last if it changed anything."""
    after = _applied(state, event.change)
    return after._replace(last=event.change.cause) if after != state else state


def _applied(state: OwnState, change: StepChange) -> OwnState:
    """Return the state after a change."""
    if change.only and state.whole.status != change.only:
        return state
    if change.planned and state.whole.status in change.over and not change.provisions:
        return state
    also = (state.also | set(change.rule.begins)) - set(change.rule.drops)
    state = state._replace(also=also)
    if change.status is None:
        return state
    state = state._replace(detail=change.detail)
    if change.provisions:
        parts = dict(state.parts)
        parts |= {name: _changed(state.part(name), change) for name in change.provisions}
        return state._replace(parts=tuple(sorted(parts.items())))
    whole = _changed(state.whole, change)
    changed = ((name, _changed(part, change)) for name, part in state.parts)
    return state._replace(whole=whole, parts=tuple(one for one in changed if one[1] != whole))


def _changed(part: Part, change: StepChange) -> Part:
    """Return a part of the record after a step. A step that was only planned does not end a pause,
    and a step that repeats the status leaves it based on the earlier one."""
    assert change.status is not None
    if change.rule.pauses:
        return part._replace(paused=(change.status, change.cause))
    if change.rule.resumes and part.paused:
        return part._replace(paused=None)
    paused = part.paused if change.planned else None
    cause = part.cause if part.status == change.status and part.cause else change.cause
    return Part(change.status, cause, paused)
