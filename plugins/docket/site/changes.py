"""The pages of what changed, by week, and of the days that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model import urls
from docket.site.page import Page
from docket.views.changes import CHANGES, CHANGES_TITLE, week_pages
from docket.views.followed import ALL, FollowLink
from docket.views.site import Site

LATELY = 10
"""How many changes the front page shows."""


def changes_pages(site: Site) -> Iterator[Page]:
    """Yield /changes/ and the pages of older weeks."""
    pages = week_pages(site.weeks)
    for number, weeks in enumerate(pages, start=1):
        title = "What changed" if number == 1 else f"What changed, page {number} of {len(pages)}"
        given = {
            "weeks": weeks,
            "known": site.history.is_known,
            "number": number,
            "pages": len(pages),
            "newer": urls.changes_page(number - 1) if number > 1 else "",
            "older": urls.changes_page(number + 1) if number < len(pages) else "",
            "follow": FollowLink(CHANGES, CHANGES, CHANGES_TITLE),
        }
        description = "What was added, what moved, which status changed and what was corrected."
        path = urls.changes_page(number)
        yield Page(path, ("changes.html",), title, description, given, f"changes {number}")


def calendar_page(site: Site) -> Page:
    """Return /calendar/: the days that lie ahead of the horizon, and those just before it."""
    given = {"calendar": site.calendar, "follow": FollowLink(ALL, ALL, "all records")}
    description = "Hearings, deadlines, days of effect and planned ends: what lies ahead."
    return Page("calendar/", ("calendar.html",), "Calendar", description, given, "calendar")
