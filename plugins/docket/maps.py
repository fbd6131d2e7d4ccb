"""Maps for the browser: folium's shell, Leaflet's files and our own data. No record's text goes through folium. The one door to folium."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from statistics import fmean
from typing import Any

from docket.geography import BaseMap
from docket.projections import on_mainland
from docket.views.cards import Card
from docket.views.maps import Spot
from docket.views.site import Site

NAME = "docket"
"""The shell's fixed id: folium's own ids are random."""
CLOSEST = 11
"""The zoom at which the base map ends: closer, outlines of counties say nothing any more."""
LIBRARIES = {
    "XStatic-Leaflet": ("xstatic/pkg/leaflet/data", ("leaflet.js", "leaflet.css")),
    "XStatic-Leaflet-MarkerCluster": ("xstatic/pkg/leaflet_markercluster/data", ("leaflet.markercluster.js", "MarkerCluster.css")),
}
"""The files of Leaflet and its clustering that the map uses, by the Python package that carries them."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The empty map: the element it lives in and the script that makes it (a global named map_docket)."""

    html: str
    script: str


def map_shell(spots: Sequence[Spot]) -> Shell:
    """Folium's map over the middle of the spots, without tiles, drawn on canvas. The script is to be written to a file: the site allows none inline."""
    middle = [round(fmean(spot.point.lat for spot in spots), 3), round(fmean(spot.point.lon for spot in spots), 3)]
    import folium  # takes as long as a rebuild, and only the map asks for it

    drawn = folium.Map(location=middle, zoom_start=8, tiles=None, prefer_canvas=True, control_scale=True)
    drawn._id = NAME  # folium offers no argument for it, and a random id would make every build differ
    drawn.options.update(min_zoom=3, max_zoom=CLOSEST, zoom_snap=0.5, attribution_control=False)
    root: Any = drawn.get_root()
    root.render()
    return Shell(root.html.render().strip(), "\n".join(line.rstrip() for line in root.script.render().strip().splitlines()) + "\n")


def spots_json(site: Site) -> bytes:
    """The spots for the map's script as compact JSON: lat, lon, radius in metres, name, precision, and the cards that lie there; and the box to
    begin with."""
    spots = [
        {
            "lat": spot.point.lat, "lon": spot.point.lon, "radius": spot.point.radius, "name": spot.point.name or spot.cards[0].place_label,
            "precision": spot.point.precision_label, "within": spot.point.within,
            "cards": [_brief(card) for card in spot.cards],
        }
        for spot in site.spots
    ]  # fmt: skip
    return (json.dumps({"view": view_box(site.spots), "spots": spots}, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def view_box(spots: Sequence[Spot]) -> list[list[float]]:
    """The box around the spots of the mainland, or around all where none lies there: [[south, west], [north, east]] in degrees."""
    points = [spot.point for spot in spots if on_mainland(spot.point.lat, spot.point.lon)] or [spot.point for spot in spots]
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _brief(card: Card) -> dict[str, str]:
    date = card.date.words if card.date else ""
    return {"id": card.id, "kind": card.kind, "shape": card.shape, "title": card.title, "url": card.url, "date": date, "status": card.status_label}


def assets(base: BaseMap) -> Iterator[tuple[str, bytes]]:
    """The files the map needs beside the page, by their path below assets/map/: Leaflet, clustering, state and county outlines."""
    for package, (folder, names) in LIBRARIES.items():
        for name in names:
            yield name, Path(str(distribution(package).locate_file(f"{folder}/{name}"))).read_bytes()
    yield "states.geojson", (base.folder / "states.geojson").read_bytes()
    for file in sorted((base.folder / "counties").glob("*.geojson")):
        yield f"counties/{file.name}", file.read_bytes()
