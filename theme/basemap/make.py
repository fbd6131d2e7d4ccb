"""Makes the base map from an unpacked us-atlas package: python theme/basemap/make.py PACKAGE_FOLDER

Reads counties-10m.json (TopoJSON, https://github.com/topojson/topojson-specification) and writes
states.geojson and counties/<state>.geojson (RFC 7946) beside this script. Borders are simplified as
arcs, before they are put together to rings, so that neighbours share every point and no gap opens
between them.
"""

import json
import sys
from pathlib import Path

from shapely.geometry import LineString, mapping, shape
from shapely.geometry.polygon import orient
from shapely.validation import make_valid

HERE = Path(__file__).parent
STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC", "12": "FL", "13": "GA", "15": "HI",
    "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY", "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN",
    "28": "MS", "29": "MO", "30": "MT", "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT", "50": "VT", "51": "VA", "53": "WA",
    "54": "WV", "55": "WI", "56": "WY", "60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI",
}  # fmt: skip
"""The Census state codes (FIPS 5-2) with their postal abbreviations."""


def main(package: Path) -> None:
    topology = json.loads((package / "counties-10m.json").read_text(encoding="utf-8"))
    coarse = arcs_of(topology, tolerance=0.012, decimals=2)
    states = [
        feature(item, coarse, {"abbreviation": STATES[item["id"]]})
        for item in topology["objects"]["states"]["geometries"]
    ]
    write(HERE / "states.geojson", states)
    fine = arcs_of(topology, tolerance=0.0, decimals=3)
    by_state: dict[str, list[dict]] = {}
    for item in topology["objects"]["counties"]["geometries"]:
        by_state.setdefault(item["id"][:2], []).append(feature(item, fine, {}))
    for state, counties in by_state.items():
        write(HERE / "counties" / f"{state}.geojson", counties)


def arcs_of(topology: dict, tolerance: float, decimals: int) -> list[list[tuple[float, float]]]:
    """The topology's arcs in degrees: delta-decoded, simplified (Douglas-Peucker, ends kept) and
    rounded."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        if tolerance and len(points) > 2:
            points = list(LineString(points).simplify(tolerance, preserve_topology=False).coords)
        arcs.append([(round(lon, decimals), round(lat, decimals)) for lon, lat in points])
    return arcs


def feature(item: dict, arcs: list, more: dict) -> dict:
    polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
    rings = [[ring_of(ring, arcs) for ring in polygon] for polygon in polygons]
    rings = [
        [ring for ring in polygon if len(set(ring)) > 2]
        for polygon in rings
        if len(set(polygon[0])) > 2
    ]
    geometry = make_valid(shape({"type": "MultiPolygon", "coordinates": rings}))
    polygons = [
        part
        for part in getattr(geometry, "geoms", [geometry])
        for part in getattr(part, "geoms", [part])
        if part.geom_type == "Polygon"
    ]
    polygons.sort(key=lambda polygon: (-polygon.area, polygon.bounds))
    coordinates = [mapping(orient(polygon))["coordinates"] for polygon in polygons]
    return {
        "type": "Feature",
        "properties": {"geoid": item["id"], "name": item["properties"]["name"], **more},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def ring_of(indices: list[int], arcs: list) -> list[tuple[float, float]]:
    """A ring put together from arcs; ~i is arc i backwards."""
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def write(file: Path, features: list[dict]) -> None:
    file.parent.mkdir(exist_ok=True)
    features.sort(key=lambda feature: feature["properties"]["geoid"])
    drawable = [feature for feature in features if feature["geometry"]["coordinates"]]
    text = json.dumps(
        {"type": "FeatureCollection", "features": drawable},
        separators=(",", ":"),
        ensure_ascii=False,
    )
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
