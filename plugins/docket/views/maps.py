"""Maps: the records that lie on the map, gathered by the point they share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docket.views.cards import Card, newest_first
from docket.views.parts import PointView
from docket.views.records import RecordView


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map with every record that lies there, newest first; the counts are by kind name, in the order of the kinds."""

    point: PointView
    cards: tuple[Card, ...]
    counts: tuple[tuple[str, int], ...]


def spots(views: Iterable[RecordView]) -> tuple[Spot, ...]:
    """The spots of these views, ordered from north to south, then west to east. Records of one place share its spot."""
    views = [view for view in views if view.point and not view.card.withdrawn]
    kinds = list(dict.fromkeys(view.card.kind for view in views))
    groups: dict[tuple[float, float, str], list[RecordView]] = {}
    for view in views:
        assert view.point is not None
        groups.setdefault((-view.point.lat, view.point.lon, view.point.precision), []).append(view)
    return tuple(_spot(groups[key], kinds) for key in sorted(groups))


def _spot(views: list[RecordView], kinds: list[str]) -> Spot:
    point = views[0].point
    assert point is not None
    cards = newest_first([view.card for view in views])
    return Spot(point, tuple(cards), tuple((kind, sum(card.kind == kind for card in cards)) for kind in kinds if any(card.kind == kind for card in cards)))
