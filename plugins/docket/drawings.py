"""Drawings: maps worked out at build time as plain shapes, for templates to write as SVG. Every number has one decimal, so bytes do not drift."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sqrt

from docket.charts import Density, density
from docket.geography import Albers, BaseMap, Box, Mercator, Outline, Projection, svg_path
from docket.views.maps import Spot
from docket.views.records import RecordView
from docket.views.site import Site

LOCATOR = 320.0
OVERVIEW = 760.0
WIDE = 12.0
"""Spots spread over more degrees of longitude than this are drawn on the map of the whole country."""
ROOM = {"site": 0.35, "neighbourhood": 0.35, "city": 0.55, "county": 1.1, "region": 1.8, "state": 6.5}
"""How many degrees a locator shows on each side of a point of each precision."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline: its style (state, county, area) and the d attribute of its path."""

    style: str
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map at a position."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class RingMark:
    """The area within which a point lies, in units of the drawing."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A spot: position, size, how many records, its kind's name and shape ("mixed" for several kinds)."""

    x: float
    y: float
    radius: float
    count: int
    kind: str
    shape: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map as plain shapes, from the bottom layer to the top; width and height in units of the drawing."""

    width: float
    height: float
    outlines: tuple[Shape, ...]
    labels: tuple[Label, ...]
    rings: tuple[RingMark, ...]
    markers: tuple[Marker, ...]


@dataclass(frozen=True)
class Drawings:
    """Draws maps of records over a base map."""

    base: BaseMap

    def record(self, view: RecordView) -> Drawing | None:
        """A small map of where one record lies, its precision as a ring; None for a record without a point."""
        if view.point is None:
            return None
        point, room = view.point, ROOM[view.point.precision]
        wide = room / cos(radians(point.lat))
        projection = Mercator((point.lon - wide, point.lat - room * 0.72, point.lon + wide, point.lat + room * 0.72), LOCATOR)
        x, y = projection.place(point.lat, point.lon)
        ring = RingMark(round(x, 1), round(y, 1), round(max(point.radius * projection.units_per_metre, 9), 1))
        shape = "circle" if view.card.reference else view.card.shape
        marker = Marker(round(x, 1), round(y, 1), 5, 1, view.card.kind, shape)
        return self._drawing(projection, projection.box, (ring,), (marker,), label_counties=room < 2)

    def overview(self, site: Site) -> Drawing | None:
        """The map of all spots: of the region they lie in, or of the whole country where they are far apart; None where nothing lies anywhere."""
        if not site.spots:
            return None
        lons, lats = [spot.point.lon for spot in site.spots], [spot.point.lat for spot in site.spots]
        if max(lons) - min(lons) > WIDE:
            albers = Albers(OVERVIEW)
            return self._drawing(albers, (-180, -15, 180, 72), (), _markers(site.spots, albers), label_counties=False)
        projection = Mercator(_around(lons, lats), OVERVIEW)
        return self._drawing(projection, projection.box, (), _markers(site.spots, projection), label_counties=True)

    def density(self, site: Site) -> Density | None:
        """How many steps of each kind happened month by month; None without a timeline."""
        return density(site)

    def _drawing(self, projection: Projection, box: Box, rings: tuple[RingMark, ...], markers: tuple[Marker, ...], label_counties: bool) -> Drawing:
        states = [outline for outline in self.base.states() if _touch(outline.box, box)]
        local = isinstance(projection, Mercator)
        counties = [county for state in states for county in self.base.counties(state.geoid) if _touch(county.box, box)] if local else []
        shapes = [Shape("state", svg_path(state.rings, projection)) for state in states] + [Shape("county", svg_path(county.rings, projection)) for county in counties]
        labels = tuple(_labels(counties, projection, markers)) if label_counties else ()
        return Drawing(round(projection.width, 1), round(projection.height, 1), tuple(shape for shape in shapes if shape.path), labels, rings, markers)


def _around(lons: list[float], lats: list[float]) -> Box:
    """A box around the points with a margin, at least as wide as it is high."""
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    margin = max(east - west, north - south, 0.6) * 0.08
    height, middle = north - south + 2 * margin, (west + east) / 2
    wide = max((east - west) / 2 + margin, height * 0.62 / cos(radians((south + north) / 2)))
    return (middle - wide, south - margin, middle + wide, north + margin)


def _markers(spots: Iterable[Spot], projection: Projection) -> tuple[Marker, ...]:
    """A marker a spot, the larger ones first so that the smaller lie on top; its area grows with the number of records."""
    markers = []
    for spot in spots:
        x, y = projection.place(spot.point.lat, spot.point.lon)
        single = spot.counts[0][0] if len(spot.counts) == 1 else ""
        radius = 4.5 if len(spot.cards) == 1 else round(min(6 + 2.2 * sqrt(len(spot.cards)), 22), 1)
        markers.append(Marker(round(x, 1), round(y, 1), radius, len(spot.cards), single or "mixed", spot.cards[0].shape if single else "mixed"))
    return tuple(sorted(markers, key=lambda marker: (-marker.radius, marker.y, marker.x)))


def _labels(counties: Iterable[Outline], projection: Projection, markers: Iterable[Marker]) -> Iterable[Label]:
    """The names of counties that lie wholly on the drawing and have room for it, clear of the markers."""
    for county in counties:
        west, south, east, north = county.box
        (left, top), (right, bottom) = projection.place(north, west), projection.place(south, east)
        x, y = (left + right) / 2, (top + bottom) / 2
        inside = left > 0 and top > 0 and right < projection.width and bottom < projection.height
        clear = all(abs(marker.x - x) > 3.2 * len(county.name) + marker.radius or abs(marker.y - y) > 10 + marker.radius for marker in markers)
        if inside and clear and right - left > 6.5 * len(county.name):
            yield Label(round(x, 1), round(y, 1), county.name)


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
