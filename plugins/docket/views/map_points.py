"""Gather the records that lie on the map by the point that they share."""

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
    """A point of the map with every record that lies there, newest first.

    `counts` has the number of records by name of kind, in the order of the kinds. `region` is the
    id of the region of the first record: the place directly below the topmost one, or the topmost
    place itself (empty: the record lies in no place).
    """

    point: PointView
    cards: tuple[Card, ...]
    counts: tuple[tuple[str, int], ...]
    region: str = ""


def spots(library: Library, cards: Mapping[str, Card], locator: Locator) -> tuple[Spot, ...]:
    """Return the spots of all records that are not of reference kinds, from north to south, then
    from west to east. Records of one place share its spot."""
    groups: dict[tuple[float, float, str], tuple[PointView, list[Card]]] = {}
    for record in _shown(library, cards):
        point = locator.point(record)
        if point:
            groups.setdefault((-point.lat, point.lon, point.precision), (point, []))[1].append(
                cards[record.id]
            )
    return tuple(_spot(*groups[key], library) for key in sorted(groups))


def regions(library: Library, cards: Mapping[str, Card], locator: Locator) -> tuple[Spot, ...]:
    """Return the same records gathered at the points of their regions (a state, say).

    A region is a place directly below the topmost one. Records of the topmost place itself, and of
    regions without a point, are left out. The order is that of `spots`.
    """
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
    """Return the records that a map shows: not of reference kinds, and not withdrawn."""
    return (
        record for record in library if not record.kind.reference and not cards[record.id].withdrawn
    )


def _levels(place: str, library: Library) -> list[str]:
    """Return the ids of a place and of all places above it; none if there is no such place."""
    return [level.id for level in levels(library, library.get(place))]


def _spot(point: PointView, members: list[Card], library: Library) -> Spot:
    """Return the spot of the records that lie at a point."""
    cards = newest_first(members)
    region = next(iter(_levels(members[0].place, library)[-2:]), "")
    counts = Counter(card.kind for card in cards)
    return Spot(
        point,
        tuple(cards),
        tuple((kind.name, counts[kind.name]) for kind in library.kinds if kind.name in counts),
        region,
    )
