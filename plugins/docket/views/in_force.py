"""Answer what was in force on a day, everywhere or in one place, why, and how certain that is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docket.model.inputs import cached
from docket.model.kind import Kind
from docket.model.record import Library, Record
from docket.model.references import Links, ancestors, levels
from docket.status.spans import History
from docket.status.sweep import Day
from docket.views.card import Card
from docket.views.record import RecordView
from docket.views.standings import POSSIBLY, Standing, StandingGroup, StatusChange
from docket.views.step_parts import PhaseView, SpanView

Moment = tuple[SpanView, PhaseView]
"""The span of a record that covers a day, and the phase of it."""


@dataclass(frozen=True)
class InForce:
    """Answers what was in force on any day."""

    library: Library
    histories: Mapping[str, History]
    cards: Mapping[str, Card]
    views: Mapping[str, RecordView]
    links: Links

    @cached
    def days(self) -> tuple[Day, ...]:
        """Return every day on which the status of a record, or what it rests on, may change, in
        order. Withdrawn records and kinds that are never in force are left out."""
        found = {day for record in self.records for day in self._edges(record)}
        return tuple(sorted(found))

    def _edges(self, record: Record) -> Iterator[Day]:
        """Yield the days on which something changes for a record."""
        for span in self.histories[record.id].spans:
            yield from (phase.begin for phase in span.phases)
            certain = (span.certain_from, span.certain_before)
            yield from (day for day in certain if day)

    def on(self, day: Day) -> tuple[StandingGroup, ...]:
        """Return what was in force on a day by kind; kinds with nothing in force are left out."""
        return self._groups(filter(None, (self._standing(one, day) for one in self.records)))

    def here(self, place: Record, day: Day) -> tuple[tuple[Card, tuple[StandingGroup, ...]], ...]:
        """Return what was in force on a day in a place, level by level: of the place itself, then
        of each place that it lies in. Levels with nothing are left out."""
        found = [
            (self.cards[level.id], self._about(level, day)) for level in levels(self.library, place)
        ]
        return tuple((card, groups) for card, groups in found if groups)

    def _about(self, place: Record, day: Day) -> tuple[StandingGroup, ...]:
        """Return what was in force on a day of the records about a place."""
        names = dict.fromkeys(link.source for link in self.links.to(place.id))
        about = (name for name in names if place.id in self.cards[name].places)
        listed = self._listed(self.library[name] for name in about)
        return self._groups(filter(None, (self._standing(record, day) for record in listed)))

    def changes(self, first: Day, last: Day) -> tuple[StatusChange, ...]:
        """Return every record whose status, or what it rests on, differs between two days, of the
        kinds that can be in force, by place and title."""
        edges, count = self._all_edges, len(self.records)
        start, end = (bisect_right(edges, (day, count)) for day in (first, last))
        found = []
        for number in sorted({number for _, number in edges[start:end]}):
            record = self.records[number]
            before, after = (self._moment(record, day) for day in (first, last))
            if _what(before) != _what(after):
                found.append(_change(self.cards[record.id], before, after))
        return tuple(found)

    @cached
    def _all_edges(self) -> list[tuple[Day, int]]:
        """Return each day on which something changes with the position of its record in `records`,
        in order."""
        return sorted(
            (day, number)
            for number, record in enumerate(self.records)
            for day in self._edges(record)
        )

    @cached
    def places(self) -> tuple[tuple[Card, str], ...]:
        """Return card and parent's id of every place that such a record is about and of all places
        above these, by label. The id is empty for a place without a parent."""
        names = (name for record in self.records for name in self.cards[record.id].places)
        return place_table(names, self.library, self.cards)

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

    def _moment(self, record: Record, day: Day) -> Moment | None:
        """Return the span of a record that covers a day, and its phase; None before its first."""
        history = self.histories[record.id]
        span = history.on(day)
        if span is None:
            return None
        shown = self.views[record.id].spans[history.spans.index(span)]
        return shown, shown.phases[span.phases.index(span.phase(day))]

    def _standing(self, record: Record, day: Day) -> Standing | None:
        """Return how a record is listed on a day; None if it is not."""
        moment = self._moment(record, day)
        title = _group(record.kind, moment[0]) if moment else None
        if moment is None or title is None:
            return None
        span, phase = moment
        certain = span.certain_on(day)
        key = (record.id, span.first, phase.begin, certain)
        if key not in self._made:
            self._made[key] = Standing(self.cards[record.id], span, phase, certain, title)
        return self._made[key]

    @cached
    def _made(self) -> dict[tuple[str, Day, Day, bool], Standing]:
        """Return the standings made so far; one that is the same on many days is made once."""
        return {}

    def _groups(self, standings: Iterable[Standing]) -> tuple[StandingGroup, ...]:
        """Return standings grouped by kind and by status, in the order of the kinds and of their
        groups."""
        found: dict[str, dict[str, list[Standing]]] = {}
        for standing in standings:
            title = standing.group if standing.certain else POSSIBLY
            found.setdefault(standing.card.kind, {}).setdefault(title, []).append(standing)
        kinds = (kind for kind in self.library.kinds if kind.name in found)
        return tuple(
            StandingGroup(
                kind.name,
                kind.applies_title,
                kind.shape,
                tuple(
                    (title, tuple(found[kind.name][title]))
                    for title in (*(group.title for group in kind.status_groups), POSSIBLY)
                    if title in found[kind.name]
                ),
            )
            for kind in kinds
        )


def _group(kind: Kind, span: SpanView) -> str | None:
    """Return the title under which a record is listed while a span lasts; None if it is not."""
    for group in kind.status_groups:
        if span.status in group.statuses:
            later = group.unless_later and span.before is not None
            return None if later else group.title
    return None


def place_table(
    names: Iterable[str], library: Library, cards: Mapping[str, Card]
) -> tuple[tuple[Card, str], ...]:
    """Return card and parent's id of these places and of all places above them, by label. The id is
    empty for a place without a parent."""
    found: dict[str, Record] = {}
    for name in dict.fromkeys(names):
        found.update({level.id: level for level in levels(library, library.get(name))})
    pairs = [
        (cards[place.id], next((above.id for above in ancestors(library, place)), ""))
        for place in found.values()
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair[0].label.casefold(), pair[0].id)))


def _change(card: Card, before: Moment | None, after: Moment | None) -> StatusChange:
    """Return what differs between two moments of a record."""
    first, last = (moment[1].grounds if moment else () for moment in (before, after))
    known = {part.id: part for part in before[1].parts} if before else {}
    parts = ((known.get(part.id), part) for part in after[1].parts) if after else ()
    return StatusChange(
        card,
        before[0] if before else None,
        after[0] if after else None,
        tuple(one for one in first if one not in last),
        tuple(one for one in last if one not in first),
        tuple(
            (was, part)
            for was, part in parts
            if was != part and (was or not after or part.label != after[0].label)
        ),
    )


def _what(moment: Moment | None) -> object:
    """Return what counts as a difference between two days: the status and what it rests on."""
    if moment is None:
        return None
    span, phase = moment
    return (span.status, span.label, phase.grounds, phase.parts)
