"""The site's view: every view of a collection, made once from the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docket.ledger import NO_LEDGER, Ledger
from docket.links import Links, link
from docket.records import Library
from docket.shelf import Shelf
from docket.status import History, history
from docket.views.areas import Area, areas
from docket.views.briefs import Brief, read_briefs
from docket.views.cardfile import NO_CARDS, Filed, file_cards
from docket.views.cards import Card, newest_first
from docket.views.compare import Comparison, comparison
from docket.views.coverage import Coverage, coverage
from docket.views.gazetteer import Gazetteer
from docket.views.in_force import InForce
from docket.views.keys import Kept, Keys
from docket.views.kinds import KindView, kind_views
from docket.views.lazy import Lazy
from docket.views.lineage import lineage
from docket.views.lists import Narrowed, facet_counts, narrowed
from docket.views.maps import Spot, regions, spots
from docket.views.places import PlaceView, place_views
from docket.views.points import Locator
from docket.views.records import RecordView, Surroundings
from docket.views.references import Gatherer, Group
from docket.views.threads import Chain, Thread, Weaver
from docket.views.timelines import Timeline, timeline

Before = tuple[Filed, Kept | None]
NOTHING: Before = (NO_CARDS, None)
HISTORIES = 20_000
"""How many histories are kept at a time; they are small, and both a record's card and its view are made from one."""
FEW = 64
"""How many views that one page alone needs are kept at a time."""


@dataclass(frozen=True)
class Site:
    """All views of a collection: `views` by record id in the library's order, `kinds` for navigation, the day `as_of` on which statuses are read."""

    kinds: tuple[KindView, ...]
    library: Library
    links: Links
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    briefs: Mapping[str, Brief]
    views: Mapping[str, RecordView]
    as_of: date
    keys: Keys
    filed: Filed
    locator: Locator
    features: frozenset[str] | None = None

    def has(self, feature: str) -> bool:
        """Whether the site has a feature (maps, threads, in_force …); without a list of features it has all."""
        return self.features is None or feature in self.features

    @cached_property
    def ordered(self) -> tuple[Card, ...]:
        """The cards of all records, newest first."""
        return tuple(newest_first(self.cards))

    @cached_property
    def newest(self) -> tuple[Card, ...]:
        """The cards of all records (not of reference kinds), newest first, withdrawn ones left out."""
        return tuple(card for card in self.ordered if not card.reference and not card.withdrawn)

    @cached_property
    def narrowed(self) -> Mapping[str, Narrowed]:
        """By kind of records its list, whole and narrowed."""
        return {kind.name: narrowed(kind, self.library, self.cards) for kind in self.library.kinds.records}

    @cached_property
    def references(self) -> Mapping[str, tuple[Group, ...]]:
        """For every reference record the records that point at it or at what lies in it, by kind."""
        counts = {kind.name: facet_counts(kind, self.narrowed[kind.name]) for kind in self.library.kinds.records}
        gatherer = Gatherer(self.kinds, self.library, self.links, self.ordered, counts)
        return {record_id: gatherer.groups(record_id) for record_id, card in self.cards.items() if card.reference}

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """For every reference record how many records its page lists, each once."""
        return {record_id: sum(len(group.cards) for group in found) for record_id, found in self.references.items()}

    @cached_property
    def coverage(self) -> Coverage | None:
        """What was searched for where; None where nothing is on record about it."""
        return coverage(self.library, self.cards)

    @cached_property
    def comparison(self) -> Comparison | None:
        """Places side by side; None where no kind is compared."""
        return comparison(self.library, self.views, self.coverage)

    @cached_property
    def in_force(self) -> InForce:
        """What applied on any day."""
        return InForce(self.library, self.histories, self.cards, self.views)

    @cached_property
    def weaver(self) -> Weaver:
        """What followed from what."""
        return Weaver(lineage(self.links, self.cards), self.links, self.views, self.cards)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """Every thread, the largest first."""
        return self.weaver.threads()

    @cached_property
    def threads_of(self) -> Mapping[str, list[str]]:
        """For every record in a thread the first records of its threads."""
        return self.weaver.lineage.threads_of()

    @cached_property
    def chains(self) -> Mapping[str, tuple[Chain, ...]]:
        """For every record in a thread its place there."""
        by_first = {thread.start.id: thread for thread in self.threads}
        return Lazy(self.threads_of, lambda name: tuple(self.weaver.chain(by_first[first], name) for first in self.threads_of[name]), FEW)

    @cached_property
    def places(self) -> Mapping[str, PlaceView]:
        """For every place what applies there, what comes next, what happened, and which places are near or alike."""
        return place_views(Gazetteer(self.library, self.links, self.cards, self.views, self.briefs, self.in_force, self.as_of))

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of all records."""
        return timeline(self.cards, self.briefs)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The map's spots for all records (not of reference kinds)."""
        return spots(self.library, self.cards, self.locator)

    @cached_property
    def regions(self) -> tuple[Spot, ...]:
        """The same records gathered by region, for a map of the whole country."""
        return regions(self.library, self.cards, self.locator)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The places that have records, by region."""
        return areas(self.library, self.cards, self.references)


def make_site(
    library: Library, as_of: date, ledger: Ledger = NO_LEDGER, before: Before = NOTHING, features: frozenset[str] | None = None, most: int | None = None, workers: int = 1,
    shelf: Shelf | None = None,
) -> Site:  # fmt: skip
    """Every view of a library, statuses as of the given day; `ledger` tells when the records were written down, `before` holds the cards and keys of the last run,
    and at `most` so many views are kept at a time (None: all that were asked for). On the shelf briefs are kept from one run to the next."""
    links = link(library)
    worked_out = Lazy({record.id: None for record in library if record.kind.initial_status}, lambda name: history(library.by_id[name], library, links), HISTORIES)
    found = file_cards(library, links, worked_out, as_of, before[0], workers, shelf)
    briefs = read_briefs(library.by_id, found.cards, worked_out, found.slots, shelf, most)
    # with a shelf a history comes with its brief, and nothing is worked out
    histories = Lazy(worked_out, lambda name: briefs[name].history or worked_out[name], HISTORIES) if shelf else worked_out
    locator = Locator(library)
    around = Surroundings(library, links, histories, found.cards, as_of, ledger, locator)
    views = Lazy(library.by_id, lambda name: RecordView(library.by_id[name], around), most)
    keys = Keys(library, links, found.digests, as_of, ledger, found.filed[1], before[0][1], before[1], workers)
    return Site(kind_views(library.kinds, found.counts), library, links, histories, found.cards, briefs, views, as_of, keys, found.filed, locator, features)
