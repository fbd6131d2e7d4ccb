"""Define the plain shapes that a map is made of, for templates to write as SVG."""

from __future__ import annotations

from typing import NamedTuple

from docket.maps.clusters import Marker
from docket.maps.county_labels import Label
from docket.maps.projections import Frame


class Shape(NamedTuple):
    """An outline: its style (state, county, area or a state of coverage) and the d attribute of its
    path."""

    style: str
    path: str


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
