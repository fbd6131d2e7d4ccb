"""Outlines as paths: every position comes back where the projection puts it, and what a map does
not show is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docket.maps.projections import Country, Mercator
from docket.maps.svg_paths import COUNTRY_TRANSFORM, Plane, country_path, svg_path, window_of
from docket.source.base_map import Outline, load_base_map

BASE = load_base_map(Path(__file__).parents[1] / "theme/basemap")
PLANE, COUNTRY = Plane(), Country(520)
SHEET = Mercator((-119, 33, -117, 35), 320)
SQUARE = [[-118.0, 34.0], [-117.5, 34.0], [-117.5, 34.5], [-118.0, 34.5], [-118.0, 34.0]]


def positions(path, transform):
    """The rings of a path where its transform puts them: each step is added to the position
    before."""
    scale = float(re.match(r"scale\(([\d.]+)\)", transform)[1])
    moved = re.search(r"translate\((\S+) (\S+)\)", transform)
    right, down = (float(moved[1]), float(moved[2])) if moved else (0, 0)
    for ring in re.findall(r"M([^z]*)z", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x = y = 0
        found = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append(((x + right) * scale, (y + down) * scale))
        yield found


def lies_near(point, found, reach):
    return any(abs(point[0] - x) <= reach and abs(point[1] - y) <= reach for x, y in found)


def outline(*rings):
    xs, ys = [x for ring in rings for x, _ in ring], [y for ring in rings for _, y in ring]
    return Outline("99", "Made up", rings, (min(xs), min(ys), max(xs), max(ys)))


@pytest.mark.parametrize("geoid", ["06037", "48301", "02122", "25"])
def test_every_point_of_an_outline_lies_on_the_map_where_the_projection_puts_it(geoid):
    found = BASE.outline(geoid)
    west, south, east, north = found.box
    sheet = Mercator((west - 0.1, south - 0.1, east + 0.1, north + 0.1), 320)
    shown = window_of(sheet)
    drawn = [
        position
        for ring in positions(PLANE.path(found, shown), shown.transform)
        for position in ring
    ]
    unit = sheet.width / (shown.east - shown.west)
    assert all(lies_near(sheet.place(lat, lon), drawn, unit) for lon, lat in found.rings[0])


@pytest.mark.parametrize("geoid", ["06", "15", "36"])
def test_every_point_of_a_state_lies_on_the_sheet_of_the_country_within_an_eighth_of_a_unit(geoid):
    state = BASE.outline(geoid)
    drawn = [
        position
        for ring in positions(country_path(state, COUNTRY), COUNTRY_TRANSFORM)
        for position in ring
    ]
    assert all(lies_near(COUNTRY.place(lat, lon), drawn, 0.126) for lon, lat in state.rings[0])


def test_a_path_is_a_position_and_the_steps_from_it_without_repeats():
    assert svg_path([(5, 5), (5, 5), (8, 5), (8, 1), (6, -2), (5, 5)]) == "M5 5l3 0 0-4-2-3z"
    assert svg_path([(5, 5), (5, 5)]) == ""


def test_rings_too_small_to_see_are_left_out():
    speck = [[-118.0, 34.0], [-117.999, 34.0], [-117.999, 34.001], [-118.0, 34.0]]
    assert Plane().path(outline(SQUARE, speck), window_of(SHEET)).count("M") == 1
    assert country_path(outline(speck), COUNTRY) == ""


@pytest.mark.parametrize("east, north", [(5, 0), (-5, 0), (0, 5), (0, -5)])
def test_rings_beside_the_map_are_left_out(east, north):
    island = [[lon + east, lat + north] for lon, lat in SQUARE]
    assert (
        Plane().path(outline(SQUARE, island), window_of(SHEET))
        == Plane().path(outline(SQUARE), window_of(SHEET))
        != ""
    )
    assert Plane().path(outline(island), window_of(SHEET)) == ""
