"""The page of the map."""

from __future__ import annotations

from docket.drawings import Drawings
from docket.pages.page import Page
from docket.views.site import Site


def map_page(site: Site, drawings: Drawings, shell: str) -> Page:
    """The map of all records, with its table; `shell` is the HTML of the empty interactive map."""
    return Page(
        "map/",
        ("map.html",),
        "Map",
        "Where the directives, court challenges and enforcement events lie, as a map and as a table.",
        {"map": drawings.overview(site), "spots": site.spots, "shell": shell},
        "map",
    )
