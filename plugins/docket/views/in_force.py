"""In-force views: what applied on a day, everywhere or in one place, why, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from docket.links import ancestors, levels
from docket.records import Library, Record
from docket.status import History, StatusSpan
from docket.views.cards import Card
from docket.views.parts import SpanView
from docket.views.records import RecordView


class Standing(NamedTuple):
    """A record on a day: its card, the span of its status that covers the day, whether that is certain or only possible as the dates are known,
    and whether it would apply but is held back."""

    card: Card
    span: SpanView
    certain: bool
    held: bool


class StandingGroup(NamedTuple):
    """The records of one kind that `applied` on a day, and those that would have but were `held` back, each by place and title."""

    kind: str
    title: str
    shape: str
    applied: tuple[Standing, ...]
    held: tuple[Standing, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """All of them, what is held back last."""
        return self.applied + self.held


class Turn(NamedTuple):
    """A change of status between two days: the record, and the spans on the first and on the last day (None: not begun)."""

    card: Card
    before: SpanView | None
    after: SpanView | None


@dataclass(frozen=True)
class InForce:
    """Answers what applied on any day."""

    library: Library
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    views: Mapping[str, RecordView]
    _by_place: dict[date, Mapping[str, tuple[StandingGroup, ...]]] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[tuple[int, bool], Standing] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day on which the status of a record that is not withdrawn may change, in order."""
        found = {day for record in self.records for span in self.histories[record.id].spans for day in (span.begin, span.begin_latest) if day}
        return tuple(sorted(found))

    def on(self, day: date) -> tuple[StandingGroup, ...]:
        """What applied on a day by kind; kinds of which nothing applied are left out."""
        return self._groups(self._standings(day))

    def here(self, place: Record, day: date) -> tuple[tuple[Card, tuple[StandingGroup, ...]], ...]:
        """What applied on a day in a place, level by level: of the place itself, then of each place it lies in; levels with nothing are left out."""
        there = self._there(day)
        found = [(self.cards[level.id], there.get(level.id, ())) for level in levels(self.library, place)]
        return tuple((card, groups) for card, groups in found if groups)

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Every record whose status differs between two days, of the kinds that can apply, by place and title."""
        first_begun, last_begun = (bisect_right(self._beginnings, (day, len(self.records))) for day in (first, last))
        found = []
        for number in sorted({number for _, number in self._beginnings[first_begun:last_begun]}):
            record = self.records[number]
            before, after = (self.histories[record.id].on(day) for day in (first, last))
            if (before.status if before else None) != (after.status if after else None):
                found.append(Turn(self.cards[record.id], *(self._view(record, span) if span else None for span in (before, after))))
        return tuple(found)

    @cached_property
    def _beginnings(self) -> list[tuple[date, int]]:
        """The day on which each span of each record begins, in order, with the record's number among all: between two days only these can have turned."""
        return sorted((span.begin, number) for number, record in enumerate(self.records) for span in self.histories[record.id].spans)

    @cached_property
    def places(self) -> tuple[tuple[Card, str], ...]:
        """Every place that a record which can apply is about, and all above these, by label, each with the id of the one above (empty: none)."""
        found: dict[str, Record] = {}
        for record in self.records:
            found.update({level.id: level for level in levels(self.library, self.library.get(self.cards[record.id].place))})
        pairs = [(self.cards[place.id], next((above.id for above in ancestors(self.library, place)), "")) for place in found.values()]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].label.casefold(), pair[0].id)))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record that can apply at all (its kind can, and it is not withdrawn), by place and title."""
        found = [record for record in self.library if record.kind.applies and not self.cards[record.id].withdrawn]
        return tuple(sorted(found, key=lambda record: (self.cards[record.id].place_label, self.cards[record.id].title.casefold(), record.id)))

    def _view(self, record: Record, span: StatusSpan) -> SpanView:
        return self.views[record.id].spans[self.histories[record.id].spans.index(span)]

    def _there(self, day: date) -> Mapping[str, tuple[StandingGroup, ...]]:
        """What applied on a day by the place it is about, worked out once for each day."""
        if day not in self._by_place:
            places: dict[str, list[Standing]] = {}
            for standing in self._standings(day):
                places.setdefault(standing.card.place, []).append(standing)
            self._by_place[day] = {place: self._groups(found) for place, found in places.items()}
        return self._by_place[day]

    def _groups(self, standings: Iterable[Standing]) -> tuple[StandingGroup, ...]:
        """Standings by kind."""
        kinds: dict[str, tuple[list[Standing], list[Standing]]] = {kind.name: ([], []) for kind in self.library.kinds if kind.applies}
        for standing in standings:
            kinds[standing.card.kind][standing.held].append(standing)
        named = self.library.kinds.by_name
        found = ((named[name], tuple(applied), tuple(held)) for name, (applied, held) in kinds.items() if applied or held)
        return tuple(StandingGroup(kind.name, kind.applies_title, kind.shape, applied, held) for kind, applied, held in found)

    def _standings(self, day: date) -> Iterator[Standing]:
        """Every record that applied on a day: once, with the last of the statuses that are possible then and apply or are held back."""
        for record, spans in self._applying:
            shown = [span for span in spans if span.possible(day)]
            if shown:
                yield self._standing(record, shown[-1], shown[-1].certain(day))

    @cached_property
    def _applying(self) -> tuple[tuple[Record, tuple[StatusSpan, ...]], ...]:
        """Every record with those of its spans in which it applies or is held back."""
        found = []
        for record in self.records:
            statuses = (*record.kind.applies, *record.kind.held)
            spans = tuple(span for span in self.histories[record.id].spans if span.status in statuses)
            found.append((record, spans))
        return tuple(found)

    def _standing(self, record: Record, span: StatusSpan, certain: bool) -> Standing:
        """A record in a span, the same for all days alike: there are many days, and few spans."""
        known = self._known.get((id(span), certain))
        if known is None:
            known = Standing(self.cards[record.id], self._view(record, span), certain, span.status in record.kind.held)
            self._known[id(span), certain] = known
        return known
