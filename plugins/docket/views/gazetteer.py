"""The gazetteer: all places, with what stands about each, which are near it and which are alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import nsmallest
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from docket.links import TARGET, Links
from docket.records import Library, Record
from docket.views.briefs import Brief, has_moments
from docket.views.cards import Card
from docket.views.in_force import InForce
from docket.views.parts import PointView
from docket.views.records import RecordView
from docket.views.timelines import Entry, entries_of, in_order

EARTH_KM = 6371
"""The mean radius of the Earth in kilometres."""
KM_A_DEGREE = radians(1) * EARTH_KM
"""How far two points lie apart at the least whose latitudes differ by one degree."""
NEAR_KM = 150
MOST = 6
"""How many places near or alike are shown at the most."""
SHARED = 2
"""How many subjects two places must share to be called alike."""


class Near(NamedTuple):
    """A place nearby: its card, how far its point lies in whole kilometres, and how many records are about it."""

    card: Card
    km: int
    total: int


class Alike(NamedTuple):
    """A place of the same size with records about the same subjects: its card and those subjects."""

    card: Card
    shared: tuple[Card, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All places, and what is worked out once for the views of all of them."""

    library: Library
    links: Links
    cards: Mapping[str, Card]
    views: Mapping[str, RecordView]
    briefs: Mapping[str, Brief]
    in_force: InForce
    as_of: date
    _entries: dict[str, list[Entry]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def places(self) -> Mapping[str, Record]:
        """Every place that is not withdrawn."""
        named = [name for kind in self.library.kinds if kind.place for ref in kind.refs if ref.path == (kind.place,) for name in ref.kinds]
        kinds = [name for name in dict.fromkeys(named) if name in self.library.kinds.by_name]
        return {record.id: record for name in kinds for record in self.library.of_kind(name) if not self.cards[record.id].withdrawn}

    def entries(self, name: str) -> list[Entry]:
        """What stands on the timeline about a place itself, in order."""
        if name not in self._entries:
            self._entries[name] = in_order(entry for about in self._about.get(name, ()) for entry in entries_of(self.cards[about], self.briefs[about]))
        return self._entries[name]

    def near(self, name: str) -> tuple[Near, ...]:
        """The nearest places of the same size that have records, within NEAR_KM."""
        own, found = self._points[name], []
        for other in self._same_size[name]:
            point, total = self._points[other], len(self._about.get(other, ()))
            if other != name and total and own and point and abs(own.lat - point.lat) * KM_A_DEGREE <= NEAR_KM:
                km = _distance(own, point)
                if km <= NEAR_KM:
                    found.append(Near(self.cards[other], round(km), total))
        return tuple(sorted(found, key=lambda near: (near.km, near.card.label))[:MOST])

    def alike(self, name: str) -> tuple[Alike, ...]:
        """The places of the same size that share at least SHARED subjects, those that share the largest part of theirs (Jaccard index) first."""
        own, found = self._marks.get(name, 0), list[tuple[float, str, str]]()
        for other in self._same_size[name] if own.bit_count() >= SHARED else ():
            theirs = self._marks.get(other, 0)
            shared = (own & theirs).bit_count()
            if shared >= SHARED and other != name:
                found.append((-shared / (own | theirs).bit_count(), self.cards[other].label, other))
        return tuple(Alike(self.cards[other], _by_title(self._subjects[name] & self._subjects[other], self.cards)) for _, _, other in nsmallest(MOST, found))

    @cached_property
    def _about(self) -> dict[str, list[str]]:
        """By place the records about it that stand on timelines, those without any step left out."""
        found: dict[str, list[str]] = {}
        for record in self.library:
            card = self.cards[record.id]
            if card.date and has_moments(record, card):
                found.setdefault(card.place, []).append(record.id)
        return found

    @cached_property
    def _subjects(self) -> dict[str, set[str]]:
        """By place the subjects (kinds with x-subject) of the records about it."""
        found: dict[str, set[str]] = {}
        for name, card in self.cards.items():
            if card.place and not card.withdrawn:
                found.setdefault(card.place, set()).update(plain[TARGET] for plain in self.links.plain_of(name) if self.library.by_id[plain[TARGET]].kind.subject)
        return found

    @cached_property
    def _marks(self) -> dict[str, int]:
        """The same as numbers with a bit for each subject: every place is held against every other, and bits are counted in no time."""
        bits = {subject: 1 << number for number, subject in enumerate({subject: None for found in self._subjects.values() for subject in found})}
        return {name: sum(bits[subject] for subject in found) for name, found in self._subjects.items()}

    @cached_property
    def _points(self) -> dict[str, PointView | None]:
        return {name: self.views[name].point for name in self.places}

    @cached_property
    def _same_size(self) -> dict[str, list[str]]:
        """By place those of the same size, itself among them: what tells a city from a state is the precision of its point, empty where it has none."""
        sizes: dict[str, list[str]] = {}
        for name, point in self._points.items():
            sizes.setdefault(point.precision if point else "", []).append(name)
        return {name: names for names in sizes.values() for name in names}


def _distance(one: PointView, other: PointView) -> float:
    """The great-circle distance of two points in kilometres (haversine formula)."""
    lat, lon, other_lat, other_lon = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _by_title(names: set[str], cards: Mapping[str, Card]) -> tuple[Card, ...]:
    return tuple(sorted((cards[name] for name in names), key=lambda card: (card.title, card.id)))
