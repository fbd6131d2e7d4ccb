"""Keys of pages: the hash of everything that a record's page or a list is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping

from docket.cache import digest
from docket.views.lists import ListPage
from docket.views.site import Site

Remembered = MutableMapping[str, tuple[bytes, dict[str, bytes]]]
"""Parts of keys that take time to work out, each behind the hash of what they are worked out from; kept from one build to the next."""


def record_page_keys(site: Site, remembered: Remembered) -> dict[str, bytes]:
    """By record the key of its page: its view, its threads, and for what records point at the lists on its page. Pages that tell what is in force somewhere
    depend on every outline."""
    threads = _remembered("threads", site.keys.outlines, lambda: _threads(site), remembered) if site.has("threads") else {}
    references = {} if site.has("in_force") else _remembered("references", site.keys.outlines, lambda: _references(site), remembered)
    keys = {}
    for name, key in site.keys.records.items():
        card = site.cards[name]
        around = (site.keys.outlines if site.has("in_force") else references[name]) if card.reference else b""
        more = (around, threads.get(name, b""))
        keys[name] = digest(key, *more) if any(more) else key
    return keys


def record_file_keys(site: Site) -> dict[str, bytes]:
    """By record the key of its JSON: its view, and for what is a place every outline, since it tells what applies there."""
    everywhere = site.keys.outlines if site.has("in_force") else b""
    return {name: digest(key, everywhere) if everywhere and site.cards[name].reference else key for name, key in site.keys.records.items()}


def list_keys(site: Site, lists: Mapping[str, ListPage]) -> dict[str, bytes]:
    """By url the key of a list's page: the cards on it, how many there are, the facets beside it, and the day that every page names."""
    day = site.as_of.isoformat().encode()
    facets = {page.plural: digest(repr(page.facets).encode()) for page in lists.values() if page.number == 1 and not page.facet}
    return {
        url: digest(
            day, facets[page.plural], f"{page.title}|{page.value_label}|{page.description}|{page.first}|{page.total}|{page.pages}|{page.previous_url}|{page.next_url}".encode(),
            *(site.keys.digests[card.id] for card in page.cards),
        )
        for url, page in lists.items()
    }  # fmt: skip


def _remembered(name: str, gate: bytes, work: Callable[[], dict[str, bytes]], remembered: Remembered) -> dict[str, bytes]:
    if name not in remembered or remembered[name][0] != gate:
        remembered[name] = (gate, work())
    return remembered[name][1]


def _threads(site: Site) -> dict[str, bytes]:
    outlines = {record.id: record.noted.outline if record.noted else b"" for record in site.library}
    return {name: site.weaver.key(firsts, name, site.keys.digests, outlines) for name, firsts in site.threads_of.items()}


def _references(site: Site) -> dict[str, bytes]:
    """By record of a kind that others point at: what is listed there, and how much is listed where it leads."""
    digests = site.keys.digests
    return {
        name: digest(
            *(part for group in found for part in (repr((group.kind.name, group.within, group.url)).encode(), *(digests[card.id] for card in group.cards))),
            repr([site.totals.get(link.source) for link in site.links.to(name)]).encode(),
        )
        for name, found in site.references.items()
    }  # fmt: skip
