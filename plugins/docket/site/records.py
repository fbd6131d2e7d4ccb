"""The page of a record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from docket.maps.drawings import Drawings
from docket.maps.lifelines import lifelines
from docket.model.settings import Settings
from docket.model.text import shorten
from docket.site.json_ld import describe
from docket.site.markdown import to_html
from docket.site.page import DESCRIPTION, Page
from docket.views.followed import record_link, reference_link
from docket.views.found import Found
from docket.views.record import RecordView
from docket.views.site import Site


def record_page(name: str, site: Site, drawings: Drawings, settings: Settings) -> Page:
    """Return the page of a record. Its template is that of the kind (<kind>.html), if there is one,
    or else record.html or reference.html."""
    view = site.views[name]
    card = view.card
    fallback = "reference.html" if card.reference else "record.html"
    return Page(
        path=card.url,
        templates=(f"{card.kind}.html", fallback),
        title=card.label,
        description=shorten(card.summary or card.label, DESCRIPTION),
        given=_given(view, site),
        later=partial(_later, view, site, drawings if site.has("maps") else None),
        origin=f"record {card.id} ({view.file})",
        linked_data=partial(
            describe, view, settings, site.library.kinds.by_name[card.kind].schema_org
        ),
    )


def _given(view: RecordView, site: Site) -> Mapping[str, Any]:
    """Return what the template of a record's page is given: its view, the records that refer to it
    (for reference kinds), what applies there (for places), and its threads."""
    name, reference = view.card.id, view.card.reference
    return {
        "view": view,
        "reference": site.references.get(name) if reference else None,
        "totals": site.totals if reference else {},
        "place": site.places.get(name) if reference and site.has("in_force") else None,
        "follow": reference_link(view.card, site) if reference else record_link(view.card, site),
        "found": _found(view, site) if site.has("search") else None,
        "chains": site.chains(name) if site.has("threads") else (),
    }


def _found(view: RecordView, site: Site) -> Found | None:
    """Return what a record is found by; None for one that is withdrawn or a search itself."""
    hidden = view.card.withdrawn or site.library.kinds.by_name[view.card.kind].coverage
    return None if hidden else site.found[view.card.id]


def _later(view: RecordView, site: Site, drawings: Drawings | None) -> Mapping[str, Any]:
    """Return what is computed when the page is rendered: the record's notes as HTML, its map (None
    for a site without maps), and the figure of its status and orders (None: nothing to show)."""
    return {
        "notes": to_html(view.notes),
        "drawing": drawings.record(view) if drawings else None,
        "lifelines": None if view.card.reference else lifelines(view, site.views, site.links),
    }
