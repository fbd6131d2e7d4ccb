"""Keys of pages: the hash of everything that a record's page or a list is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docket.cache import digest
from docket.links import SOURCE, levels
from docket.views.cardfile import MANY
from docket.views.lists import ListPage
from docket.views.site import Site
from docket.workers import aside

BESIDE = ("threads", "beside")
"""Those of the parts of keys that nothing else is made of, and so are worked out in a process of their own."""


class Remembered(dict[str, tuple[bytes, dict[str, bytes]]]):
    """Parts of keys that take time to work out, each behind the hash of what they are worked out from; kept from one build to the next."""

    def __init__(self, kept: Mapping[str, tuple[bytes, dict[str, bytes]]] | None = None) -> None:
        super().__init__(kept or {})
        self._waiting: Callable[[], dict[str, dict[str, bytes]]] = dict

    def begin(self, site: Site, workers: int) -> None:
        """Begins to work out what is not known any more and nothing else is made of, beside other work where there are several workers."""
        works = {name: work for name, work in _parts(site).items() if name in BESIDE and not self._known(site, name)}
        if works:
            self._waiting = aside(lambda: {name: work(site) for name, work in works.items()}, workers if len(site.library) >= MANY else 1)

    def part(self, site: Site, name: str) -> dict[str, bytes]:
        """A part of keys; none where the site does not have what it is about."""
        if name not in _parts(site):
            return {}
        if not self._known(site, name) and name in BESIDE:
            self.update({begun: (site.keys.outlines, found) for begun, found in self._waiting().items()})
        if not self._known(site, name):
            self[name] = (site.keys.outlines, _parts(site)[name](site))
        return self[name][1]

    def _known(self, site: Site, name: str) -> bool:
        return name in self and self[name][0] == site.keys.outlines


def _parts(site: Site) -> dict[str, Callable[[Site], dict[str, bytes]]]:
    """What works out each part that a site has."""
    threads, places = site.has("threads"), site.has("in_force")
    return {"references": _references, **({"threads": _threads} if threads else {}), **({"levels": _levels, "beside": _beside} if places else {})}


def record_page_keys(site: Site, remembered: Remembered) -> dict[str, bytes]:
    """By record the key of its page: its view, its threads, for what records point at the lists on its page, and for a place what applies and happened there."""
    parts = [remembered.part(site, name) for name in ("references", "levels", "beside", "threads")]
    keys = {}
    for name, key in site.keys.records.items():
        more = [found[name] for found in parts if name in found]
        keys[name] = digest(key, *more) if more else key
    return keys


def record_file_keys(site: Site, remembered: Remembered) -> dict[str, bytes]:
    """By record the key of its JSON: its view, and for a place what applies there."""
    levels = remembered.part(site, "levels")
    return {name: digest(key, levels[name]) if name in levels else key for name, key in site.keys.records.items()}


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


def thread_keys(site: Site) -> dict[str, bytes]:
    """By the first record of a thread the key of its page: the cards and the outlines of all records in it."""
    digests, outlines = site.keys.digests, _outlines(site)
    return {
        thread.start.id: digest(site.as_of.isoformat().encode(), *(part for name in site.weaver.lineage.parents[thread.start.id] for part in (digests[name], outlines[name])))
        for thread in site.threads
    }  # fmt: skip


def _outlines(site: Site) -> dict[str, bytes]:
    return {record.id: record.noted.outline if record.noted else b"" for record in site.library}


def _threads(site: Site) -> dict[str, bytes]:
    outlines = _outlines(site)
    return {name: site.weaver.key(firsts, name, site.keys.digests, outlines) for name, firsts in site.threads_of.items()}


def _references(site: Site) -> dict[str, bytes]:
    """By record of a kind that others point at: what is listed there, and how much is listed where it leads."""
    digests = site.keys.digests
    return {
        name: digest(
            *(part for group in found for part in (repr((group.kind.name, group.within, group.url)).encode(), *[digests[card.id] for card in group.cards])),
            repr([site.totals[plain[SOURCE]] for plain in site.links.plain_to(name) if plain[SOURCE] in site.totals]).encode(),
        )
        for name, found in site.references.items()
    }  # fmt: skip


def _levels(site: Site) -> dict[str, bytes]:
    """By place what the status of each record about it, and about every place it lies in, is made from; so are the steps that stand on its page."""
    about: dict[str, list[bytes]] = {}
    for card in site.cards.values():
        if card.place:
            about.setdefault(card.place, []).append(site.filed[1][card.id][0])
    own = {place: digest(*keys) for place, keys in about.items()}
    places = {name: site.library.by_id[name] for name in site.places}
    return {name: digest(*(own.get(level.id, b"-") for level in levels(site.library, place))) for name, place in places.items()}


def _beside(site: Site) -> dict[str, bytes]:
    """By place what stands on its page of places near and alike, and of the courts it lies in."""
    digests = site.keys.digests
    found = {}
    for name, place in site.places.items():
        told = [[(near.card.id, near.km, near.total) for near in place.near], [[card.id for card in (alike.card, *alike.shared)] for alike in place.alike]]
        cards = [near.card for near in place.near] + [card for alike in place.alike for card in (alike.card, *alike.shared)] + [court for chain in place.courts for court in chain]
        found[name] = digest(repr((told, [len(chain) for chain in place.courts])).encode(), *(digests[card.id] for card in cards))
    return found
