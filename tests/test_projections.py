"""Projections: degrees to positions on a sheet, the whole country on one with its far parts in
frames."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot, radians, sin
from pathlib import Path

import pytest

from docket.maps.projections import Conic, Country, Mercator, on_mainland
from docket.source.base_map import load_base_map

BASE = load_base_map(Path(__file__).parents[1] / "theme/basemap")
COUNTRY = Country(960)
FRAMED = {
    "02": "Alaska",
    "15": "Hawaii",
    "60": "American Samoa",
    "66": "Guam and Northern Marianas",
    "69": "Guam and Northern Marianas",
    "72": "Puerto Rico and Virgin Islands",
    "78": "Puerto Rico and Virgin Islands",
}


def positions(geoid):
    outline = next(outline for outline in BASE.states() if outline.geoid == geoid)
    return [COUNTRY.place(lat, lon) for ring in outline.rings for lon, lat in ring]


@pytest.mark.parametrize("geoid", [outline.geoid for outline in BASE.states()])
def test_every_state_and_territory_lies_whole_on_the_sheet_and_in_its_frame(geoid):
    frames = {frame.name: frame for frame in COUNTRY.frames}
    for x, y in positions(geoid):
        assert 0 < x < COUNTRY.width and 0 < y < COUNTRY.height
        within = [
            name
            for name, frame in frames.items()
            if frame.x <= x <= frame.x + frame.width and frame.y <= y <= frame.y + frame.height
        ]
        assert within == ([FRAMED[geoid]] if geoid in FRAMED else [])


def test_frames_do_not_overlap_one_another():
    for one, other in combinations(COUNTRY.frames, 2):
        assert (
            one.x + one.width <= other.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        ), (one, other)


def test_no_ring_is_torn_across_the_sheet_at_the_180th_meridian():
    alaska = next(outline for outline in BASE.states() if outline.geoid == "02")
    for ring in alaska.rings:
        places = [COUNTRY.place(lat, lon) for lon, lat in ring]
        assert max(hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(places)) < 30
    (ax, ay), (bx, by) = COUNTRY.place(52, 179.9), COUNTRY.place(52, -179.9)
    assert hypot(bx - ax, by - ay) < 2


def test_a_conic_projection_gives_snyders_numerical_example():
    # Snyder 1987, page 291: phi1 29.5, phi2 45.5, origin 23 N 96 W, unit sphere, point 35 N 75 W: x
    # 0.2952720, y 0.2416774
    x, y = Conic((29.5, 45.5), 23, -96).place(35, -75)
    assert (round(x, 7), round(y, 7)) == (0.2952720, 0.2416774)


def test_equal_areas_stay_equal_on_the_mainland():
    def area(lat, lon):
        corners = [
            COUNTRY.place(a, b)
            for a, b in ((lat, lon), (lat, lon + 1), (lat + 1, lon + 1), (lat + 1, lon))
        ]
        return (
            abs(
                sum(
                    ax * by - bx * ay
                    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True)
                )
            )
            / 2
        )

    true = [(sin(radians(lat + 1)) - sin(radians(lat))) for lat in (27, 38, 47)]
    drawn = [area(27, -98), area(38, -80), area(47, -120)]
    assert [round(d / t / (drawn[0] / true[0]), 2) for d, t in zip(drawn, true, strict=True)] == [
        1,
        1,
        1,
    ]


def test_a_mercator_sheet_keeps_its_box_and_its_proportions():
    sheet = Mercator((-119, 33, -117, 35), 320)
    assert [round(value, 1) for value in (*sheet.place(35, -119), *sheet.place(33, -117))] == [
        0,
        0,
        320,
        round(sheet.height, 1),
    ]


@pytest.mark.parametrize(
    ("lat", "lon", "mainland"),
    [
        (34.05, -118.24, True),
        (24.6, -81.8, True),
        (61.2, -149.9, False),
        (21.3, -157.8, False),
        (18.4, -66.1, False),
        (52.9, 173.2, False),
    ],
)
def test_alaska_hawaii_and_the_islands_are_not_the_mainland(lat, lon, mainland):
    assert on_mainland(lat, lon) is mainland
