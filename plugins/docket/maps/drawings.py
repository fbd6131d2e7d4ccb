"""Draw maps at build time as plain shapes that templates write as SVG.

Every number has one decimal, so that outputs are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import cos, radians
from typing import NamedTuple

from docket.maps.bars import Density, density
from docket.maps.clusters import BROAD, Marker, densest, markers, one_each
from docket.maps.projections import Country, Frame, Mercator, Projection
from docket.maps.svg_paths import COUNTRY_TRANSFORM, Plane, country_path, window_of
from docket.model.inputs import cached
from docket.source.base_map import BaseMap, Box, Outline
from docket.views.coverage import Coverage
from docket.views.parts import PointView
from docket.views.record import RecordView
from docket.views.site import Site

LOCATOR = 320.0
"""The width of the map of one record in units of the drawing."""
OVERVIEW = 520.0
"""The width of the map of all records in units of the drawing."""
WIDE = 12.0
"""Spots spread over more degrees of longitude than this are drawn on the map of the whole
country."""
COUNTIES = 10.0
"""Counties are drawn on maps narrower than this many degrees; on wider ones they would be nothing
but borders, and heavy."""
ROOM = {
    "site": 0.35,
    "neighbourhood": 0.35,
    "city": 0.55,
    "county": 1.1,
    "region": 1.8,
    "state": 6.5,
}
"""By precision of a point, how many degrees a locator map shows on each side of it."""


class Shape(NamedTuple):
    """An outline: its style (state, county, area or a state of coverage) and the d attribute of its
    path."""

    style: str
    path: str


class Label(NamedTuple):
    """Words at a position on the map."""

    x: float
    y: float
    text: str


class RingMark(NamedTuple):
    """The circle within which the true place of a point lies, in units of the drawing."""

    x: float
    y: float
    radius: float


class Drawing(NamedTuple):
    """A map as plain shapes, the bottom layer first, with frames for far parts of the country.

    Width, height and positions are in units of the drawing; `transform` moves the outlines to them.
    """

    width: float
    height: float
    transform: str
    outlines: tuple[Shape, ...]
    labels: tuple[Label, ...]
    rings: tuple[RingMark, ...]
    markers: tuple[Marker, ...]
    frames: tuple[Frame, ...] = ()


class Overview(NamedTuple):
    """The map of all records, and a close-up of where most of them lie (None: they are not so
    dense)."""

    whole: Drawing
    close: Drawing | None


@dataclass(frozen=True)
class Drawings:
    """Draws maps of the records of a site over a base map."""

    base: BaseMap
    site: Site
    _plane: Plane = field(default_factory=Plane, compare=False, repr=False)
    _grounds: dict[PointView, Drawing] = field(default_factory=dict, compare=False, repr=False)

    def record(self, view: RecordView) -> Drawing | None:
        """Return a small map of where one record lies; None for a record without a point.

        Records at the same point share all of the map but the marker.
        """
        if view.point is None:
            return None
        if view.point not in self._grounds:
            self._grounds[view.point] = self._ground(view.point)
        ground = self._grounds[view.point]
        shape = "circle" if view.card.reference else view.card.shape
        return ground._replace(
            markers=(replace(ground.markers[0], kind=view.card.kind, shape=shape),)
        )

    def _ground(self, point: PointView) -> Drawing:
        """Return the map of a point with a marker of no kind, and a ring or an outline for its
        precision."""
        room = ROOM[point.precision]
        wide = room / cos(radians(point.lat))
        projection = Mercator(
            (point.lon - wide, point.lat - room * 0.72, point.lon + wide, point.lat + room * 0.72),
            LOCATOR,
        )
        x, y = projection.place(point.lat, point.lon)
        ring = RingMark(
            round(x, 1), round(y, 1), round(max(point.radius * projection.units_per_metre, 9), 1)
        )
        marker = Marker(round(x, 1), round(y, 1), 5, 1, "", "")
        area = self.base.outline(point.area)
        rings, areas = ((), (area,)) if area else ((ring,), ())
        return self._drawing(projection, rings, (marker,), named=room < 2, areas=areas)

    @cached
    def overview(self) -> Overview | None:
        """Return the map of all spots, with a close-up of the densest part; None if there are no
        spots.

        It shows the region of the spots, or the whole country if they are spread too far.
        """
        spots = self.site.spots
        if not spots:
            return None
        lons, lats = [spot.point.lon for spot in spots], [spot.point.lat for spot in spots]
        if max(lons) - min(lons) > WIDE:
            whole = self._country()
        else:
            mercator = Mercator(_around(lons, lats), OVERVIEW)
            whole = self._drawing(mercator, (), markers(spots, mercator), named=True)
        box = densest(spots)
        if box is None or max(lons) - min(lons) < 2 * (box[2] - box[0]):
            return Overview(whole, None)
        projection = Mercator(box, OVERVIEW)
        near = [
            spot for spot in spots if _inside(spot.point, box) and spot.point.precision not in BROAD
        ]
        return Overview(whole, self._drawing(projection, (), markers(near, projection), named=True))

    def _country(self) -> Drawing:
        """Return the map of the whole country with one marker for each state."""
        country = Country(OVERVIEW)
        return self._sheet(country, {}, one_each(self.site.regions, country))

    def _sheet(
        self, country: Country, styles: Mapping[str, str], marks: tuple[Marker, ...]
    ) -> Drawing:
        """Return the map of the country with every state in its style by GEOID, "state" if it has
        none."""
        shapes = tuple(Shape(styles.get(geoid, "state"), path) for geoid, path in self._states)
        return Drawing(
            round(country.width, 1),
            round(country.height, 1),
            COUNTRY_TRANSFORM,
            shapes,
            (),
            (),
            marks,
            country.frames,
        )

    @cached_property
    def _states(self) -> tuple[tuple[str, str], ...]:
        """Return GEOID and path of every state on the map of the country."""
        return tuple(
            (state.geoid, country_path(state, Country(OVERVIEW))) for state in self.base.states()
        )

    def coverage(self, found: Coverage, number: int) -> Drawing:
        """Return the map of the country, with every state in the style of its coverage.

        `number` is the position of the kind in the coverage. The styles are recorded, leads,
        none-found, not-looked, and "state" for a state without a row.
        """
        country = Country(OVERVIEW)
        styles = {row.geoid: row.cells[number].state for row in found.rows}
        return self._sheet(country, styles, ())

    @cached
    def density(self) -> Density | None:
        """Return how many steps of each kind happened month by month; None without a timeline."""
        return density(self.site)

    def _drawing(
        self,
        sheet: Mercator,
        rings: tuple[RingMark, ...],
        marks: tuple[Marker, ...],
        named: bool,
        areas: tuple[Outline, ...] = (),
    ) -> Drawing:
        """Return a map of a box with its states, its counties if they are not too many, and these
        areas.

        With `named`, counties are labelled.
        """
        box = sheet.box
        states = _touched(self.base.states(), box)
        counties = (
            [
                county
                for state in states
                for county in _touched(self.base.counties(state.geoid), box)
            ]
            if box[2] - box[0] < COUNTIES
            else []
        )
        shown = window_of(sheet)
        layers = (("state", states), ("county", counties), ("area", areas))
        shapes = tuple(
            Shape(style, path)
            for style, outlines in layers
            for outline in outlines
            if (path := self._plane.path(outline, shown))
        )
        labels = tuple(_labels(counties, sheet, marks)) if named else ()
        return Drawing(
            round(sheet.width, 1),
            round(sheet.height, 1),
            shown.transform,
            shapes,
            labels,
            rings,
            marks,
        )


def _inside(point: PointView, box: Box) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= point.lon <= box[2] and box[1] <= point.lat <= box[3]


def _around(lons: list[float], lats: list[float]) -> Box:
    """Return a box around the points with a margin, at least as wide as it is high."""
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    margin = max(east - west, north - south, 0.6) * 0.08
    height, middle = north - south + 2 * margin, (west + east) / 2
    wide = max((east - west) / 2 + margin, height * 0.62 / cos(radians((south + north) / 2)))
    return (middle - wide, south - margin, middle + wide, north + margin)


def _labels(
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


def _touched(outlines: Iterable[Outline], box: Box) -> list[Outline]:
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
