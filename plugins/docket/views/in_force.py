"""In-force views: what applied on a day, everywhere or in one place, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from docket.links import ancestors
from docket.records import Library, Record
from docket.status import History, StatusSpan
from docket.views.cards import Card
from docket.views.parts import SpanView
from docket.views.records import RecordView


@dataclass(frozen=True, slots=True)
class Standing:
    """A record on a day: its card, the span of its status that covers the day, whether that is certain or only possible as the dates are known,
    and whether it would apply but is held back."""

    card: Card
    span: SpanView
    certain: bool
    held: bool


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """The records of one kind that applied on a day (or were held back), by place and title."""

    kind: str
    title: str
    shape: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of status between two days: the record, and the spans on the first and on the last day (None: not begun)."""

    card: Card
    before: SpanView | None
    after: SpanView | None


@dataclass(frozen=True)
class InForce:
    """Answers what applied on any day."""

    library: Library
    histories: Mapping[str, History]
    views: Mapping[str, RecordView]
    _by_place: dict[date, Mapping[str, tuple[StandingGroup, ...]]] = field(default_factory=dict, compare=False, repr=False)

    @property
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
        levels = [(self.views[level.id].card, there.get(level.id, ())) for level in (place, *ancestors(self.library, place))]
        return tuple((card, groups) for card, groups in levels if groups)

    def turns(self, first: date, last: date) -> tuple[Turn, ...]:
        """Every record whose status differs between two days, of the kinds that can apply, by place and title."""
        found = []
        for record in self.records:
            before, after = self._span(record, first), self._span(record, last)
            if (before.status if before else None) != (after.status if after else None):
                found.append(Turn(self.views[record.id].card, before, after))
        return tuple(found)

    @cached_property
    def places(self) -> tuple[tuple[Card, str], ...]:
        """Every place that a record which can apply is about, and all above these, by label, each with the id of the one above (empty: none)."""
        found: dict[str, Record] = {}
        for record in self.records:
            place = self.library.get(str(record.data.get(record.kind.place, ""))) if record.kind.place else None
            found.update({level.id: level for level in ((place, *ancestors(self.library, place)) if place else ())})
        pairs = [(self.views[place.id].card, next((above.id for above in ancestors(self.library, place)), "")) for place in found.values()]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].label.casefold(), pair[0].id)))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record that can apply at all (its kind can, and it is not withdrawn), by place and title."""
        found = [record for record in self.library if record.kind.applies and "withdrawn" not in record.data]
        return tuple(sorted(found, key=lambda record: (self.views[record.id].card.place_label, record.caption.casefold(), record.id)))

    def _span(self, record: Record, day: date) -> SpanView | None:
        found = self.histories[record.id].on(day)
        return self._view(record, found) if found else None

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
        """Standings by kind, what is held back last."""
        kinds: dict[str, list[Standing]] = {kind.name: [] for kind in self.library.kinds if kind.applies}
        for standing in standings:
            kinds[standing.card.kind].append(standing)
        named = self.library.kinds.by_name
        return tuple(
            StandingGroup(name, named[name].applies_title, named[name].shape, tuple(sorted(found, key=lambda standing: standing.held))) for name, found in kinds.items() if found
        )  # fmt: skip

    def _standings(self, day: date) -> Iterator[Standing]:
        """Every record that applied on a day: once, with the last of the statuses that are possible then and apply or are held back."""
        for record in self.records:
            shown = [span for span in self.histories[record.id].possible(day) if span.status in (*record.kind.applies, *record.kind.held)]
            if shown:
                span = shown[-1]
                yield Standing(self.views[record.id].card, self._view(record, span), span.certain(day), span.status in record.kind.held)
