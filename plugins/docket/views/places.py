"""Place views: what applies in a place now with all levels above it, what comes next, what happened, and which places are near or alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from heapq import nsmallest
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from docket.links import Links, ancestors
from docket.records import Library, Record
from docket.views.cards import Card
from docket.views.in_force import InForce, StandingGroup
from docket.views.parts import PointView
from docket.views.records import RecordView
from docket.views.timelines import Entry

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


class PlaceView(NamedTuple):
    """A place on the day on which statuses are read. `levels`: what applies, of the place itself and then of each above it; `upcoming`: dated steps
    still to come, of all levels; `history`: the steps that count, of the place itself, by year, newest year first; places near and alike; `courts`:
    the courts it lies in, from the place itself or the nearest level that names any, each with those above it."""

    levels: tuple[tuple[Card, tuple[StandingGroup, ...]], ...]
    upcoming: tuple[Entry, ...]
    history: tuple[tuple[str, tuple[Entry, ...]], ...]
    near: tuple[Near, ...]
    alike: tuple[Alike, ...]
    courts: tuple[tuple[Card, ...], ...]


def place_views(library: Library, links: Links, views: Mapping[str, RecordView], in_force: InForce, entries: tuple[Entry, ...], as_of: date) -> dict[str, PlaceView]:
    """The view of every record of a kind that others name as their place, by id."""
    places = [record for name in _place_kinds(library) for record in library.of_kind(name) if "withdrawn" not in record.data]
    by_place: dict[str, list[Entry]] = {}
    for entry in entries:
        by_place.setdefault(entry.record.place, []).append(entry)
    totals = {place.id: len({entry.record.id for entry in by_place.get(place.id, ())}) for place in places}
    subjects, sizes = _subjects(library, links, views), _by_size(places, views)
    same_size = {name: names for names in sizes.values() for name in names}
    return {
        place.id: PlaceView(
            levels=in_force.here(place, as_of), upcoming=_upcoming(place, library, by_place, as_of), history=_history(by_place.get(place.id, ()), as_of),
            near=_near(place.id, same_size[place.id], views, totals), alike=_alike(place.id, same_size[place.id], views, subjects), courts=_courts(place, library, links, views),
        )
        for place in places
    }  # fmt: skip


def _place_kinds(library: Library) -> list[str]:
    """The names of the kinds that the place of another kind may be of."""
    named = [name for kind in library.kinds if kind.place for ref in kind.refs if ref.path == (kind.place,) for name in ref.kinds]
    return [name for name in dict.fromkeys(named) if name in library.kinds.by_name]


def _courts(place: Record, library: Library, links: Links, views: Mapping[str, RecordView]) -> tuple[tuple[Card, ...], ...]:
    """What the place lies in besides its parent: the records that its own references name, with those above each."""
    for level in (place, *ancestors(library, place)):
        named = [library.by_id[link.target] for link in links.of(level.id) if link.name != level.kind.parent and library.by_id[link.target].kind.parent]
        if named:
            return tuple(tuple(views[record.id].card for record in (court, *ancestors(library, court))) for court in named)
    return ()


def _upcoming(place: Record, library: Library, by_place: Mapping[str, list[Entry]], as_of: date) -> tuple[Entry, ...]:
    found = [entry for level in (place, *ancestors(library, place)) for entry in by_place.get(level.id, ()) if (entry.on.earliest or "") > as_of.isoformat()]
    return tuple(sorted(found, key=lambda entry: (entry.on.key, entry.record.id)))


def _history(entries: list[Entry] | tuple[()], as_of: date) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.main and (entry.on.earliest or "") <= as_of.isoformat():
            years.setdefault((entry.on.earliest or "")[:4], []).append(entry)
    return tuple((year, tuple(found)) for year, found in sorted(years.items(), reverse=True))


def _subjects(library: Library, links: Links, views: Mapping[str, RecordView]) -> dict[str, set[str]]:
    """By place the subjects (kinds with x-subject) of the records about it."""
    found: dict[str, set[str]] = {}
    for name, view in views.items():
        if view.card.place and not view.card.withdrawn:
            found.setdefault(view.card.place, set()).update(link.target for link in links.of(name) if library.by_id[link.target].kind.subject)
    return found


def _by_size(places: list[Record], views: Mapping[str, RecordView]) -> dict[str, list[str]]:
    """The ids of places by what tells a city from a state: the precision of a place's point, empty where it has none."""
    found: dict[str, list[str]] = {}
    for place in places:
        point = views[place.id].point
        found.setdefault(point.precision if point else "", []).append(place.id)
    return found


def _near(name: str, alike: list[str], views: Mapping[str, RecordView], totals: Mapping[str, int]) -> tuple[Near, ...]:
    """The nearest places of the same size that have records, within NEAR_KM."""
    own, found = views[name].point, []
    for other in alike:
        point = views[other].point
        if other != name and totals[other] and own and point and abs(own.lat - point.lat) * KM_A_DEGREE <= NEAR_KM:
            km = _distance(own, point)
            if km <= NEAR_KM:
                found.append(Near(views[other].card, round(km), totals[other]))
    return tuple(sorted(found, key=lambda near: (near.km, near.card.label))[:MOST])


def _distance(one: PointView, other: PointView) -> float:
    """The great-circle distance of two points in kilometres (haversine formula)."""
    lat, lon, other_lat, other_lon = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _alike(name: str, alike: list[str], views: Mapping[str, RecordView], subjects: Mapping[str, set[str]]) -> tuple[Alike, ...]:
    """The places of the same size that share at least SHARED subjects, those that share the largest part of theirs (Jaccard index) first."""
    own = subjects.get(name, set())
    found: list[tuple[float, str, str]] = []
    for other in alike if len(own) >= SHARED else ():
        theirs = subjects.get(other, set())
        shared = len(own & theirs)
        if other != name and shared >= SHARED:
            found.append((-shared / (len(own) + len(theirs) - shared), views[other].card.label, other))
    return tuple(Alike(views[other].card, _by_title(own & subjects[other], views)) for _, _, other in nsmallest(MOST, found))


def _by_title(names: set[str], views: Mapping[str, RecordView]) -> tuple[Card, ...]:
    return tuple(sorted((views[name].card for name in names), key=lambda card: (card.title, card.id)))
