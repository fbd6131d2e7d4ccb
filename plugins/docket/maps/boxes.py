"""Answer what a box of degrees holds: (west, south, east, north)."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

from docket.source.base_map import Box, Outline
from docket.views.parts import PointView


def holds(box: Box, point: PointView) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= point.lon <= box[2] and box[1] <= point.lat <= box[3]


def box_around(lons: list[float], lats: list[float]) -> Box:
    """Return a box around the points with a margin, at least as wide as it is high."""
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    margin = max(east - west, north - south, 0.6) * 0.08
    height, middle = north - south + 2 * margin, (west + east) / 2
    wide = max((east - west) / 2 + margin, height * 0.62 / cos(radians((south + north) / 2)))
    return (middle - wide, south - margin, middle + wide, north + margin)


def overlapping(outlines: Iterable[Outline], box: Box) -> list[Outline]:
    """Return the outlines whose box overlaps a box."""
    west, south, east, north = box
    return [
        outline
        for outline in outlines
        if (own := outline.box)[0] <= east
        and west <= own[2]
        and own[1] <= north
        and south <= own[3]
    ]
