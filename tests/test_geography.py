"""The base map: what lies in a state or county."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from builders import SCHEMAS
from docket.model.diagnostics import DocketError
from docket.source.base_map import Outline, load_base_map

BASE = load_base_map(SCHEMAS.parent / "theme" / "basemap")
OUTLINES = [*BASE.states(), *BASE.counties("06"), *BASE.counties("27")]


@given(
    st.sampled_from(OUTLINES),
    st.floats(-0.2, 1.2),
    st.floats(-0.2, 1.2),
    st.sampled_from([0.0, 0.05, 1.5]),
)
@settings(max_examples=600, deadline=None)
def test_what_lies_inside_or_near_is_what_shapely_says(
    outline: Outline, east: float, north: float, margin: float
) -> None:
    box = outline.box
    lon, lat = box[0] + east * (box[2] - box[0]), box[1] + north * (box[3] - box[1])
    feature = BASE._feature(outline.geoid)
    assert feature is not None
    assert BASE.contains(outline.geoid, lat, lon, margin) == (
        shape(feature["geometry"]).distance(Point(lon, lat)) <= margin
    )


def test_a_hole_is_outside() -> None:
    square, hole = (
        [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]],
        [[1.0, 1.0], [1.0, 3.0], [3.0, 3.0], [3.0, 1.0], [1.0, 1.0]],
    )
    ring = Outline("99", "Ring", (square, hole), (0, 0, 4, 4))
    assert [
        ring.holds(lat, lon) for lat, lon in ((0.5, 0.5), (2, 2), (3.5, 2), (5, 2), (2, 0.5))
    ] == [True, False, True, False, True]


@pytest.mark.parametrize("geoid", ["", "99", "06999", "California"])
def test_what_the_base_map_does_not_have_is_not_known(geoid: str) -> None:
    assert BASE.contains(geoid, 34, -118) is None


def base_map_with(folder, text):
    """A base map without outlines that says this of itself (None: nothing)."""
    (folder / "states.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    if text is not None:
        (folder / "basemap.json").write_text(text)
    return load_base_map(folder)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        (None, ("", "")),
        ("{}", ("", "")),
        ('{"credit": "The survey"}', ("The survey", "")),
        ('{"credit": "The survey", "terms": "CC0"}', ("The survey", "CC0")),
    ],
)
def test_a_base_map_says_whose_it_is(tmp_path, text, credit):
    assert base_map_with(tmp_path, text).credit == credit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "this is no JSON"),
        ("[]", 'write texts, for example {"credit": "US Census Bureau"}'),
        ('{"credit": 7}', "write texts, for example"),
        ('{"credits": "The survey"}', "there is no key 'credits' here; did you mean 'credit'?"),
        ('{"x": "y"}', "there is no key 'x' here; there are credit and terms"),
    ],
)
def test_a_base_map_that_says_it_wrongly_is_refused(tmp_path, text, words):
    with pytest.raises(DocketError, match=r"basemap\.json: ") as error:
        base_map_with(tmp_path, text)
    assert words in str(error.value)
