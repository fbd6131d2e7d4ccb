"""Place the names of counties on a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docket.maps.clusters import Marker
from docket.maps.projections import Projection
from docket.source.base_map import Outline


class Label(NamedTuple):
    """Words at a position on the map."""

    x: float
    y: float
    text: str


def county_labels(
    counties: Iterable[Outline], projection: Projection, marks: Iterable[Marker]
) -> Iterable[Label]:
    """Yield the names of counties in the middle of what is visible of them, where there is enough
    room clear of the markers."""
    for county in counties:
        west, south, east, north = county.mainland
        (left, top), (right, bottom) = projection.place(north, west), projection.place(south, east)
        left, right, top, bottom = (
            max(left, 0),
            min(right, projection.width),
            max(top, 0),
            min(bottom, projection.height),
        )
        x, y, room = (left + right) / 2, (top + bottom) / 2, 3.2 * len(county.name)
        clear = all(
            abs(mark.x - x) > room + mark.radius or abs(mark.y - y) > 10 + mark.radius
            for mark in marks
        )
        if clear and right - left > 2 * room + 8 and bottom - top > 24:
            yield Label(round(x, 1), round(y, 1), county.name)
