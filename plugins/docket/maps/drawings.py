"""Draw maps at build time as plain shapes that templates write as SVG.

Every number has one decimal, so that outputs are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import cos, radians

from docket.maps.bars import Density, density
from docket.maps.boxes import box_around, holds, overlapping
from docket.maps.clusters import BROAD, Marker, densest, markers, one_each
from docket.maps.county_labels import county_labels
from docket.maps.projections import Country, Mercator
from docket.maps.shapes import Drawing, Overview, RingMark, Shape
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
            mercator = Mercator(box_around(lons, lats), OVERVIEW)
            whole = self._drawing(mercator, (), markers(spots, mercator), named=True)
        box = densest(spots)
        if box is None or max(lons) - min(lons) < 2 * (box[2] - box[0]):
            return Overview(whole, None)
        projection = Mercator(box, OVERVIEW)
        near = [
            spot for spot in spots if holds(box, spot.point) and spot.point.precision not in BROAD
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
        states = overlapping(self.base.states(), box)
        counties = self._counties(states, box)
        shown = window_of(sheet)
        layers = (("state", states), ("county", counties), ("area", areas))
        shapes = tuple(
            Shape(style, path)
            for style, outlines in layers
            for outline in outlines
            if (path := self._plane.path(outline, shown))
        )
        labels = tuple(county_labels(counties, sheet, marks)) if named else ()
        return Drawing(
            round(sheet.width, 1),
            round(sheet.height, 1),
            shown.transform,
            shapes,
            labels,
            rings,
            marks,
        )

    def _counties(self, states: Iterable[Outline], box: Box) -> list[Outline]:
        """Return the counties of these states that overlap a box; none if the box is too wide."""
        if box[2] - box[0] >= COUNTIES:
            return []
        counties = (self.base.counties(state.geoid) for state in states)
        return [county for found in counties for county in overlapping(found, box)]
