"""Place spots on a drawing as markers, and merge or separate those that would overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import hypot, sqrt

from docket.maps.projections import Projection
from docket.model.appearance import shape_path
from docket.source.base_map import Box
from docket.views.map_points import Spot

BROAD = ("state",)
"""Precisions of points that represent a whole area. Their markers are named and never merged, since
no single place is meant."""
CLOSE_UP = (2.2, 1.35)
"""Width and height of the close-up in degrees of longitude and latitude."""
ROUNDS = 40
"""How often overlapping markers are moved apart at most; what is left of an overlap then
remains."""
GAP = 1.0
"""The space between separated markers, in units of the drawing."""
SHARE = 1 / 3
"""The least share of the records that a close-up must show; otherwise there is none."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A spot, or several merged: position, radius, how many records, name and shape of their kind.

    Kind and shape are "mixed" for several kinds. `name` is written beside the marker (empty for
    most).
    """

    x: float
    y: float
    radius: float
    count: int
    kind: str
    shape: str
    name: str = ""

    @property
    def path(self) -> str:
        """Return the d attribute of its shape; several kinds are drawn as a circle."""
        return shape_path(self.shape, self.radius)


class _Cluster:
    """Spots merged at a position, with the number of their records and the radius of their
    marker."""

    __slots__ = ("count", "radius", "spots", "x", "y")

    def __init__(self, x: float, y: float, spots: Sequence[Spot]) -> None:
        self.x, self.y, self.spots = x, y, spots
        self.count = sum(len(spot.cards) for spot in spots)
        self.radius = 4.5 if self.count == 1 else round(min(6 + 2.2 * sqrt(self.count), 24), 1)


def markers(spots: Iterable[Spot], projection: Projection) -> tuple[Marker, ...]:
    """Return the markers of these spots, largest first, so that smaller ones are drawn on top.

    Spots whose markers would overlap are merged, the largest with its neighbours, until none do.
    The area of a marker grows with its number of records.
    """
    clusters = [
        _Cluster(*projection.place(spot.point.lat, spot.point.lon), [spot]) for spot in spots
    ]
    broad = [cluster for cluster in clusters if cluster.spots[0].point.precision in BROAD]
    gathered = _merge_overlapping([cluster for cluster in clusters if cluster not in broad]) + broad
    made = [_marker(cluster) for cluster in gathered]
    return tuple(sorted(made, key=lambda marker: (-marker.radius, marker.y, marker.x)))


def one_each(spots: Iterable[Spot], projection: Projection) -> tuple[Marker, ...]:
    """Return one marker without a name for each spot; those that would overlap are moved apart."""
    clusters = [
        _Cluster(*projection.place(spot.point.lat, spot.point.lon), [spot]) for spot in spots
    ]
    for _ in range(ROUNDS):
        if not sum(_separate(one, other) for one, other in combinations(clusters, 2)):
            break
    return tuple(
        replace(_marker(cluster), name="")
        for cluster in sorted(clusters, key=lambda cluster: (-cluster.radius, cluster.y, cluster.x))
    )


def _separate(one: _Cluster, other: _Cluster) -> bool:
    """Move two clusters apart along the line between them if they overlap, the smaller one further;
    return whether they did."""
    dx, dy = other.x - one.x, other.y - one.y
    distance = hypot(dx, dy) or 1.0
    overlap = one.radius + other.radius + GAP - distance
    if overlap <= 0:
        return False
    dx, dy = (dx / distance, dy / distance) if (dx or dy) else (1.0, 0.0)
    share = one.radius / (one.radius + other.radius)
    one.x, one.y = one.x - dx * overlap * (1 - share), one.y - dy * overlap * (1 - share)
    other.x, other.y = other.x + dx * overlap * share, other.y + dy * overlap * share
    return True


def _merge_overlapping(clusters: list[_Cluster]) -> list[_Cluster]:
    """Return the clusters that are left when all that overlap are merged, starting with the
    largest."""
    done: list[_Cluster] = []
    waiting = sorted(clusters, key=lambda cluster: (-cluster.count, cluster.y, cluster.x))
    while waiting:
        cluster = waiting.pop(0)
        near = [
            other
            for other in waiting
            if hypot(other.x - cluster.x, other.y - cluster.y) < cluster.radius + other.radius
        ]
        if near:
            waiting = [other for other in waiting if other not in near]
            waiting.insert(0, _merged([cluster, *near]))
            continue
        clash = next(
            (
                other
                for other in done
                if hypot(other.x - cluster.x, other.y - cluster.y) < cluster.radius + other.radius
            ),
            None,
        )
        if clash:
            done.remove(clash)
            waiting.insert(0, _merged([clash, cluster]))
        else:
            done.append(cluster)
    return done


def _merged(clusters: Sequence[_Cluster]) -> _Cluster:
    """Return clusters merged into one, at their mean position weighted by number of records."""
    total = sum(cluster.count for cluster in clusters)
    x, y = (
        sum(getattr(cluster, axis) * cluster.count for cluster in clusters) / total
        for axis in ("x", "y")
    )
    return _Cluster(x, y, [spot for cluster in clusters for spot in cluster.spots])


def _marker(cluster: _Cluster) -> Marker:
    """Return the marker of a cluster."""
    kinds = {kind for spot in cluster.spots for kind, _ in spot.counts}
    only = cluster.spots[0].cards[0] if len(kinds) == 1 else None
    point = cluster.spots[0].point
    name = (point.name or cluster.spots[0].cards[0].place_title) if point.precision in BROAD else ""
    return Marker(
        round(cluster.x, 1),
        round(cluster.y, 1),
        cluster.radius,
        cluster.count,
        only.kind if only else "mixed",
        only.shape if only else "mixed",
        name,
    )


def densest(spots: Sequence[Spot]) -> Box | None:
    """Return the box of CLOSE_UP's size around one of the spots that holds the most records.

    Spots known only to the state are left out. None is returned if the box holds too small a share
    of all records, or fewer than four spots.
    """
    sharp = [spot for spot in spots if spot.point.precision not in BROAD]
    northward = sorted(sharp, key=lambda spot: spot.point.lat)
    lats = [spot.point.lat for spot in northward]
    width, height = CLOSE_UP
    best: tuple[int, int, Box] | None = None
    for spot in sharp:
        lat, lon = spot.point.lat, spot.point.lon
        box = (lon - width / 2, lat - height / 2, lon + width / 2, lat + height / 2)
        band = northward[bisect_left(lats, box[1]) : bisect_right(lats, box[3])]
        inside = [other for other in band if box[0] <= other.point.lon <= box[2]]
        held = sum(len(other.cards) for other in inside)
        if best is None or held > best[0]:
            best = (held, len(inside), box)
    total = sum(len(spot.cards) for spot in spots)
    if best is None or best[0] < total * SHARE or best[1] < 4:
        return None
    return _centred(best[2], sharp)


def _centred(box: Box, spots: Iterable[Spot]) -> Box:
    """Return a box of the same size with the spots that it holds in its middle."""
    inside = [
        spot.point
        for spot in spots
        if box[0] <= spot.point.lon <= box[2] and box[1] <= spot.point.lat <= box[3]
    ]
    lon = (min(point.lon for point in inside) + max(point.lon for point in inside)) / 2
    lat = (min(point.lat for point in inside) + max(point.lat for point in inside)) / 2
    width, height = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    return (lon - width, lat - height, lon + width, lat + height)
