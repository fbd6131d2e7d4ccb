"""Provide the views of single records of a site: histories, cards, moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from docket.model.inputs import Memory, Query, cached
from docket.model.record import Library
from docket.model.recorded import Ledger
from docket.model.references import Links
from docket.status import codecs
from docket.status.history import history
from docket.status.horizon import Horizons
from docket.status.lives import lives_of
from docket.status.order_state import Life
from docket.status.spans import History
from docket.views.card import CODEC as CARD_CODEC
from docket.views.card import Card, newest_first
from docket.views.card_maker import CardMaker
from docket.views.kinds import KindView, kind_views
from docket.views.lazy import Lazy
from docket.views.moments import CODEC as MOMENTS_CODEC
from docket.views.moments import Moments, moments_of
from docket.views.points import Locator
from docket.views.record import RecordContext, RecordView


@dataclass(frozen=True)
class RecordQueries:
    """The part of a site that is computed from one record at a time; `Site` explains the fields."""

    library: Library
    links: Links
    horizons: Horizons
    ledger: Ledger = field(default_factory=dict)
    memory: Memory | None = None
    features: frozenset[str] | None = None
    most: int | None = None
    page_size: int = 50

    def has(self, feature: str) -> bool:
        """Return whether the site has a feature (maps, threads …); without a list it has all."""
        return self.features is None or feature in self.features

    @property
    def as_of(self) -> date:
        """Return the newest day on which the status of a record is read without more being known of
        it: the day to which was searched."""
        return self.horizons.newest

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
            record = self.library[name]
            searched = self.horizons.searched(record)
            until = searched.isoformat() if searched else None
            return history(record, self.library, self.links, self.lives, until)

        return Query("history", lambda: names, compute, self.memory, codecs.HISTORY)

    @cached
    def lives(self) -> Query[tuple[Life, ...]]:
        """Return, by record, the lives of the orders that its steps make."""

        def compute(name: str) -> tuple[Life, ...]:
            return lives_of(self.library[name], self.library, self.links)

        return Query("lives", lambda: self.library.by_id, compute, self.memory, codecs.LIVES)

    @cached
    def cards(self) -> Query[Card]:
        """Return, by record, its card."""
        maker = CardMaker(self.library, self.horizons)

        def compute(name: str) -> Card:
            record = self.library[name].loaded()
            return maker.make(record, self.histories.get(name), self.lives[name])

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
        context = RecordContext(
            self.library,
            self.links,
            self.histories,
            self.cards,
            self.horizons,
            self.lives,
            self.ledger,
            self.locator,
        )
        records = self.library.by_id

        def names() -> Iterator[str]:
            return (record.id for record in self.library)

        return Lazy(records, names, lambda name: RecordView(records[name], context), self.most)

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
    def kind_sizes(self) -> Mapping[str, int]:
        """Return, by kind, how many records are listed; withdrawn ones are not."""
        sizes: dict[str, int] = {kind.name: 0 for kind in self.library.kinds}
        for card in self.cards.values():
            sizes[card.kind] += not card.withdrawn
        return sizes
