"""Provide the calendar of a site, and what its commits changed."""

from __future__ import annotations

from dataclasses import dataclass

from docket.model.inputs import Query, cached
from docket.status.days_ahead import DayAhead, days_ahead
from docket.views.calendar import (
    CODEC,
    DROPPED,
    Calendar,
    CalendarDay,
    calendar,
    calendar_days,
)
from docket.views.changes import Entry, Week, entries_by_day, weeks
from docket.views.list_queries import PLAIN, ListQueries
from docket.views.record_history import NO_HISTORY, RecordHistory


@dataclass(frozen=True)
class CalendarQueries(ListQueries):
    """The part of a site with days that lie ahead. `history` says what each commit changed."""

    history: RecordHistory = NO_HISTORY

    @cached
    def days(self) -> Query[tuple[DayAhead, ...]]:
        """Return, by record, its days that can lie ahead, past ones too."""

        def compute(name: str) -> tuple[DayAhead, ...]:
            return days_ahead(self.library[name].loaded(), self.lives[name])

        return Query("days ahead", lambda: self.library.by_id, compute, self.memory, CODEC)

    def calendar_days(self, name: str) -> tuple[CalendarDay, ...]:
        """Return the days of a record as the calendar shows them; after them those that an earlier
        version of the record had, which no longer count."""
        found = self.days[name]
        keys = {day.key for day in found}
        gone = (day for day in self.history.dropped(name) if day.key not in keys)
        dropped = [day._replace(off=DROPPED) for day in gone]
        if not found and not dropped:
            return ()
        record, card = self.library[name].loaded(), self.cards[name]
        return tuple(calendar_days(record, (*found, *dropped), card, self.as_of))

    @cached
    def withdrawn(self) -> Query[list[str]]:
        """Return a query with one value: the ids of the withdrawn records, which no list has."""

        def compute(_: str) -> list[str]:
            names = [record.id for record in self.library.recorded]
            return [name for name in names if self.cards[name].withdrawn]

        return Query("withdrawn", lambda: ("",), compute, self.memory, PLAIN)

    @cached
    def calendar(self) -> Calendar:
        """Return the days of all records that lie ahead or lay ahead lately."""
        names = [record.id for record in self.library.recorded]
        return calendar((day for name in names for day in self.calendar_days(name)), self.as_of)

    @cached
    def changes(self) -> tuple[Entry, ...]:
        """Return what changed in each record on each day, the last first."""
        return tuple(entries_by_day(self.history, self.library.kinds, self.cards))

    @cached
    def weeks(self) -> tuple[Week, ...]:
        """Return what changed in each week, the last first."""
        return weeks(self.history, self.library.kinds, self.cards)
