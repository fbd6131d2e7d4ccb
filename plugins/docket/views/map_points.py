"""Maps: the records that lie on the map, gathered by the point they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docket.model.record import Library, Record
from docket.model.references import levels
from docket.views.card import Card, newest_first
from docket.views.parts import PointView
from docket.views.points import Locator


class Spot(NamedTuple):
    """A point of the map with every record that lies there, newest first; the counts are by kind
    name, in the order of the kinds. `region` is the id of the place directly below the topmost one
    (or of that one) that the first record lies in, empty where it lies in none."""

    point: PointView
    cards: tuple[Card, ...]
    counts: tuple[tuple[str, int], ...]
    region: str = ""


def spots(library: Library, cards: Mapping[str, Card], locator: Locator) -> tuple[Spot, ...]:
    """The spots of all records (not of reference kinds), ordered from north to south, then west to
    east. Records of one place share its spot."""
    groups: dict[tuple[float, float, str], tuple[PointView, list[Card]]] = {}
    for record in _shown(library, cards):
        point = locator.point(record)
        if point:
            groups.setdefault((-point.lat, point.lon, point.precision), (point, []))[1].append(
                cards[record.id]
            )
    return tuple(_spot(*groups[key], library) for key in sorted(groups))


def regions(library: Library, cards: Mapping[str, Card], locator: Locator) -> tuple[Spot, ...]:
    """The same records gathered by region: the place directly below the topmost one (a state, say)
    at that place's own point. Records of the topmost place itself, and of regions without a point,
    are left out; spots are ordered as above."""
    groups: dict[str, list[Card]] = {}
    above: dict[str, list[str]] = {}
    for record in _shown(library, cards):
        card = cards[record.id]
        if card.place not in above:
            above[card.place] = _levels(card.place, library)
        chain = above[card.place]
        if len(chain) > 1:
            groups.setdefault(chain[-2], []).append(card)
    located = [(locator.point(library[region]), members) for region, members in groups.items()]
    found = [_spot(point, members, library) for point, members in located if point]
    return tuple(sorted(found, key=lambda spot: (-spot.point.lat, spot.point.lon)))


def _shown(library: Library, cards: Mapping[str, Card]) -> Iterator[Record]:
    return (
        record for record in library if not record.kind.reference and not cards[record.id].withdrawn
    )


def _levels(place: str, library: Library) -> list[str]:
    """The ids of a place and of all above it; none of what is no place."""
    return [level.id for level in levels(library, library.get(place))]


def _spot(point: PointView, members: list[Card], library: Library) -> Spot:
    cards = newest_first(members)
    region = next(iter(_levels(members[0].place, library)[-2:]), "")
    counts = Counter(card.kind for card in cards)
    return Spot(
        point,
        tuple(cards),
        tuple((kind.name, counts[kind.name]) for kind in library.kinds if kind.name in counts),
        region,
    )
