"""Lists of records, whole or narrowed by a facet, and the index of every reference kind."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model import urls
from docket.model.references import ancestors
from docket.model.text import count
from docket.site.page import DESCRIPTION, Page
from docket.views.followed import KINDS, LISTS, FollowLink
from docket.views.kinds import KindView
from docket.views.lists import FacetView, ListPage
from docket.views.site import Site


def index_pages(site: Site) -> Iterator[Page]:
    """Yield the index of every reference kind except that of searches."""
    for kind, shown in zip(site.library.kinds, site.kinds, strict=True):
        if kind.reference and not kind.coverage:
            yield _reference_index(site, shown)


def list_page(page: ListPage, facets: tuple[FacetView, ...]) -> Page:
    """Return the HTML page of one page of a list."""
    narrowed = f": {page.value_label}" if page.value else ""
    numbered = f", page {page.number} of {page.pages}" if page.number > 1 else ""
    title = f"{page.title}{narrowed}{numbered}"
    description = f"{count(page.total, 'record')}. {page.description}"[:DESCRIPTION]
    follow = (
        FollowLink(urls.facet_feed(page.plural, page.facet, page.value), LISTS, page.value_label)
        if page.facet
        else FollowLink(page.plural, KINDS, page.title)
    )
    given = {"listing": page, "facets": facets, "follow": follow}
    origin, listed = f"list {page.url}", not page.facet
    return Page(page.url, ("list.html",), title, description, given, origin, listed=listed)


def _reference_index(site: Site, kind: KindView) -> Page:
    """Return the index of a reference kind: its records that are not withdrawn, sorted by title."""
    records = [
        record for record in site.library.of_kind(kind.name) if not site.cards[record.id].withdrawn
    ]
    cards = sorted(
        (site.cards[record.id] for record in records),
        key=lambda card: (card.title.casefold(), card.id),
    )
    parents = {
        record.id: next((above.id for above in ancestors(site.library, record)), "")
        for record in records
    }
    aliases = {record.id: "|".join(site.found[record.id].names) for record in records}
    given = {
        "kind": kind,
        "cards": tuple(cards),
        "parents": parents,
        "totals": site.totals,
        "aliases": aliases,
    }
    return Page(
        kind.url,
        (f"{kind.plural}.html", "references.html"),
        kind.title_plural,
        kind.description,
        given,
        f"index {kind.url}",
    )
