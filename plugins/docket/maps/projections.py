"""Project degrees to positions on a sheet, with x to the right and y down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, degrees, log, pi, radians, sin, sqrt, tan
from typing import NamedTuple, Protocol

from docket.source.base_map import EARTH, Box


class Projection(Protocol):
    """Turns degrees into positions on a sheet."""

    @property
    def width(self) -> float:
        """Return the width of the sheet in its own units."""

    @property
    def height(self) -> float:
        """Return the height of the sheet in its own units."""

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the position of a point in units of the sheet."""


@dataclass(frozen=True)
class Mercator:
    """The spherical Mercator projection of a box, `width` units wide.

    Equations 7-1 and 7-2 of Snyder, Map Projections: A Working Manual, USGS, 1987.
    """

    box: Box
    width: float

    @property
    def height(self) -> float:
        """Return the height of the sheet, which keeps the projection's proportions."""
        west, south, east, _ = self.box
        return self.width * (self._top - _mercator_y(south)) / radians(east - west)

    @property
    def units_per_metre(self) -> float:
        """Return how many units of the sheet represent a metre on the ground in the middle of the
        box."""
        west, south, east, north = self.box
        return self.width / (radians(east - west) * EARTH * cos(radians((south + north) / 2)))

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the position of a point in units of the sheet."""
        return radians(lon - self.box[0]) * self._scale, (
            self._top - _mercator_y(lat)
        ) * self._scale

    @cached_property
    def _scale(self) -> float:
        """Return how many units of the sheet represent a radian of longitude."""
        west, _, east, _ = self.box
        return self.width / radians(east - west)

    @cached_property
    def _top(self) -> float:
        """Return the projected latitude of the upper edge."""
        return _mercator_y(self.box[3])


def _mercator_y(lat: float) -> float:
    """Return the distance of a latitude from the equator on the projection of a unit sphere."""
    return log(tan(pi / 4 + radians(lat) / 2))


def mercator_degrees(lat: float) -> float:
    """Return the distance of a latitude from the equator on Mercator's projection, in degrees of
    longitude."""
    return degrees(_mercator_y(lat))


@dataclass(frozen=True)
class Conic:
    """The Albers equal-area conic projection of the unit sphere around an origin, with two standard
    parallels (degrees).

    Equations 14-1 to 14-6 of Snyder, 1987.
    """

    parallels: tuple[float, float]
    lat: float
    lon: float

    @cached_property
    def _constants(self) -> tuple[float, float, float]:
        """Return the constants n, C and rho of the origin of Snyder's equations."""
        first, second = (radians(angle) for angle in self.parallels)
        n = (sin(first) + sin(second)) / 2
        c = cos(first) ** 2 + 2 * n * sin(first)
        return n, c, sqrt(c - 2 * n * sin(radians(self.lat))) / n

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the position of a point in radii of the sphere, x to the east and y to the north
        of the origin, the shorter way round the globe."""
        n, c, origin = self._constants
        theta = n * radians((lon - self.lon + 180) % 360 - 180)
        rho = sqrt(c - 2 * n * sin(radians(lat))) / n
        return rho * sin(theta), origin - rho * cos(theta)


class Frame(NamedTuple):
    """A rectangle on the sheet that shows a far part of the country at a scale of its own."""

    name: str
    x: float
    y: float
    width: float
    height: float


class Part(NamedTuple):
    """A part of the country: the boxes that it lies in, its projection and its scale.

    `at` is where its origin lies on the sheet, and `frame` the x, y, width and height of its frame,
    all in widths of the sheet.
    """

    name: str
    boxes: tuple[Box, ...]
    conic: Conic
    scale: float
    at: tuple[float, float]
    frame: tuple[float, float, float, float] = (0, 0, 0, 0)

    def has(self, lat: float, lon: float) -> bool:
        """Return whether a point belongs to this part."""
        return any(
            west <= lon <= east and south <= lat <= north for west, south, east, north in self.boxes
        )


MAINLAND = Part("", (), Conic((29.5, 45.5), 37.7, -95.8), 1.2, (0.5, 0.3))
"""The part without a frame, to which every point outside the far parts belongs."""
FAR = (
    Part(
        "Alaska",
        ((-180, 50, -129, 72), (170, 50, 180, 56)),
        Conic((55, 65), 60.5, -160.5),
        0.40,
        (0.16, 0.512),
        (0.005, 0.435, 0.292, 0.18),
    ),
    Part(
        "Hawaii",
        ((-179, 18, -154, 29),),
        Conic((8, 18), 20.6, -157.6),
        1.1,
        (0.366, 0.57),
        (0.305, 0.535, 0.125, 0.08),
    ),
    Part(
        "Guam and Northern Marianas",
        ((144, 13, 147, 21),),
        Conic((8, 18), 17, 145.2),
        0.75,
        (0.575, 0.562),
        (0.54, 0.515, 0.07, 0.1),
    ),
    Part(
        "American Samoa",
        ((-172, -15, -168, -11),),
        Conic((-20, -10), -13, -170.1),
        1.5,
        (0.672, 0.5665),
        (0.625, 0.535, 0.1, 0.08),
    ),
    Part(
        "Puerto Rico and Virgin Islands",
        ((-68, 17, -64, 19),),
        Conic((8, 18), 18.2, -66.3),
        1.5,
        (0.905, 0.575),
        (0.84, 0.535, 0.14, 0.08),
    ),
)
"""The parts that get a frame, in the order of the sheet from left to right."""


def on_mainland(lat: float, lon: float) -> bool:
    """Return whether a point lies in none of the far parts."""
    return not any(part.has(lat, lon) for part in FAR)


class Country(NamedTuple):
    """The United States on one sheet `width` units wide: the mainland, and below it a frame for
    each far part."""

    width: float

    @property
    def height(self) -> float:
        """Return the height of the sheet."""
        return self.width * 0.625

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Return the frames around the far parts, from left to right."""
        return tuple(
            Frame(part.name, *(round(value * self.width, 1) for value in part.frame))
            for part in FAR
        )

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return the position of a point in units of the sheet."""
        part = next((part for part in FAR if part.has(lat, lon)), MAINLAND)
        x, y = part.conic.place(lat, lon)
        return self.width * (part.at[0] + part.scale * x), self.width * (
            part.at[1] - part.scale * y
        )
