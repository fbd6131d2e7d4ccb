"""The page of the map."""

from __future__ import annotations

from docket.maps.drawings import Drawings
from docket.model.text import listing
from docket.site.page import Page
from docket.views.site import Site


def map_page(site: Site, drawings: Drawings, shell: str) -> Page:
    """Return the page with the map of all records and a list of them. `shell` is the HTML of the
    empty interactive map."""
    placeless = [card for spot in site.spots for card in spot.cards if not card.place]
    titles = [kind.title_plural.lower() for kind in site.library.kinds.records if kind.map]
    return Page(
        "map/",
        ("map.html",),
        "Map",
        f"Where the {listing(titles)} lie, as a map and as a list.",
        {"map": drawings.overview, "areas": site.areas, "placeless": placeless, "shell": shell},
        "map",
    )
