"""Outlines as SVG paths: each is written once in whole numbers, and a map moves it to its place
with a transform. A large site draws thousands of maps of a few outlines each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from docket.maps.projections import Country, Mercator, mercator_degrees
from docket.source.base_map import Outline

Position = tuple[int, int]

FINE = 500
"""Units to a degree on the plane: on the closest map one is less than a unit of the drawing."""
GRID = 4
"""Units to one of the country's sheet: finer than a line is wide."""
COUNTRY_TRANSFORM = f"scale({1 / GRID})"
"""The transform attribute that brings paths on the sheet of the country to its size."""
SPECK = 0.4
"""Islands down to this size are drawn on the sheet of the country, or some territories would not be
there at all."""
SMALLEST = 1.5
"""Rings whose box is smaller both ways, in units of the drawing, are left out of other maps."""


class Piece(NamedTuple):
    """A ring on the plane: the box it fills, in units of the plane (x to the east, y to the south),
    and its path."""

    west: int
    north: int
    east: int
    south: int
    path: str

    def shows(self, window: Window) -> bool:
        """Whether the ring reaches into a window and is large enough to be seen there."""
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
    """What a map shows of the plane: its box and the size of the smallest ring that can be seen, in
    units of the plane, and the transform attribute (SVG 2 §8.5) that moves what is written on the
    plane to its place on the map."""

    west: float
    north: float
    east: float
    south: float
    least: float
    transform: str


def window_of(sheet: Mercator) -> Window:
    """What a sheet shows of the plane."""
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
    """The plane of Mercator's projection, FINE units to a degree of longitude, on which every
    outline is written once."""

    _pieces: dict[str, tuple[Piece, ...]] = field(default_factory=dict, compare=False, repr=False)

    def path(self, outline: Outline, window: Window) -> str:
        """The d attribute of those rings of an outline that a window shows, "" for none."""
        if outline.geoid not in self._pieces:
            self._pieces[outline.geoid] = tuple(_pieces(outline))
        return "".join([piece.path for piece in self._pieces[outline.geoid] if piece.shows(window)])


def _pieces(outline: Outline) -> Iterator[Piece]:
    for ring in outline.rings:
        positions = [(round(lon * FINE), -round(mercator_degrees(lat) * FINE)) for lon, lat in ring]
        xs, ys = zip(*positions, strict=True)
        yield Piece(min(xs), min(ys), max(xs), max(ys), svg_path(positions))


def country_path(outline: Outline, country: Country) -> str:
    """The d attribute of an outline on the sheet of the country, GRID units to one of the sheet;
    specks are left out."""
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
    """A closed ring as the d attribute of an SVG path (SVG 2 §9.3): its first position, then steps
    from each to the next; positions that repeat the one before are left out, and so is the last
    where it is the first again, since z closes the ring."""
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
