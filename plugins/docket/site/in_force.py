"""Pages of what was in force on a day."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model import urls
from docket.model.text import count
from docket.site.page import Page
from docket.views.court_orders import in_effect
from docket.views.days import DayPage, day_pages
from docket.views.site import Site


def in_force_pages(site: Site) -> Iterator[Page]:
    """Yield /in-force/ for the day for which statuses are computed, and a page for the end of every
    month in which something changed; nothing where no record ever applied."""
    days = day_pages(site.in_force, site.as_of)
    if not days:
        return
    for day in days:
        yield _day_page(site, days, day, day.url, today=False)
    yield _day_page(site, days, days[-1], urls.in_force_page(), today=True)


def _day_page(site: Site, days: tuple[DayPage, ...], day: DayPage, path: str, today: bool) -> Page:
    applied = sum(len(group.standings) for group in day.groups)
    applying = {kind.name for kind in site.library.kinds if kind.applies}
    title = "What is in force" if today else f"What was in force on {day.day.words}"
    given = {
        "day": day,
        "years": _by_year(days),
        "orders": in_effect(site.orders, day.day.text),
        "searched": site.searched_kinds(applying),
        "first": site.in_force.days[0],
        "today": today,
    }
    return Page(
        path,
        ("in-force.html",),
        title,
        f"{count(applied, 'record')} applied on {day.day.words}, each with what it rests on.",
        given,
        f"in force on {day.day.text}",
    )


def _by_year(days: tuple[DayPage, ...]) -> tuple[tuple[str, tuple[DayPage, ...]], ...]:
    """Return the days of each year, newest year first."""
    years: dict[str, list[DayPage]] = {}
    for day in days:
        years.setdefault(day.day.text[:4], []).append(day)
    return tuple((year, tuple(found)) for year, found in sorted(years.items(), reverse=True))
