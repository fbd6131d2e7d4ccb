"""Geography: outlines of states and counties, which of them a point lies in, and how degrees become positions on paper. The one door to shapely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import cos, log, pi, radians, sin, sqrt, tan
from pathlib import Path
from typing import Any, Protocol

from shapely import clip_by_rect
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from docket.problems import DocketError

Ring = list[list[float]]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a state (2-digit GEOID) or county (5 digits): its name and its rings of [lon, lat] in degrees WGS 84, holes included,
    the largest part first."""

    geoid: str
    name: str
    rings: tuple[Ring, ...]
    box: Box

    @property
    def mainland(self) -> Box:
        """The box of its largest part; islands are left out."""
        return _box(self.rings[:1])


@dataclass(frozen=True)
class BaseMap:
    """The base map of a folder; files are read when first asked for and kept on this object."""

    folder: Path
    _files: dict[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict, compare=False, repr=False)
    _shapes: dict[str, BaseGeometry] = field(default_factory=dict, compare=False, repr=False)
    _outlines: dict[str, tuple[Outline, ...]] = field(default_factory=dict, compare=False, repr=False)

    def states(self) -> tuple[Outline, ...]:
        """Every state and territory, in order of GEOID."""
        return self._all("states.geojson")

    def counties(self, state: str) -> tuple[Outline, ...]:
        """The counties of a state (2-digit GEOID) in order of GEOID, none for an unknown state."""
        return self._all(f"counties/{state}.geojson")

    def outline(self, geoid: str) -> Outline | None:
        """The outline of a state or county, or None where the base map has none."""
        feature = self._feature(geoid)
        return _outline(feature) if feature else None

    def contains(self, geoid: str, lat: float, lon: float, margin: float = 0.05) -> bool | None:
        """Whether a point lies in a state or county, give or take `margin` degrees; None where the base map does not have it."""
        feature = self._feature(geoid)
        if feature is None:
            return None
        return bool(self._shape(feature).distance(Point(lon, lat)) <= margin)

    def clipped(self, outline: Outline, box: Box) -> Outline | None:
        """What of an outline lies in a box, None for nothing: a page about one city need not carry the coast of a whole state."""
        feature = self._feature(outline.geoid)
        cut = clip_by_rect(self._shape(feature), *box) if feature else None
        parts = [part for part in getattr(cut, "geoms", [cut]) if part is not None and not part.is_empty and part.geom_type == "Polygon"]
        rings = [[list(point) for point in ring.coords] for part in parts for ring in (part.exterior, *part.interiors)]
        return Outline(outline.geoid, outline.name, tuple(rings), _box(rings)) if rings else None

    def state_at(self, lat: float, lon: float) -> str | None:
        """The GEOID of the state a point lies in, or None for a point in none."""
        spot = Point(lon, lat)
        for geoid, feature in self._features("states.geojson").items():
            west, south, east, north = _outline(feature).box
            if west <= lon <= east and south <= lat <= north and self._shape(feature).contains(spot):
                return geoid
        return None

    def _all(self, name: str) -> tuple[Outline, ...]:
        if name not in self._outlines:
            self._outlines[name] = tuple(_outline(feature) for feature in self._features(name).values())
        return self._outlines[name]

    def _shape(self, feature: Mapping[str, Any]) -> BaseGeometry:
        geoid = feature["properties"]["geoid"]
        if geoid not in self._shapes:
            self._shapes[geoid] = shape(feature["geometry"])
        return self._shapes[geoid]

    def _feature(self, geoid: str) -> Mapping[str, Any] | None:
        if len(geoid) not in (2, 5):
            return None
        return self._features("states.geojson" if len(geoid) == 2 else f"counties/{geoid[:2]}.geojson").get(geoid)

    def _features(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        if name not in self._files:
            file = self.folder / name
            found = json.loads(file.read_text(encoding="utf-8"))["features"] if file.is_file() else []
            self._files[name] = {feature["properties"]["geoid"]: feature for feature in found}
        return self._files[name]


def load_base_map(folder: Path) -> BaseMap:
    """The base map of a folder. Raises DocketError where the folder has no states.geojson."""
    if not (folder / "states.geojson").is_file():
        raise DocketError(f"{folder}: no base map there (states.geojson); make it with make.py or name another folder")
    return BaseMap(folder)


def _outline(feature: Mapping[str, Any]) -> Outline:
    rings = tuple(ring for polygon in feature["geometry"]["coordinates"] for ring in polygon)
    return Outline(feature["properties"]["geoid"], feature["properties"]["name"], rings, _box(rings))


def _box(rings: Iterable[Ring]) -> Box:
    points = [point for ring in rings for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return (min(lons), min(lats), max(lons), max(lats))


class Projection(Protocol):
    """Turns degrees into positions on a drawing, x to the right and y down."""

    @property
    def width(self) -> float:
        """The width of the drawing in its own units."""

    @property
    def height(self) -> float:
        """The height of the drawing in its own units."""

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """The position of a point in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Mercator:
    """The spherical Mercator projection (Snyder, Map Projections: A Working Manual, 1987, equations 7-1 and 7-2) of a box, `width` units wide."""

    box: Box
    width: float

    @property
    def height(self) -> float:
        """The height of the drawing that keeps the projection's proportions."""
        west, south, east, north = self.box
        return self.width * (_mercator_y(north) - _mercator_y(south)) / radians(east - west)

    @property
    def units_per_metre(self) -> float:
        """How many units of the drawing a metre on the ground takes in the middle of the box."""
        west, south, east, north = self.box
        return self.width / (radians(east - west) * EARTH * cos(radians((south + north) / 2)))

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """The position of a point in units of the drawing."""
        west, _, east, north = self.box
        scale = self.width / radians(east - west)
        return radians(lon - west) * scale, (_mercator_y(north) - _mercator_y(lat)) * scale


EARTH = 6_371_008.8
"""The mean radius of the Earth in metres (IUGG)."""


def _mercator_y(lat: float) -> float:
    return log(tan(pi / 4 + radians(lat) / 2))


@dataclass(frozen=True, slots=True)
class Albers:
    """Albers equal-area conic with the standard parallels 29.5° and 45.5° (Snyder 1987, equations 14-1 to 14-6, sphere), centred on the
    contiguous United States, which fill a drawing `width` units wide. Alaska and Hawaii keep their true direction and may lie outside."""

    width: float = 960

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.width * 0.625

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """The position of a point in units of the drawing."""
        n = (sin(radians(29.5)) + sin(radians(45.5))) / 2
        c = cos(radians(29.5)) ** 2 + 2 * n * sin(radians(29.5))
        rho, rho0 = (sqrt(c - 2 * n * sin(radians(angle))) / n for angle in (lat, 37.5))
        theta = n * radians(lon + 96)
        scale = self.width * 1.33
        return self.width / 2 + scale * rho * sin(theta), self.height / 2 - scale * (rho0 - rho * cos(theta))


def svg_path(rings: Iterable[Ring], projection: Projection, smallest: float = 1.5) -> str:
    """The rings as the d attribute of an SVG path (SVG 2 §9.3) with one decimal; rings whose box is under `smallest` units both ways are left out."""
    parts = []
    for ring in rings:
        points = [projection.place(lat, lon) for lon, lat in ring]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) < smallest and max(ys) - min(ys) < smallest:
            continue
        parts.append("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)
