"""Define the spans of a record's status, and what a status rests on."""

from __future__ import annotations

from typing import NamedTuple

from docket.status.orders import Cause
from docket.status.sweep import Day, at


class Ground(NamedTuple):
    """An order or an act that bears on a record on a day.

    `record` and `order` are the ids of the record and of the order (empty: an act), `cause` is the
    step. `state` is that of the order's life, since the day `begins` (ISO 8601), and `certain`
    whether it surely bears. `confirmed` is the date on which it was affirmed (EDTF, empty: never).
    """

    record: str
    order: str
    cause: Cause
    effect: str
    scope: str
    provisions: tuple[str, ...]
    places: tuple[str, ...]
    persons: str
    state: str
    certain: bool
    begins: Day
    confirmed: str


class Phase(NamedTuple):
    """A part of a span in which the status rests on the same grounds: from the day `begin` up to
    but not including `before` (None: open).

    `own` is the record's own step that it is based on (None: none), `parts` the status of each
    provision with an id.
    """

    begin: Day
    before: Day | None
    grounds: tuple[Ground, ...]
    own: Cause | None
    parts: tuple[tuple[str, str], ...]


class StatusSpan(NamedTuple):
    """A stretch of time with one status.

    It is the answer from the day `begin` up to but not including `before` (None: open); the spans
    of a record touch without gap or overlap. The status is possible from `possible_from` until
    before `possible_before`, and certain from `certain_from` until before `certain_before`; no
    `certain_from`: it never is. `also` are the qualifiers of the status, `detail` is a date that
    belongs to it (EDTF, empty: none). `cause` is the step that began it. Days are in ISO 8601.
    """

    status: str
    also: tuple[str, ...]
    detail: str
    begin: Day
    before: Day | None
    possible_from: Day
    possible_before: Day | None
    certain_from: Day | None
    certain_before: Day | None
    cause: Cause
    phases: tuple[Phase, ...]

    def certain(self, day: Day) -> bool:
        """Return whether the dates allow no other status on a day."""
        if self.certain_from is None or day < self.certain_from:
            return False
        return self.certain_before is None or day < self.certain_before

    def phase(self, day: Day) -> Phase:
        """Return the phase that covers a day, or else the first."""
        return at(self.phases, day) or self.phases[0]


class History(NamedTuple):
    """The spans of a record's status in order.

    `initial` is the status before the first span (None: the kind has no status). `confirmed` is the
    newest step that confirms that the last span still held (None: no step does).
    """

    initial: str | None
    spans: tuple[StatusSpan, ...]
    confirmed: Cause | None

    def on(self, day: Day) -> StatusSpan | None:
        """Return the span that covers a day; None if the first span begins later."""
        return at(self.spans, day)
