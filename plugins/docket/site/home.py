"""The front page."""

from __future__ import annotations

from itertools import islice

from docket.maps.drawings import Drawings
from docket.model.settings import Settings
from docket.model.text import listing
from docket.site.changes import LATELY
from docket.site.page import Page
from docket.views.card import Card
from docket.views.changes import Entry
from docket.views.site import Site


def home_page(site: Site, drawings: Drawings, settings: Settings) -> Page:
    """Return the front page: the newest records of each kind, the map, the timeline, and counts
    that link to their lists."""
    newest = {
        kind.name: tuple(card for card in site.newest if card.kind == kind.name)[:4]
        for kind in site.kinds
        if not kind.reference
    }
    given = {
        "newest": newest,
        "map": drawings.overview if site.has("maps") else None,
        "density": drawings.density if site.has("timelines") else None,
        "subjects": _subjects(site),
        "subject_title": listing([kind.title for kind in site.library.kinds if kind.subject]),
        "totals": site.totals,
        "sizes": site.kind_sizes,
        "lately": _lately(site),
    }
    return Page("", ("home.html",), settings.site_name, settings.description, given, "home page")


def _lately(site: Site) -> tuple[Entry, ...]:
    """Return the last changes of records, without those of reference kinds."""
    shown = (entry for entry in site.changes if not entry.kind.reference)
    return tuple(islice(shown, LATELY)) if site.has("changes") else ()


def _subjects(site: Site) -> tuple[Card, ...]:
    """Return the subjects (records of kinds with x-subject) that records refer to, those with the
    most records first."""
    names = {kind.name for kind in site.library.kinds if kind.subject}
    cards = [card for card in site.cards.values() if card.kind in names and site.totals[card.id]]
    return tuple(sorted(cards, key=lambda card: (-site.totals[card.id], card.title)))
