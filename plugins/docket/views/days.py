"""Days: which days get a page or a file of what applied, and what each page shows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from docket.model import urls
from docket.views.card import DateView, date_view
from docket.views.in_force import InForce, StandingGroup, Turn

MOST_DAYS = 400
"""Up to how many days of change each gets a file of its own; past that the month ends alone do, so
that the site grows in a straight line."""


class DayPage(NamedTuple):
    """What applied on a day, by kind, and what had changed since an earlier one (None: nothing
    before); the pages before and after, empty where there is none."""

    day: DateView
    url: str
    groups: tuple[StandingGroup, ...]
    since: DateView | None
    turns: tuple[Turn, ...]
    previous: str
    next: str


def day_pages(in_force: InForce, until: date) -> tuple[DayPage, ...]:
    """A page for the end of every month in which something changed, and for `until`; what changed
    since the page before is told on each."""
    ends = _ends_with_change(in_force, until)
    days = [day.isoformat() for day in ends]
    found = []
    for number, day in enumerate(ends):
        before = ends[number - 1] if number else None
        found.append(
            DayPage(
                day=_view_of(day),
                url=urls.in_force_page(days[number]),
                groups=in_force.on(day),
                since=_view_of(before) if before else None,
                turns=in_force.turns(before, day) if before else (),
                previous=urls.in_force_page(days[number - 1]) if before else "",
                next=urls.in_force_page(days[number + 1]) if day != ends[-1] else "",
            )
        )
    return tuple(found)


def file_days(in_force: InForce, until: date, most: int = MOST_DAYS) -> tuple[date, ...]:
    """The days that get a file of their own: every month end and every day of change up to `until`,
    or past `most` days of change the month ends alone."""
    ends, changes = month_ends(in_force, until), [day for day in in_force.days if day <= until]
    return tuple(sorted({*ends, *changes})) if len(changes) <= most else ends


def month_ends(in_force: InForce, until: date) -> tuple[date, ...]:
    """The last days of every month from the first change up to the month before `until`, then
    `until` itself."""
    days = in_force.days
    return (*_month_ends(days[0], until), until) if days and days[0] <= until else ()


def _ends_with_change(in_force: InForce, until: date) -> list[date]:
    """The ends of the months in which something changed up to `until`, and `until` itself."""
    changed = {(day.year, day.month) for day in in_force.days}
    return [
        end
        for end in month_ends(in_force, until)
        if (end.year, end.month) in changed or end == until
    ]


def _view_of(day: date) -> DateView:
    view = date_view(day.isoformat())
    assert view is not None
    return view


def _month_ends(first: date, until: date) -> Iterator[date]:
    day = first.replace(day=monthrange(first.year, first.month)[1])
    while day < until:
        yield day
        start = day + timedelta(days=1)
        day = start.replace(day=monthrange(start.year, start.month)[1])
