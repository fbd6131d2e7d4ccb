"""The page that compares places."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model import urls
from docket.site.page import Page
from docket.views.site import Site


def compare_pages(site: Site) -> Iterator[Page]:
    """Yield /compare/; nothing where no kind is compared or nothing has been recorded."""
    if site.comparison:
        title = site.comparison.title.lower()
        what = f"Places side by side: what their {title} hold, with the sources behind each."
        yield Page(
            urls.COMPARE,
            ("compare.html",),
            "Compare places",
            what,
            {"comparison": site.comparison},
            "comparison",
        )
