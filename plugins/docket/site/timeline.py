"""The pages of the timeline, one for each year and month."""

from __future__ import annotations

from collections.abc import Iterator

from docket.maps.bars import Density
from docket.maps.drawings import Drawings
from docket.model.text import count
from docket.site.page import Page
from docket.views.site import Site
from docket.views.timeline import TimelinePage, filter_places, month_pages


def timeline_pages(site: Site, drawings: Drawings) -> Iterator[Page]:
    """Yield the timeline by year and by month. /timeline/ shows the newest year that had begun on
    the day for which statuses are computed."""
    years, density = site.timeline.pages, drawings.density
    for page in (*years, *month_pages(site.timeline)):
        yield _timeline_page(site, density, page, page.url)
    begun = [page for page in years if page.year <= str(site.as_of.year)] or list(years)
    if begun:
        yield _timeline_page(site, density, begun[-1], "timeline/")


def _timeline_page(site: Site, density: Density | None, page: TimelinePage, path: str) -> Page:
    shown = (entry for month in page.months for entry in month.entries)
    given = {
        "year": page,
        "years": site.timeline.pages,
        "density": density,
        "places": filter_places(shown, site),
    }
    when = page.title or page.year
    title = "Timeline" if path == "timeline/" else f"Timeline {when}"
    what = "is planned for" if page.year > str(site.as_of.year) else "happened in"
    return Page(
        path,
        ("timeline.html",),
        title,
        f"What {what} {when}, in order: {count(page.total, 'dated step')}.",
        given,
        f"timeline {when}",
    )
