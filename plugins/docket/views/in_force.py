"""Answer what was in force on a day, everywhere or in one place, why, and how certain that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from docket.model.inputs import cached
from docket.model.record import Library, Record
from docket.model.references import Links, ancestors, levels
from docket.status.spans import History, StatusSpan
from docket.views.card import Card
from docket.views.parts import SpanView
from docket.views.record import RecordView


class Standing(NamedTuple):
    """A record on a day: its card and the span of its status that covers the day.

    `certain` is false if the dates only make it possible. `held` is true if the record would be in
    force but an order holds it back.
    """

    card: Card
    span: SpanView
    certain: bool
    held: bool


class StandingGroup(NamedTuple):
    """The records of one kind that were in force on a day (`applied`), and those that an order held
    back (`held`), each by place and title."""

    kind: str
    title: str
    shape: str
    applied: tuple[Standing, ...]
    held: tuple[Standing, ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Return all of them, those that are held back last."""
        return self.applied + self.held


class StatusChange(NamedTuple):
    """A change of status between two days: the record, and its spans on the first and on the last
    day.

    A span is None if the record had not begun.
    """

    card: Card
    before: SpanView | None
    after: SpanView | None


@dataclass(frozen=True)
class InForce:
    """Answers what was in force on any day."""

    library: Library
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    views: Mapping[str, RecordView]
    links: Links

    @cached
    def days(self) -> tuple[date, ...]:
        """Return every day on which the status of a record may change, in order. Withdrawn records
        and kinds that are never in force are left out."""
        found = {
            day
            for record in self.records
            for span in self.histories[record.id].spans
            for day in (span.begin, span.begin_latest)
            if day
        }
        return tuple(sorted(found))

    def on(self, day: date) -> tuple[StandingGroup, ...]:
        """Return what was in force on a day by kind; kinds with nothing in force are left out."""
        return self._groups(self._standings(day))

    def here(self, place: Record, day: date) -> tuple[tuple[Card, tuple[StandingGroup, ...]], ...]:
        """Return what was in force on a day in a place, level by level: of the place itself, then
        of each place that it lies in. Levels with nothing are left out."""
        around = levels(self.library, place)
        found = [(self.cards[level.id], self._about(level, day)) for level in around]
        return tuple((card, groups) for card, groups in found if groups)

    def _about(self, place: Record, day: date) -> tuple[StandingGroup, ...]:
        """Return what was in force on a day of the records about a place."""
        names = dict.fromkeys(link.source for link in self.links.to(place.id))
        records = (self.library[name] for name in names if self.cards[name].place == place.id)
        listed = self._listed(records)
        return self._groups(
            standing for record in listed for standing in self._standing_of(record, day)
        )

    def _standing_of(self, record: Record, day: date) -> Iterator[Standing]:
        """Yield the record as it was on a day, if it was in force or held back.

        If several spans were possible on that day, the last one counts.
        """
        shown = [span for span in self._spans(record) if span.span.possible(day)]
        if shown:
            yield shown[-1].on(day)

    def changes(self, first: date, last: date) -> tuple[StatusChange, ...]:
        """Return every record whose status differs between two days, of the kinds that can be in
        force, by place and title."""
        records, beginnings = self.records, self._beginnings
        start, end = (bisect_right(beginnings, (day, len(records))) for day in (first, last))
        found = []
        for number in sorted({number for _, number in beginnings[start:end]}):
            record = records[number]
            before, after = (self.histories[record.id].on(day) for day in (first, last))
            if (before.status if before else None) != (after.status if after else None):
                shown = (self._view(record, span) if span else None for span in (before, after))
                found.append(StatusChange(self.cards[record.id], *shown))
        return tuple(found)

    @cached
    def _beginnings(self) -> list[tuple[date, int]]:
        """Return the first day of each span with the position of its record in `records`, in order.

        Only records with a span that begins between two days can have changed between them.
        """
        return sorted(
            (span.begin, number)
            for number, record in enumerate(self.records)
            for span in self.histories[record.id].spans
        )

    @cached
    def places(self) -> tuple[tuple[Card, str], ...]:
        """Return card and parent's id of every place that such a record is about and of all places
        above these, by label. The id is empty for a place without a parent."""
        found: dict[str, Record] = {}
        for record in self.records:
            found.update(
                {
                    level.id: level
                    for level in levels(self.library, self.library.get(self.cards[record.id].place))
                }
            )
        pairs = [
            (self.cards[place.id], next((above.id for above in ancestors(self.library, place)), ""))
            for place in found.values()
        ]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].label.casefold(), pair[0].id)))

    @cached
    def records(self) -> tuple[Record, ...]:
        """Return every record whose kind can be in force and that is not withdrawn, by place and
        title."""
        return self._listed(self.library)

    def _listed(self, records: Iterable[Record]) -> tuple[Record, ...]:
        """Return those of the records whose kind can be in force and that are not withdrawn, by
        place and title."""
        cards = self.cards
        found = [record for record in records if record.kind.applies]
        shown = [card for record in found if not (card := cards[record.id]).withdrawn]
        shown.sort(key=lambda card: (card.place_label, card.title.casefold(), card.id))
        return tuple(self.library[card.id] for card in shown)

    def _view(self, record: Record, span: StatusSpan) -> SpanView:
        """Return a span of a record for display."""
        return self.views[record.id].spans[self.histories[record.id].spans.index(span)]

    def _groups(self, standings: Iterable[Standing]) -> tuple[StandingGroup, ...]:
        """Return standings grouped by kind, in the order of the kinds."""
        kinds: dict[str, tuple[list[Standing], list[Standing]]] = {
            kind.name: ([], []) for kind in self.library.kinds if kind.applies
        }
        for standing in standings:
            kinds[standing.card.kind][standing.held].append(standing)
        named = self.library.kinds.by_name
        found = (
            (named[name], tuple(applied), tuple(held))
            for name, (applied, held) in kinds.items()
            if applied or held
        )
        return tuple(
            StandingGroup(kind.name, kind.applies_title, kind.shape, applied, held)
            for kind, applied, held in found
        )

    def _standings(self, day: date) -> Iterator[Standing]:
        """Yield every record that was in force or held back on a day, once."""
        for spans in self._applying:
            shown = [span for span in spans if span.span.possible(day)]
            if shown:
                yield shown[-1].on(day)

    @cached
    def _applying(self) -> tuple[tuple[_Applying, ...], ...]:
        """Return for every record the spans in which it is in force or held back."""
        return tuple(self._spans(record) for record in self.records)

    def _spans(self, record: Record) -> tuple[_Applying, ...]:
        """Return the spans of a record in which it is in force or held back."""
        kind, card = record.kind, self.cards[record.id]
        found = []
        for span in self.histories[record.id].spans:
            held = span.status in kind.held
            if held or span.status in kind.applies:
                shown = self._view(record, span)
                certain, possible = (Standing(card, shown, sure, held) for sure in (True, False))
                found.append(_Applying(span, certain, possible))
        return tuple(found)


class _Applying(NamedTuple):
    """A span in which a record is in force or held back, with both ways in which a day may show it.

    They are made once, since they are the same for all days, of which there are many.
    """

    span: StatusSpan
    certain: Standing
    possible: Standing

    def on(self, day: date) -> Standing:
        """Return how the record is shown on a day within the span."""
        return self.certain if self.span.certain(day) else self.possible
