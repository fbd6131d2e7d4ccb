"""Compute for every place which records are about it, which places are near, and which are
alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from docket.build.store import by_value
from docket.model.inputs import Memory, Query, cached, tracking
from docket.model.record import Library, Record
from docket.model.references import Links
from docket.views.card import Card
from docket.views.in_force import InForce
from docket.views.moments import Moments, has_moments
from docket.views.points import Locator
from docket.views.references import Group
from docket.views.timeline import Entry, entries_of, in_order

EARTH_KM = 6371
"""The mean radius of the Earth in kilometres."""
KM_A_DEGREE = radians(1) * EARTH_KM
"""The least distance in kilometres between two points whose latitudes differ by one degree."""
NEAR_KM = 150
"""Up to which distance in kilometres a place is near."""
MOST = 6
"""How many places near or alike are shown at most."""
SHARED = 2
"""How many subjects two places must share to be alike."""


class Near(NamedTuple):
    """A place nearby: its card, the distance of its point in whole kilometres, and how many records
    are about it."""

    card: Card
    km: int
    total: int


class Alike(NamedTuple):
    """A place of the same size with records about the same subjects: its card and those
    subjects."""

    card: Card
    shared: tuple[Card, ...]


@dataclass(frozen=True)
class PlaceIndex:
    """The index of all places: what the views of single places share."""

    library: Library
    links: Links
    cards: Mapping[str, Card]
    moments: Mapping[str, Moments]
    locator: Locator
    in_force: InForce
    as_of: date
    groups: Mapping[str, tuple[Group, ...]]
    memory: Memory | None = None

    def begin(self) -> None:
        """Make every query, so that the memory can compute what an earlier build asked of it."""
        for name in ("about", "near", "alike", "_subjects", "_sizes"):
            getattr(self, name)

    @property
    def names(self) -> Mapping[str, Record]:
        """Return all places that are not withdrawn, by id, without recording that they are read."""
        with tracking():
            return self.places

    @cached
    def places(self) -> Mapping[str, Record]:
        """Return every place that is not withdrawn, by id."""
        kinds = self.library.kinds
        rules = (ref for kind in kinds for ref in kind.refs if ref.path == (kind.place,))
        named = dict.fromkeys(name for ref in rules for name in ref.kinds if name in kinds.by_name)
        records = (record for name in named for record in self.library.of_kind(name))
        return {record.id: record for record in records if not self.cards[record.id].withdrawn}

    def entries(self, name: str) -> list[Entry]:
        """Return what the timeline shows about a place itself, in order."""
        about = self.about[name]
        entries = (entries_of(self.cards[record], self.moments[record]) for record in about)
        return in_order(entry for found in entries for entry in found)

    @cached
    def about(self) -> Query[tuple[str, ...]]:
        """Return, by place, the ids of the records about it that appear on timelines."""
        return Query("about", lambda: self.names, self._about, self.memory, fingerprint=by_value)

    def _about(self, name: str) -> tuple[str, ...]:
        """Return the ids of the records about a place that appear on timelines."""
        found = []
        for link in self.links.to(name):
            record = self.library[link.source]
            card = self.cards[record.id]
            if name in card.places and card.date and has_moments(record, card):
                found.append(record.id)
        return tuple(dict.fromkeys(found))

    @cached
    def near(self) -> Query[tuple[Near, ...]]:
        """Return, by place, the nearest places of the same size that have records, within
        NEAR_KM."""
        return Query("near", lambda: self.names, self._near, self.memory, fingerprint=by_value)

    def _near(self, name: str) -> tuple[Near, ...]:
        """Return the nearest places of the same size that have records, nearest first."""
        points = self.sizes.points
        own, found = points[name], []
        for other in self.sizes.same[name] if own else ():
            point = points[other]
            if (
                other == name
                or not own
                or not point
                or abs(own[0] - point[0]) * KM_A_DEGREE > NEAR_KM
            ):
                continue
            km = _distance(own, point)
            total = len(self.about[other]) if km <= NEAR_KM else 0
            if total:
                found.append(Near(self.cards[other], round(km), total))
        return tuple(sorted(found, key=lambda near: (near.km, near.card.label))[:MOST])

    @cached
    def alike(self) -> Query[tuple[Alike, ...]]:
        """Return, by place, the places of the same size that share at least SHARED subjects, those
        that share the largest part of theirs (Jaccard index) first."""
        return Query("alike", lambda: self.names, self._alike, self.memory, fingerprint=by_value)

    def _alike(self, name: str) -> tuple[Alike, ...]:
        """Return the places of the same size that share most subjects with a place, the best
        first."""
        subjects = self._subjects[""]
        own, found = subjects.get(name, frozenset()), []
        for other in self.sizes.same[name] if len(own) >= SHARED else ():
            theirs = subjects.get(other, frozenset())
            shared = len(own & theirs)
            if shared >= SHARED and other != name:
                found.append((-shared / len(own | theirs), self.cards[other].label, other))
        best = [other for *_, other in nsmallest(MOST, found)]
        return tuple(
            Alike(self.cards[other], _by_title(own & subjects[other], self.cards)) for other in best
        )

    @cached
    def _subjects(self) -> Query[Mapping[str, frozenset[str]]]:
        """Return, by place, the subjects (kinds with `x-subject`) of the records about it."""
        return Query("subjects", lambda: ("",), self._find_subjects, self.memory, None, _by_members)

    def _find_subjects(self, _: str) -> Mapping[str, frozenset[str]]:
        """Return the ids of the subjects of the records about each place, by place."""
        found: dict[str, set[str]] = {}
        for name, card in self.cards.items():
            if card.places and not card.withdrawn:
                targets = {link.target for link in self.links.of(name)}
                subjects = {target for target in targets if self.library[target].kind.subject}
                for place in card.places:
                    found.setdefault(place, set()).update(subjects)
        return {name: frozenset(subjects) for name, subjects in found.items()}

    @property
    def sizes(self) -> Sizes:
        """Return where all places lie, and which are of the same size."""
        return self._sizes[""]

    @cached
    def _sizes(self) -> Query[Sizes]:
        """Return a query with one value: where all places lie, and which are of the same size."""
        return Query("sizes", lambda: ("",), self._find_sizes, self.memory, fingerprint=by_value)

    def _find_sizes(self, _: str) -> Sizes:
        """Return where all places lie, and which are of the same size."""
        located = {name: self.locator.point(place) for name, place in self.places.items()}
        sizes: dict[str, list[str]] = {}
        for name, point in located.items():
            sizes.setdefault(point.precision if point else "", []).append(name)
        points = {
            name: (point.lat, point.lon) if point else None for name, point in located.items()
        }
        return Sizes(points, {name: names for names in sizes.values() for name in names})


class Sizes(NamedTuple):
    """Where places lie and which are of the same size; the precision of its point says how large a
    place is (city, state).

    `points` has latitude and longitude by place (None: it has no point), `same` the places of the
    same size, the place itself among them.
    """

    points: Mapping[str, tuple[float, float] | None]
    same: Mapping[str, list[str]]


def _by_members(subjects: Mapping[str, frozenset[str]]) -> bytes:
    """Return the fingerprint of sets of subjects by place."""
    return by_value([(name, sorted(found)) for name, found in subjects.items()])


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points in kilometres (haversine formula)."""
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    half = (
        sin((other_lat - lat) / 2) ** 2
        + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(half))


def _by_title(names: frozenset[str], cards: Mapping[str, Card]) -> tuple[Card, ...]:
    """Return the cards of some records by title."""
    return tuple(sorted((cards[name] for name in names), key=lambda card: (card.title, card.id)))
