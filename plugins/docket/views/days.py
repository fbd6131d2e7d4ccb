"""Choose the days that get a page or a file of what was in force, and make the pages' views."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from docket.model import urls
from docket.views.card import DateView, day_view
from docket.views.in_force import InForce
from docket.views.standings import StandingGroup, StatusChange

MOST_DAYS = 400
"""How many days of change may each get a file. If there are more, only the ends of months get one,
so that the size of the site grows linearly."""


class DayPage(NamedTuple):
    """What was in force on a day, by kind, and what changed `since` an earlier day.

    `since` is None on the first page. `previous` and `next` are the urls of the neighbouring pages,
    empty where there is none.
    """

    day: DateView
    url: str
    groups: tuple[StandingGroup, ...]
    since: DateView | None
    changes: tuple[StatusChange, ...]
    previous: str
    next: str


def day_pages(in_force: InForce, until: date) -> tuple[DayPage, ...]:
    """Return a page for the end of every month in which a status changed, and one for `until`.

    Each page but the first says what changed since the page before it.
    """
    ends = _ends_with_change(in_force, until)
    days = [day.isoformat() for day in ends]
    found = []
    for number, day in enumerate(ends):
        before = ends[number - 1] if number else None
        found.append(
            DayPage(
                day=day_view(day),
                url=urls.in_force_page(days[number]),
                groups=in_force.on(days[number]),
                since=day_view(before) if before else None,
                changes=in_force.changes(before.isoformat(), days[number]) if before else (),
                previous=urls.in_force_page(days[number - 1]) if before else "",
                next=urls.in_force_page(days[number + 1]) if day != ends[-1] else "",
            )
        )
    return tuple(found)


def file_days(in_force: InForce, until: date, most: int = MOST_DAYS) -> tuple[date, ...]:
    """Return the days that get a file, in order: the ends of months, and the days of change up to
    `until`.

    With more than `most` days of change, only the ends of months are returned.
    """
    ends = month_ends(in_force, until)
    changes = [day for day in map(date.fromisoformat, in_force.days) if day <= until]
    return tuple(sorted({*ends, *changes})) if len(changes) <= most else ends


def month_ends(in_force: InForce, until: date) -> tuple[date, ...]:
    """Return the last day of every month from the first change to the month before `until`, then
    `until`.

    The result is empty if nothing has changed by `until`.
    """
    first = next(map(date.fromisoformat, in_force.days), None)
    return (*_month_ends(first, until), until) if first and first <= until else ()


def _ends_with_change(in_force: InForce, until: date) -> list[date]:
    """Return the ends of the months in which something changed up to `until`, and `until`
    itself."""
    changed = {day[:7] for day in in_force.days}
    return [
        end for end in month_ends(in_force, until) if end.isoformat()[:7] in changed or end == until
    ]


def _month_ends(first: date, until: date) -> Iterator[date]:
    """Yield the last day of every month from that of `first`, as long as it is before `until`."""
    day = first.replace(day=monthrange(first.year, first.month)[1])
    while day < until:
        yield day
        start = day + timedelta(days=1)
        day = start.replace(day=monthrange(start.year, start.month)[1])
