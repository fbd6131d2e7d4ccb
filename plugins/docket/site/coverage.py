"""The page of searches: what was searched for records, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from docket.maps.drawings import Drawings
from docket.model import urls
from docket.site.page import Page
from docket.views.site import Site


def coverage_pages(site: Site, drawings: Drawings) -> Iterator[Page]:
    """Yield the page of searches, with a map for each kind; nothing where no search has been
    recorded."""
    kind = next((kind for kind in site.library.kinds if kind.coverage), None)
    if kind and site.coverage:
        maps = tuple(
            drawings.coverage(site.coverage, number) for number in range(len(site.coverage.kinds))
        )
        yield Page(
            urls.list_page(kind.plural),
            ("coverage.html",),
            kind.title_plural,
            kind.description,
            {"coverage": site.coverage, "maps": maps},
            "coverage",
        )
