"""Maps for the browser: folium's shell, Leaflet's files and our own data. No record's text goes
through folium. The one door to folium."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

from docket.maps.projections import on_mainland
from docket.model.appearance import icons
from docket.source.base_map import BaseMap
from docket.views.card import Card
from docket.views.map_points import Spot
from docket.views.parts import PointView
from docket.views.site import Site

NAME = "docket"
"""The shell's fixed id: folium's own ids are random."""
NOWHERE = "no_place"
"""Stands for the region of spots that lie in no place; no id has an underscore."""
MIDDLE = (39, -97)
CLOSEST = 11
"""The zoom at which the base map ends: closer, outlines of counties say nothing any more."""
LIBRARIES = {
    "XStatic-Leaflet": ("xstatic/pkg/leaflet/data", ("leaflet.js", "leaflet.css")),
    "XStatic-Leaflet-MarkerCluster": (
        "xstatic/pkg/leaflet_markercluster/data",
        ("leaflet.markercluster.js", "MarkerCluster.css"),
    ),
}
"""The files of Leaflet and its clustering that the map uses, by the Python package that carries
them."""


class Shell(NamedTuple):
    """The empty map: the element it lives in and the script that makes it (a global named
    map_docket)."""

    html: str
    script: str


def map_shell() -> Shell:
    """Folium's map over the middle of the country, without tiles, drawn on canvas; where the
    records lie our own script knows. Its script is to be written to a file: the site allows none
    inline."""
    import folium  # takes as long as a rebuild, and only the map asks for it

    drawn = folium.Map(
        location=MIDDLE, zoom_start=4, tiles=None, prefer_canvas=True, control_scale=True
    )
    drawn._id = (
        NAME  # folium offers no argument for it, and a random id would make every build differ
    )
    drawn.options.update(min_zoom=3, max_zoom=CLOSEST, zoom_snap=0.5, attribution_control=False)
    root: Any = drawn.get_root()
    root.render()
    return Shell(
        root.html.render().strip(),
        "\n".join(line.rstrip() for line in root.script.render().strip().splitlines()) + "\n",
    )


def spots_json(site: Site) -> bytes:
    """What the map's script needs to draw every marker: the box to begin with, what it says of
    kinds and precisions, and a row for each spot: latitude, longitude, how many records, name, kind
    ("mixed" for several), precision, and the file below records/ that tells of them."""
    shapes = icons()
    kinds = {
        kind.name: {"title": kind.title, "path": shapes[kind.shape]}
        for kind in site.kinds
        if not kind.reference
    }
    kinds["mixed"] = {"title": "", "path": shapes["circle"]}
    precisions = {spot.point.precision: _precision(spot.point) for spot in site.spots}
    rows = [
        (
            spot.point.lat,
            spot.point.lon,
            len(spot.cards),
            _name(spot),
            _kind(spot),
            spot.point.precision,
            _file(spot),
        )
        for spot in site.spots
    ]
    return _compact(
        {"view": view_box(site.spots), "kinds": kinds, "precisions": precisions, "spots": rows}
    )


def records_json(site: Site) -> Iterator[tuple[str, bytes]]:
    """What popups show, a file a region, by its path below assets/map/: for every spot the records
    that lie there. It is read when a popup is opened."""
    found: dict[str, list[Spot]] = {}
    for spot in site.spots:
        found.setdefault(_file(spot), []).append(spot)
    for name in sorted(found):
        spots = [
            {
                "lat": spot.point.lat,
                "lon": spot.point.lon,
                "precision": spot.point.precision,
                "records": [*map(_brief, spot.cards)],
            }
            for spot in found[name]
        ]
        yield f"records/{name}.json", _compact(spots)


def view_box(spots: Sequence[Spot]) -> list[list[float]]:
    """The box around the spots of the mainland, or around all where none lies there: [[south,
    west], [north, east]] in degrees."""
    points = [spot.point for spot in spots if on_mainland(spot.point.lat, spot.point.lon)] or [
        spot.point for spot in spots
    ]
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _precision(point: PointView) -> dict[str, str | int]:
    return {"label": point.precision_label, "within": point.within, "radius": point.radius}


def _file(spot: Spot) -> str:
    return spot.region or NOWHERE


def _name(spot: Spot) -> str:
    return spot.point.name or spot.cards[0].place_label


def _kind(spot: Spot) -> str:
    return spot.cards[0].kind if len(spot.counts) == 1 else "mixed"


def _brief(card: Card) -> dict[str, str]:
    return {
        "kind": card.kind,
        "title": card.title,
        "url": card.url,
        "date": card.date.words if card.date else "",
        "status": card.status_label,
    }


def _compact(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def assets(base: BaseMap) -> Iterator[tuple[str, bytes]]:
    """The files the map needs beside the page, by their path below assets/map/: Leaflet,
    clustering, state and county outlines."""
    for package, (folder, names) in LIBRARIES.items():
        for name in names:
            yield (
                name,
                Path(str(distribution(package).locate_file(f"{folder}/{name}"))).read_bytes(),
            )
    yield "states.geojson", (base.folder / "states.geojson").read_bytes()
    for file in sorted((base.folder / "counties").glob("*.geojson")):
        yield f"counties/{file.name}", file.read_bytes()
