"""The site's view: every view of a collection, made once from the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docket.ledger import NO_LEDGER, Ledger
from docket.links import Links, link
from docket.records import Library
from docket.status import History, histories
from docket.views.cards import Card, make_card, newest_first
from docket.views.compare import Comparison, comparison
from docket.views.coverage import Coverage, coverage
from docket.views.in_force import InForce
from docket.views.kinds import KindView, kind_views
from docket.views.lists import facet_counts
from docket.views.maps import Spot, regions, spots
from docket.views.places import PlaceView, place_views
from docket.views.records import RecordView, record_view
from docket.views.references import Group, groups
from docket.views.threads import Chain, Thread, chains, threads
from docket.views.timelines import Timeline, timeline


@dataclass(frozen=True)
class Site:
    """All views of a collection: `views` by record id in the library's order, `kinds` for navigation, the day `as_of` on which statuses are read."""

    kinds: tuple[KindView, ...]
    library: Library
    links: Links
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    views: Mapping[str, RecordView]
    as_of: date

    @cached_property
    def newest(self) -> tuple[Card, ...]:
        """The cards of all records (not of reference kinds), newest first, withdrawn ones left out."""
        return tuple(card for card in newest_first(self.cards) if not card.reference and not card.withdrawn)

    @cached_property
    def references(self) -> Mapping[str, tuple[Group, ...]]:
        """For every reference record the records that point at it or at what lies in it, by kind."""
        narrowed = {kind.name: facet_counts(kind, self.library, self.cards) for kind in self.library.kinds.records}
        return {record_id: groups(record_id, self.kinds, self.library, self.links, self.cards, narrowed) for record_id, card in self.cards.items() if card.reference}

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
        return InForce(self.library, self.histories, self.views)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """What followed from what."""
        return threads(self.links, self.views)

    @cached_property
    def chains(self) -> Mapping[str, tuple[Chain, ...]]:
        """For every record in a thread its place there."""
        return chains(self.threads)

    @cached_property
    def places(self) -> Mapping[str, PlaceView]:
        """For every place what applies there, what comes next, what happened, and which places are near or alike."""
        return place_views(self.library, self.links, self.views, self.in_force, self.timeline.entries, self.as_of)

    @cached_property
    def timeline(self) -> Timeline:
        """The timeline of all records."""
        return timeline(self.library, self.views)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """The map's spots for all records (not of reference kinds)."""
        return spots(view for view in self.views.values() if not view.card.reference)

    @cached_property
    def regions(self) -> tuple[Spot, ...]:
        """The same records gathered by region, for a map of the whole country."""
        return regions(self.views)


def make_site(library: Library, as_of: date, ledger: Ledger = NO_LEDGER) -> Site:
    """Every view of a library, statuses as of the given day; `ledger` tells when the records were written down."""
    links = link(library)
    histories_ = histories(library, links)
    cards = {record.id: make_card(record, library, histories_.get(record.id), as_of) for record in library}
    views = {record.id: record_view(record, library, links, histories_.get(record.id), cards, as_of, ledger) for record in library}
    return Site(kind_views(library.kinds, library), library, links, histories_, cards, views, as_of)
