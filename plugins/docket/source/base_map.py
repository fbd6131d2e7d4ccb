"""The base map: outlines of states and counties, and which of them a point lies in. Only this
module imports shapely."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docket.build.code import fingerprint_of_files
from docket.model.diagnostics import DocketError
from docket.model.text import did_you_mean

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = list[list[float]]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
ABOUT = "basemap.json"
"""The file that says whose data a base map is."""
EARTH = 6_371_008.8
"""The mean radius of the Earth in metres (IUGG)."""


@dataclass(frozen=True)
class Outline:
    """The outline of a state (2-digit GEOID) or county (5 digits).

    `rings` are lists of [longitude, latitude] in degrees WGS 84, holes included, the largest part
    first.
    """

    geoid: str
    name: str
    rings: tuple[Ring, ...]
    box: Box

    @cached_property
    def mainland(self) -> Box:
        """Return the box of the largest part, without islands."""
        return _box(self.rings[:1])

    def holds(self, lat: float, lon: float) -> bool:
        """Return whether a point is inside, by the even-odd rule (Shimrat, Algorithm 112, CACM
        1962): a line from it crosses the outline an odd number of times."""
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        edges = (edge for ring in self.rings for edge in pairwise(ring))
        crossed = sum(
            (y > lat) != (to_y > lat) and lon < x + (to_x - x) * (lat - y) / (to_y - y)
            for (x, y), (to_x, to_y) in edges
        )
        return crossed % 2 == 1


class Credit(NamedTuple):
    """Whose data the outlines are, and on what terms; empty where the base map does not say."""

    credit: str = ""
    terms: str = ""


@dataclass(frozen=True)
class BaseMap:
    """The base map in a folder. Files are read when they are first needed, and kept in this
    object."""

    folder: Path
    credit: Credit = field(default_factory=Credit)
    _files: dict[str, Mapping[str, Mapping[str, Any]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _shapes: dict[str, BaseGeometry] = field(default_factory=dict, compare=False, repr=False)
    _outlines: dict[str, tuple[Outline, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _known: dict[str, Outline | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> bytes:
        """Return the fingerprint of the base map's files."""
        return fingerprint_of_files([self.folder], (".geojson",))

    def states(self) -> tuple[Outline, ...]:
        """Return the outlines of all states and territories, in order of GEOID."""
        return self._all("states.geojson")

    def counties(self, state: str) -> tuple[Outline, ...]:
        """Return the outlines of a state's counties, in order of GEOID; none for an unknown
        state."""
        return self._all(f"counties/{state}.geojson")

    def outline(self, geoid: str) -> Outline | None:
        """Return the outline of a state or county; None where the base map has none."""
        if geoid not in self._known:
            feature = self._feature(geoid)
            self._known[geoid] = _outline(feature) if feature else None
        return self._known[geoid]

    def contains(self, geoid: str, lat: float, lon: float, margin: float = 0.05) -> bool | None:
        """Return whether a point is in a state or county or at most `margin` degrees outside of it;
        None where the base map does not have that area."""
        outline = self.outline(geoid)
        if outline is None:
            return None
        if outline.holds(lat, lon):
            return True
        # shapely takes as long to import as an incremental check, so only points outside need it
        from shapely.geometry import Point

        return bool(self._shape(geoid).distance(Point(lon, lat)) <= margin)

    def _all(self, name: str) -> tuple[Outline, ...]:
        if name not in self._outlines:
            self._outlines[name] = tuple(
                _outline(feature) for feature in self._features(name).values()
            )
        return self._outlines[name]

    def _shape(self, geoid: str) -> BaseGeometry:
        """Return the geometry of a state or county of this base map."""
        if geoid not in self._shapes:
            from shapely.geometry import shape

            feature = self._feature(geoid)
            assert feature is not None
            self._shapes[geoid] = shape(feature["geometry"])
        return self._shapes[geoid]

    def _feature(self, geoid: str) -> Mapping[str, Any] | None:
        if len(geoid) not in (2, 5):
            return None
        return self._features(
            "states.geojson" if len(geoid) == 2 else f"counties/{geoid[:2]}.geojson"
        ).get(geoid)

    def _features(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        if name not in self._files:
            file = self.folder / name
            try:
                text = file.read_text(encoding="utf-8") if file.is_file() else '{"features": []}'
                found = json.loads(text)["features"]
                features = {feature["properties"]["geoid"]: feature for feature in found}
            except (ValueError, KeyError, TypeError) as error:
                raise DocketError(
                    f"{file}: these are no outlines as GeoJSON ({type(error).__name__}: {error}); "
                    "make it again with make.py"
                ) from None
            self._files[name] = features
        return self._files[name]


def load_base_map(folder: Path) -> BaseMap:
    """Return the base map of a folder. Raise DocketError where the folder has no states.geojson,
    and for a basemap.json that cannot be read."""
    if not (folder / "states.geojson").is_file():
        raise DocketError(
            f"{folder}: no base map there (states.geojson); make it with make.py or "
            "name another folder"
        )
    return BaseMap(folder, _credit(folder / ABOUT))


def _credit(file: Path) -> Credit:
    """Return the credit of the file basemap.json, an empty one where there is no such file."""
    if not file.is_file():
        return Credit()
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # no JSON, or no UTF-8
        raise DocketError(f"{file}: this is no JSON: {error}") from None
    known = Credit._fields
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise DocketError(f'{file}: write texts, for example {{"credit": "US Census Bureau"}}')
    for name in found:
        if name not in known:
            hint = did_you_mean(name, known) or f"there are {' and '.join(known)}"
            raise DocketError(f"{file}: there is no key '{name}' here; {hint}")
    return Credit(**found)


def _outline(feature: Mapping[str, Any]) -> Outline:
    rings = tuple(ring for polygon in feature["geometry"]["coordinates"] for ring in polygon)
    return Outline(
        feature["properties"]["geoid"], feature["properties"]["name"], rings, _box(rings)
    )


def _box(rings: Iterable[Ring]) -> Box:
    points = [point for ring in rings for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return (min(lons), min(lats), max(lons), max(lats))
