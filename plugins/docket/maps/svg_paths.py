"""Write outlines as SVG paths in whole numbers, once each; a map moves them to their place with a
transform.

A large site draws thousands of maps that share a few outlines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from docket.maps.projections import Country, Mercator, mercator_degrees
from docket.source.base_map import Outline

Position = tuple[int, int]

FINE = 500
"""Units of the plane in a degree of longitude: fine enough that one is less than a unit of the
closest map."""
GRID = 4
"""Units of a path in one unit of the country's sheet: finer than a line is wide."""
COUNTRY_TRANSFORM = f"scale({1 / GRID})"
"""The transform attribute that scales paths of `country_path` to the size of the sheet."""
SPECK = 0.4
"""Rings whose box is smaller both ways, in units of the sheet, are left out of the map of the
country. A larger bound would remove some territories altogether."""
SMALLEST = 1.5
"""Rings whose box is smaller both ways, in units of the drawing, are left out of other maps."""


class Piece(NamedTuple):
    """A ring on the plane: the box that it fills, in units of the plane (x to the east, y to the
    south), and its path."""

    west: int
    north: int
    east: int
    south: int
    path: str

    def shows(self, window: Window) -> bool:
        """Return whether the ring reaches into a window and is large enough to be seen there."""
        inside = (
            self.west <= window.east
            and self.east >= window.west
            and self.north <= window.south
            and self.south >= window.north
        )
        return inside and (
            self.east - self.west >= window.least or self.south - self.north >= window.least
        )


class Window(NamedTuple):
    """The part of the plane that a map shows, and the size of the smallest ring that can be seen,
    in units of the plane.

    `transform` is the transform attribute (SVG 2 §8.5) that moves paths on the plane to their place
    on the map.
    """

    west: float
    north: float
    east: float
    south: float
    least: float
    transform: str


def window_of(sheet: Mercator) -> Window:
    """Return the part of the plane that a sheet shows."""
    west, south, east, north = sheet.box
    left, top, right, bottom = (
        west * FINE,
        -mercator_degrees(north) * FINE,
        east * FINE,
        -mercator_degrees(south) * FINE,
    )
    scale = sheet.width / (right - left)
    return Window(
        left,
        top,
        right,
        bottom,
        SMALLEST / scale,
        f"scale({scale:.6f}) translate({-left:.1f} {-top:.1f})",
    )


@dataclass(frozen=True)
class Plane:
    """The plane of Mercator's projection, FINE units to a degree of longitude, which holds the
    paths of outlines."""

    _pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict, compare=False, repr=False)

    def path(self, outline: Outline, window: Window) -> str:
        """Return the d attribute of those rings of an outline that a window shows; empty for
        none."""
        if outline.geoid not in self._pieces:
            self._pieces[outline.geoid] = tuple(_pieces(outline))
        return "".join([piece.path for piece in self._pieces[outline.geoid] if piece.shows(window)])


def _pieces(outline: Outline) -> Iterator[Piece]:
    """Yield the rings of an outline on the plane."""
    for ring in outline.rings:
        positions = [(round(lon * FINE), -round(mercator_degrees(lat) * FINE)) for lon, lat in ring]
        xs, ys = zip(*positions, strict=True)
        yield Piece(min(xs), min(ys), max(xs), max(ys), svg_path(positions))


def country_path(outline: Outline, country: Country) -> str:
    """Return the d attribute of an outline on the map of the country, GRID units to one of the
    sheet, without rings smaller than SPECK."""
    paths = []
    for ring in outline.rings:
        positions = [
            (round(x * GRID), round(y * GRID))
            for x, y in (country.place(lat, lon) for lon, lat in ring)
        ]
        xs, ys = zip(*positions, strict=True)
        if max(xs) - min(xs) >= SPECK * GRID or max(ys) - min(ys) >= SPECK * GRID:
            paths.append(svg_path(positions))
    return "".join(paths)


def svg_path(positions: Sequence[Position]) -> str:
    """Return a closed ring as the d attribute of an SVG path (SVG 2 §9.3).

    It has the first position, then the step from each position to the next. Steps of no length are
    left out, and so is the step back to the first position, since z closes the ring.
    """
    x, y = positions[0]
    steps = [
        (to_x - x, to_y - y)
        for (x, y), (to_x, to_y) in pairwise(positions)
        if (x, y) != (to_x, to_y)
    ]
    if positions[-1] == positions[0]:
        steps = steps[:-1]
    words = [f"{dx}{dy}" if dy < 0 else f"{dx} {dy}" for dx, dy in steps]
    return f"M{x} {y}l{' '.join(words).replace(' -', '-')}z" if words else ""
