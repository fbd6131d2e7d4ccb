"""The site's view: every view of a collection, reached from one place."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docket.build.store import by_value, packed
from docket.model.inputs import Codec, Memory, Query, cached, tracking
from docket.model.record import Library
from docket.model.recorded import NO_LEDGER, Ledger
from docket.model.references import Links, link
from docket.status.history import CODEC as HISTORY_CODEC
from docket.status.history import History, history
from docket.views.areas import Area, areas
from docket.views.card import CODEC as CARD_CODEC
from docket.views.card import Card, CardMaker, newest_first
from docket.views.compare import Comparison, comparison
from docket.views.coverage import Coverage, coverage
from docket.views.features import has_content
from docket.views.in_force import InForce
from docket.views.kinds import KindView, kind_views
from docket.views.lazy import Lazy
from docket.views.lineage import Lineage, lineage
from docket.views.lists import (
    FacetView,
    ListPage,
    Narrowed,
    facet_views,
    list_pages,
    narrowed,
    page_value,
)
from docket.views.map_points import Spot, regions, spots
from docket.views.moments import CODEC as MOMENTS_CODEC
from docket.views.moments import Moments, moments_of
from docket.views.near_places import Gazetteer
from docket.views.places import PlaceView, place_views
from docket.views.points import Locator
from docket.views.record import RecordView, Surroundings
from docket.views.references import Gatherer, Group, KindCounts, group_counts
from docket.views.threads import Chain, Thread, Weaver
from docket.views.timeline import Timeline, timeline

FEATURES = ("maps", "timelines", "in_force", "threads", "compare", "downloads", "feeds")
"""What a site may have beside lists and pages of records."""
SEARCHES = "searches"
"""The page of what was searched: a feature that no site can switch off."""
FEW = 64
"""How many views are held in memory at a time if each is needed by a single page."""
QUERIES = (
    "histories",
    "cards",
    "moments",
    "narrowed",
    "counts",
    "facets",
    "pages",
    "list_page",
    "list_urls",
    "references",
    "totals",
    "_lineage",
    "_content",
)
"""The properties that make the site's queries."""
PLAIN = Codec(packed, marshal.loads)
"""How the store keeps plain values: numbers, texts, lists."""


@dataclass(frozen=True)
class Site:
    """All views of a collection, statuses read on the day `as_of`.

    `views` are by record id in the library's order. With a `memory` values are kept from one build
    to the next, and whoever reads a view has read it (`docket.model.inputs`). At most `most` record
    views are held in memory (None: all), and `page_size` records are on one page of a list.
    """

    library: Library
    links: Links
    as_of: date
    ledger: Ledger = field(default_factory=dict)
    memory: Memory | None = None
    features: frozenset[str] | None = None
    most: int | None = None
    page_size: int = 50

    def has(self, feature: str) -> bool:
        """Return whether the site has a feature (maps, threads …); without a list it has all."""
        return self.features is None or feature in self.features

    @property
    def shown(self) -> frozenset[str]:
        """Return the features that the site has and that have something to show, the page of
        searches among them."""
        names = (*(FEATURES if self.features is None else self.features), SEARCHES)
        return frozenset(name for name in names if self._content[name])

    @cached
    def _content(self) -> Query[bool]:
        """Return, by feature, whether it has something to show."""

        def compute(name: str) -> bool:
            return has_content(name, self)

        return Query("content", lambda: (*FEATURES, SEARCHES), compute, self.memory, PLAIN)

    @cached
    def kinds(self) -> tuple[KindView, ...]:
        """Return the kinds for navigation."""
        return kind_views(self.library.kinds)

    @cached
    def histories(self) -> Query[History]:
        """Return, by record, the history of its status; only records whose kind has a status have
        one."""
        records = self.library.by_id
        names = {name: None for name, record in records.items() if record.kind.initial_status}

        def compute(name: str) -> History:
            return history(self.library[name], self.library, self.links)

        return Query("history", lambda: names, compute, self.memory, HISTORY_CODEC)

    @cached
    def cards(self) -> Query[Card]:
        """Return, by record, its card."""
        maker = CardMaker(self.library, self.as_of)

        def compute(name: str) -> Card:
            return maker.make(self.library[name].loaded(), self.histories.get(name))

        return Query("card", lambda: self.library.by_id, compute, self.memory, CARD_CODEC)

    @cached
    def moments(self) -> Query[Moments]:
        """Return, by record, its dated steps as timelines show them."""

        def compute(name: str) -> Moments:
            return moments_of(self.library[name], self.cards[name], self.histories.get(name))

        return Query("moments", lambda: self.library.by_id, compute, self.memory, MOMENTS_CODEC)

    @cached
    def locator(self) -> Locator:
        """Return the locator, which finds the points of records."""
        return Locator(self.library)

    @cached
    def views(self) -> Mapping[str, RecordView]:
        """Return, by record, its view."""
        around = Surroundings(
            self.library,
            self.links,
            self.histories,
            self.cards,
            self.as_of,
            self.ledger,
            self.locator,
        )
        records = self.library.by_id

        def names() -> Iterator[str]:
            return (record.id for record in self.library)

        return Lazy(records, names, lambda name: RecordView(records[name], around), self.most)

    @cached
    def ordered(self) -> tuple[Card, ...]:
        """Return the cards of all records, newest first."""
        return tuple(newest_first(self.cards))

    @cached
    def newest(self) -> tuple[Card, ...]:
        """Return the cards of all records, newest first, without reference kinds and withdrawn
        records."""
        return tuple(card for card in self.ordered if not card.reference and not card.withdrawn)

    @cached
    def narrowed(self) -> Query[Narrowed]:
        """Return, by kind of records, its list, whole and narrowed."""
        kinds = self.library.kinds.by_name
        return self._of_kinds("list", lambda name: narrowed(kinds[name], self.library, self.cards))

    @cached
    def counts(self) -> Query[KindCounts]:
        """Return, by kind of records, how many are in its whole list and in its narrowed ones."""
        kinds = self.library.kinds.by_name
        return self._of_kinds(
            "counts", lambda name: group_counts(kinds[name], self.narrowed[name]), by_value
        )

    @cached
    def kind_sizes(self) -> Mapping[str, int]:
        """Return, by kind, how many records are listed; withdrawn ones are not."""
        sizes: dict[str, int] = {kind.name: 0 for kind in self.library.kinds}
        for card in self.cards.values():
            sizes[card.kind] += not card.withdrawn
        return sizes

    @cached
    def facets(self) -> Query[tuple[FacetView, ...]]:
        """Return, by kind of records, the facets to narrow its list by."""
        kinds = self.library.kinds.by_name

        def compute(name: str) -> tuple[FacetView, ...]:
            return facet_views(kinds[name], self.narrowed[name], self.cards)

        return self._of_kinds("facet views", compute, by_value)

    @cached
    def pages(self) -> Query[Mapping[str, ListPage]]:
        """Return, by kind of records, every page of its lists by url."""
        kinds = self.library.kinds.by_name

        def compute(name: str) -> Mapping[str, ListPage]:
            pages = list_pages(kinds[name], self.narrowed[name], self.facets[name], self.page_size)
            return {page.url: page for page in pages}

        return self._of_kinds("list pages", compute)

    @cached
    def list_page(self) -> Query[ListPage]:
        """Return a page of a list by the name "kind url"."""

        def compute(name: str) -> ListPage:
            kind, _, url = name.partition(" ")
            return self.pages[kind][url]

        return Query("list page", self._listed_names, compute, self.memory, None, page_value)

    @cached
    def list_urls(self) -> Query[list[str]]:
        """Return, by kind of records, the urls of all pages of its lists."""
        return self._of_kinds("list urls", lambda name: list(self.pages[name]), None, PLAIN)

    @property
    def list_names(self) -> Mapping[str, None]:
        """Return the names of all pages of lists: "kind url"."""
        kinds = self.library.kinds.records
        return {f"{kind.name} {url}": None for kind in kinds for url in self.list_urls[kind.name]}

    def _listed_names(self) -> Mapping[str, None]:
        """Return the names of all pages of lists without recording that they are read."""
        with tracking():
            return self._all_lists

    @cached
    def _all_lists(self) -> Mapping[str, None]:
        """Return the names of all pages of lists, computed once."""
        return self.list_names

    @cached
    def references(self) -> Query[tuple[Group, ...]]:
        """Return, by reference record, the records that refer to it or to what lies in it, by
        kind."""
        names = self._reference_names
        gatherer = Gatherer(self.kinds, self.library, self.links, self.cards, self.counts)
        return Query("groups", lambda: names, gatherer.groups, self.memory)

    @cached
    def totals(self) -> Query[int]:
        """Return, by reference record, how many records its page lists, each counted once."""
        names = self._reference_names

        def compute(name: str) -> int:
            return sum(len(group.cards) for group in self.references[name])

        return Query("total", lambda: names, compute, self.memory, PLAIN)

    @property
    def _reference_names(self) -> Mapping[str, None]:
        """Return the ids of the records of reference kinds."""
        records = self.library.by_id.items()
        return {name: None for name, record in records if record.kind.reference}

    @cached
    def coverage(self) -> Coverage | None:
        """Return what was searched for where; None if no search is on record."""
        return coverage(self.library, self.cards)

    @cached
    def comparison(self) -> Comparison | None:
        """Return places side by side; None if no kind is compared."""
        return comparison(self.library, self.views, self.coverage)

    @cached
    def in_force(self) -> InForce:
        """Return the object that answers what was in force on any day."""
        return InForce(self.library, self.histories, self.cards, self.views, self.links)

    @cached
    def _lineage(self) -> Query[Lineage]:
        """Return a query with one value: which record follows from which."""

        def compute(_: str) -> Lineage:
            return lineage(self.links, self.cards)

        return Query("lineage", lambda: ("",), compute, self.memory, fingerprint=by_value)

    @property
    def weaver(self) -> Weaver:
        """Return the builder of threads: which record follows from which, as trees."""
        return Weaver(self._lineage[""], self.links, self.views, self.cards)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Return every thread, the largest first."""
        return self.weaver.threads()

    @cached
    def threads_of(self) -> Mapping[str, list[str]]:
        """Return, by record in a thread, the first records of its threads."""
        return self.weaver.lineage.threads_of()

    def chains(self, name: str) -> tuple[Chain, ...]:
        """Return a record's position in each of its threads."""
        weaver = self.weaver
        firsts = self.threads_of.get(name, ())
        return tuple(weaver.chain(weaver.thread(first), name) for first in firsts)

    @cached
    def gazetteer(self) -> Gazetteer:
        """Return the index of places, which the views of all places share."""
        return Gazetteer(
            self.library,
            self.links,
            self.cards,
            self.moments,
            self.locator,
            self.in_force,
            self.as_of,
            self.memory,
        )

    @cached
    def places(self) -> Mapping[str, PlaceView]:
        """Return, by place, what is in force there, what comes next, what happened, and which
        places are near or alike."""
        return place_views(self.gazetteer)

    @cached
    def timeline(self) -> Timeline:
        """Return the timeline of all records."""
        return timeline(self.cards, self.moments)

    @cached
    def spots(self) -> tuple[Spot, ...]:
        """Return the spots of the map: the points of all records that are not of reference
        kinds."""
        return spots(self.library, self.cards, self.locator)

    @cached
    def regions(self) -> tuple[Spot, ...]:
        """Return the same records gathered by region, for a map of the whole country."""
        return regions(self.library, self.cards, self.locator)

    @cached
    def areas(self) -> tuple[Area, ...]:
        """Return the places that have records, by region."""
        return areas(self.library, self.cards, self.references)

    def begin(self) -> None:
        """Make every query, so that the memory can compute what an earlier build asked of it."""
        with tracking():
            for name in QUERIES:
                getattr(self, name)
            self.gazetteer.begin()

    def _of_kinds(
        self,
        sort: str,
        compute: Callable[[str], Any],
        value: Callable[[Any], bytes] | None = None,
        codec: Codec | None = None,
    ) -> Query[Any]:
        """Return a query by kind of records."""
        names = [kind.name for kind in self.library.kinds.records]
        return Query(sort, lambda: names, compute, self.memory, codec, value)


def make_site(
    library: Library,
    as_of: date,
    ledger: Ledger = NO_LEDGER,
    memory: Memory | None = None,
    features: Iterable[str] | None = None,
    most: int | None = None,
    page_size: int = 50,
) -> Site:
    """Return every view of a library, statuses as of the given day (see `Site`)."""
    chosen = None if features is None else frozenset(features)
    site = Site(library, link(library), as_of, ledger, memory, chosen, most, page_size)
    site.begin()
    return site
