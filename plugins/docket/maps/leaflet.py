"""Make the files of the map in the browser: folium's empty map, Leaflet, and our own data.

No text of a record is passed to folium. No other module imports folium.
"""

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
"""The fixed id of the map; folium's own ids are random."""
NOWHERE = "no_place"
"""The region of spots that lie in no place. No id of a record has an underscore."""
MIDDLE = (39, -97)
"""The latitude and longitude that the map shows first, in the middle of the country."""
CLOSEST = 11
"""The closest zoom. Beyond it the outlines of counties show nothing more."""
LIBRARIES = {
    "XStatic-Leaflet": ("xstatic/pkg/leaflet/data", ("leaflet.js", "leaflet.css")),
    "XStatic-Leaflet-MarkerCluster": (
        "xstatic/pkg/leaflet_markercluster/data",
        ("leaflet.markercluster.js", "MarkerCluster.css"),
    ),
}
"""By Python package that contains them, the folder and names of the files of Leaflet and its
clustering."""


class Shell(NamedTuple):
    """The empty map: the HTML of its element, and the script that makes it (the global
    `map_docket`)."""

    html: str
    script: str


def map_shell() -> Shell:
    """Return folium's map of the country without tiles, drawn on canvas.

    Its script is to be written to a file, since the site allows no inline scripts. Our own script
    adds the records.
    """
    import folium  # here, since the import takes as long as a rebuild and only the map needs it

    drawn = folium.Map(
        location=MIDDLE, zoom_start=4, tiles=None, prefer_canvas=True, control_scale=True
    )
    # folium has no argument for the id, and a random one would make every build differ
    drawn._id = NAME
    drawn.options.update(min_zoom=3, max_zoom=CLOSEST, zoom_snap=0.5, attribution_control=False)
    root: Any = drawn.get_root()
    root.render()
    return Shell(
        root.html.render().strip(),
        "\n".join(line.rstrip() for line in root.script.render().strip().splitlines()) + "\n",
    )


def spots_json(site: Site) -> bytes:
    """Return the JSON that the map's script needs to draw every marker.

    `view` is the box to show first; `kinds` and `precisions` have what the map says of each.
    `spots` has a row for each spot: latitude, longitude, number of records, name, kind ("mixed" for
    several), precision, and the name of its file below records/.
    """
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
    """Yield path below assets/map/ and content of the files that popups are made from, one for each
    region.

    A file lists for every spot the records that lie there. It is fetched when a popup is opened.
    """
    found: dict[str, list[Spot]] = {}
    for spot in site.spots:
        found.setdefault(_file(spot), []).append(spot)
    for name in sorted(found):
        spots = [
            {
                "lat": spot.point.lat,
                "lon": spot.point.lon,
                "precision": spot.point.precision,
                "records": [*map(_popup_entry, spot.cards)],
            }
            for spot in found[name]
        ]
        yield f"records/{name}.json", _compact(spots)


def view_box(spots: Sequence[Spot]) -> list[list[float]]:
    """Return the box around the spots on the mainland, or around all if there are none: [[south,
    west], [north, east]] in degrees."""
    points = [spot.point for spot in spots if on_mainland(spot.point.lat, spot.point.lon)] or [
        spot.point for spot in spots
    ]
    lats, lons = [point.lat for point in points], [point.lon for point in points]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _precision(point: PointView) -> dict[str, str | int]:
    """Return what the map says of a point's precision."""
    return {"label": point.precision_label, "within": point.within, "radius": point.radius}


def _file(spot: Spot) -> str:
    """Return the name, below records/, of the file that lists a spot's records."""
    return spot.region or NOWHERE


def _name(spot: Spot) -> str:
    """Return the name of a spot, or the label of its place."""
    return spot.point.name or spot.cards[0].place_label


def _kind(spot: Spot) -> str:
    """Return the kind of a spot's records, "mixed" if there are several."""
    return spot.cards[0].kind if len(spot.counts) == 1 else "mixed"


def _popup_entry(card: Card) -> dict[str, str]:
    """Return what a popup shows of a record."""
    return {
        "kind": card.kind,
        "title": card.title,
        "url": card.url,
        "date": card.date.words if card.date else "",
        "status": card.status_label,
    }


def _compact(value: object) -> bytes:
    """Return a value as JSON without spaces, in UTF-8, with a line break at the end."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def assets(base: BaseMap) -> Iterator[tuple[str, bytes]]:
    """Yield path below assets/map/ and content of the other files of the map: Leaflet, clustering,
    and the outlines of states and counties."""
    for package, (folder, names) in LIBRARIES.items():
        for name in names:
            yield (
                name,
                Path(str(distribution(package).locate_file(f"{folder}/{name}"))).read_bytes(),
            )
    yield "states.geojson", (base.folder / "states.geojson").read_bytes()
    for file in sorted((base.folder / "counties").glob("*.geojson")):
        yield f"counties/{file.name}", file.read_bytes()
