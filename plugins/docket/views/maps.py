"""Maps: the records that lie on the map, gathered by the point they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docket.views.cards import Card, newest_first
from docket.views.parts import PointView
from docket.views.records import RecordView


class Spot(NamedTuple):
    """A point of the map with every record that lies there, newest first; the counts are by kind name, in the order of the kinds. `region` is the id of
    the place directly below the topmost one (or of that one) that the first record lies in, empty where it lies in none."""

    point: PointView
    cards: tuple[Card, ...]
    counts: tuple[tuple[str, int], ...]
    region: str = ""


def spots(views: Iterable[RecordView]) -> tuple[Spot, ...]:
    """The spots of these views, ordered from north to south, then west to east. Records of one place share its spot."""
    views = [view for view in views if view.point and not view.card.withdrawn]
    kinds = list(dict.fromkeys(view.card.kind for view in views))
    groups: dict[tuple[float, float, str], list[RecordView]] = {}
    for view in views:
        assert view.point is not None
        groups.setdefault((-view.point.lat, view.point.lon, view.point.precision), []).append(view)
    return tuple(_spot(view.point, groups[key], kinds) for key in sorted(groups) for view in groups[key][:1] if view.point)


def regions(views: Mapping[str, RecordView]) -> tuple[Spot, ...]:
    """The same records gathered by region: the place directly below the topmost one (a state, say) at that place's own point. Records of the
    topmost place itself, and of regions without a point, are left out; spots are ordered as above."""
    groups: dict[str, list[RecordView]] = {}
    for view in views.values():
        if not view.card.reference and not view.card.withdrawn and len(view.above) > 1:
            groups.setdefault(view.above[-2].id, []).append(view)
    located = [(views[region].point, members) for region, members in groups.items()]
    kinds = list(dict.fromkeys(view.card.kind for view in views.values()))
    found = [_spot(point, members, kinds) for point, members in located if point]
    return tuple(sorted(found, key=lambda spot: (-spot.point.lat, spot.point.lon)))


def _spot(point: PointView, views: list[RecordView], kinds: list[str]) -> Spot:
    cards = newest_first([view.card for view in views])
    region = next((place.id for place in views[0].above[-2:]), "")
    counts = tuple((kind, sum(card.kind == kind for card in cards)) for kind in kinds if any(card.kind == kind for card in cards))
    return Spot(point, tuple(cards), counts, region)
