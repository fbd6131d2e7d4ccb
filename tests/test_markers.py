"""Markers: none hides another, none is lost, and the same spots always give the same markers."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.maps.clusters import GAP, densest, markers, one_each
from docket.maps.projections import Country, Mercator
from docket.views.card import Card
from docket.views.map_points import Spot
from docket.views.parts import PointView

SHEET = Mercator((-119, 33, -117, 35), 520)


def spot(lat, lon, count=1, precision="site", kinds=("directive",)):
    cards = tuple(
        Card(
            f"{lat}{lon}{index}",
            kinds[index % len(kinds)],
            "",
            False,
            "square",
            "",
            "",
            "",
            "",
            "",
            None,
            "place",
            "Place",
            "Place",
            "",
            "",
            "",
            False,
        )
        for index in range(count)
    )
    return Spot(
        PointView(lat, lon, "", precision, "", 150), cards, tuple((kind, 1) for kind in kinds)
    )


SPOTS = st.lists(
    st.builds(
        spot,
        st.floats(33.1, 34.9).map(lambda value: round(value, 3)),
        st.floats(-118.9, -117.1).map(lambda value: round(value, 3)),
        st.integers(1, 30),
    ),
    max_size=25,
)


@given(SPOTS)
def test_no_two_gathered_markers_overlap_and_every_record_is_counted(found):
    made = markers(found, SHEET)
    assert sum(marker.count for marker in made) == sum(len(one.cards) for one in found)
    for one, other in combinations(made, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius - 0.2


@given(SPOTS, st.randoms())
def test_the_order_of_spots_does_not_matter(found, random):
    shuffled = list(found)
    Random(random.random()).shuffle(shuffled)
    if len({(one.point.lat, one.point.lon) for one in found}) == len(found):
        assert markers(shuffled, SHEET) == markers(found, SHEET)


def test_larger_heaps_are_drawn_first_and_bigger():
    many, few = markers([spot(34.8, -118.8, 20), spot(33.2, -117.2, 2)], SHEET)
    assert many.count == 20 and many.radius > few.radius


def test_a_marker_of_one_kind_has_its_shape_and_one_of_several_is_mixed():
    one, several = markers(
        [spot(34.8, -118.8, 1), spot(33.2, -117.2, 2, kinds=("directive", "event"))], SHEET
    )[::-1]
    assert (one.kind, one.shape, several.kind, several.shape) == (
        "directive",
        "square",
        "mixed",
        "mixed",
    )


def test_a_state_as_a_whole_is_named_and_gathered_with_nothing():
    made = markers([spot(34, -118, 3, "state"), spot(34, -118, 2)], SHEET)
    assert [(marker.count, marker.name) for marker in made] == [(3, "Place"), (2, "")]


def test_one_marker_each_on_the_country_map_and_none_overlaps():
    crowded = [
        spot(lat, lon, count)
        for lat, lon, count in (
            (42.3, -71.8, 12),
            (41.6, -71.5, 2),
            (41.6, -72.7, 5),
            (40.2, -74.7, 16),
            (39.0, -75.5, 3),
            (39.0, -76.8, 9),
            (38.9, -77.0, 7),
        )
    ]
    made = one_each(crowded, Country(520))
    assert sorted(marker.count for marker in made) == [2, 3, 5, 7, 9, 12, 16]
    for one, other in combinations(made, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius + GAP - 0.5


def test_markers_with_room_around_them_stay_where_they_are():
    alone = one_each([spot(37, -120, 40), spot(40, -89, 20)], Country(520))
    assert [(marker.x, marker.y) for marker in alone] == [
        tuple(round(value, 1) for value in Country(520).place(lat, lon))
        for lat, lon in ((37, -120), (40, -89))
    ]


def test_two_markers_on_one_point_are_moved_apart():
    one, other = one_each([spot(37, -120), spot(37, -120)], Country(520))
    assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_markers_moved_apart_have_a_gap_of_one_unit_between_them():
    one, other = one_each([spot(37, -120), spot(37, -120)], Country(520))
    assert hypot(one.x - other.x, one.y - other.y) == pytest.approx(4.5 + 4.5 + 1, abs=0.11)


@pytest.mark.parametrize(("gap", "stays"), [(1.05, True), (0.95, False)])
def test_markers_a_gap_of_one_unit_apart_stay_and_nearer_ones_are_moved(gap, stays):
    """On this sheet a degree of longitude is 260 units wide."""
    apart = [spot(34, -118), spot(34, -118 + (4.5 + 4.5 + gap) / 260)]
    places = sorted(SHEET.place(one.point.lat, one.point.lon) for one in apart)
    shown = sorted((marker.x, marker.y) for marker in one_each(apart, SHEET))
    moved = (places[0][0] - shown[0][0], shown[1][0] - places[1][0])
    assert moved == pytest.approx((0, 0) if stays else (0.025, 0.025), abs=0.051)
    assert (shown[1][0] - shown[0][0] >= 9.99) is True


def test_the_close_up_holds_where_most_records_lie_or_is_none():
    here = [spot(34 + step / 10, -118 + step / 10, 3) for step in range(5)]
    box = densest([*here, spot(40, -90, 5)])
    assert box and all(
        box[0] <= one.point.lon <= box[2] and box[1] <= one.point.lat <= box[3] for one in here
    )
    assert densest([spot(30 + 2 * step, -120 + 4 * step) for step in range(9)]) is None
    assert densest([]) is None
