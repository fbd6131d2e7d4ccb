"""Drawings: what a map shows, as plain shapes."""

from __future__ import annotations

from math import cos, radians

import pytest

from builders import SCHEMAS, directive, event, library, place, search, site, small_site, state
from docket.maps.drawings import Drawings
from docket.maps.projections import Mercator
from docket.maps.svg_paths import Plane, window_of
from docket.source.base_map import load_base_map

BASE = load_base_map(SCHEMAS.parent / "theme" / "basemap")
DRAWINGS = Drawings(BASE, small_site())
NEW_YORK = {"lat": 40.7, "lon": -74.0, "precision": "city", "sources": ["report"]}


def test_a_record_lies_in_the_middle_of_its_map_with_a_ring_as_wide_as_its_precision():
    views = small_site().views
    park, city = (
        DRAWINGS.record(views["park-operation"]),
        DRAWINGS.record(views["executive-directive-12"]),
    )
    for drawing in (park, city):
        (marker,), (ring,) = drawing.markers, drawing.rings
        assert (marker.x, marker.y) == (ring.x, ring.y)
        assert abs(marker.x - drawing.width / 2) < 1 and abs(marker.y - drawing.height / 2) < 3
    assert city.rings[0].radius > park.rings[0].radius
    assert {shape.style for shape in city.outlines} == {"state", "county"}


@pytest.mark.parametrize(
    "point", [(45.4, -111.4), (34.05, -118.24), (40.7, -74.0), (36.99, -103.01)]
)
def test_a_map_draws_the_states_that_reach_into_it_and_of_these_the_counties_that_do(point):
    lat, lon = point
    drawing = DRAWINGS.record(
        small_site(
            events=[
                event(
                    "there",
                    location={"lat": lat, "lon": lon, "precision": "city", "sources": ["report"]},
                )
            ]
        ).views["there"]
    )
    wide, high = 0.55 / cos(radians(lat)), 0.55 * 0.72
    sheet = Mercator((lon - wide, lat - high, lon + wide, lat + high), drawing.width)

    def reaching(outlines):
        return [
            one
            for one in outlines
            if one.box[0] <= lon + wide
            and lon - wide <= one.box[2]
            and one.box[1] <= lat + high
            and lat - high <= one.box[3]
        ]

    states = reaching(DRAWINGS.base.states())
    counties = [county for one in states for county in reaching(DRAWINGS.base.counties(one.geoid))]
    paths = [path for one in (*states, *counties) if (path := Plane().path(one, window_of(sheet)))]
    assert [shape.path for shape in drawing.outlines] == paths != []


def test_a_whole_county_is_shaded_instead_of_ringed():
    county = place(
        "los-angeles-county",
        level="county",
        geoid="06037",
        parent="test-state",
        point={"lat": 34.2, "lon": -118.3, "precision": "county"},
    )
    drawing = DRAWINGS.record(
        small_site(places=[county], directives=[directive("a", place="los-angeles-county")]).views[
            "a"
        ]
    )
    assert drawing.rings == () and "area" in {shape.style for shape in drawing.outlines}


def test_a_record_without_a_point_has_no_map():
    assert (
        DRAWINGS.record(small_site(directives=[directive("a", place="test-state")]).views["a"])
        is None
    )


def test_the_overview_of_one_region_is_a_close_map_and_of_many_the_country():
    near = Drawings(BASE, small_site()).overview
    assert near.whole.frames == () and "county" in {shape.style for shape in near.whole.outlines}
    country = Drawings(BASE, small_site(events=[event("far", location=NEW_YORK)])).overview
    assert len(country.whole.frames) == 5 and {shape.style for shape in country.whole.outlines} == {
        "state"
    }


def test_on_the_country_map_each_state_has_one_marker():
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        state(
            "new-york",
            title="New York",
            geoid="36",
            parent="top",
            point={"lat": 43, "lon": -75, "precision": "state"},
        ),
    ]
    records = [
        event("far", place="new-york", location=NEW_YORK),
        directive("a", place="new-york"),
        event("west", place="new-york", location={**NEW_YORK, "lon": -110.0}),
    ]
    drawing = Drawings(
        BASE, small_site(places=places, events=records[::2], directives=records[1:2])
    ).overview.whole
    assert [(marker.count, marker.name) for marker in drawing.markers] == [(3, ""), (3, "")]


def test_nothing_to_draw_is_no_overview():
    assert Drawings(BASE, site(library(directives=[]))).overview is None


@pytest.mark.parametrize("result", ["none-found", "leads"])
def test_a_coverage_map_draws_each_state_by_what_is_known_of_it(result):
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        state("oregon", title="Oregon", geoid="41", parent="top"),
        state("utah", title="Utah", geoid="49", parent="top"),
        state("nevada", title="Nevada", geoid="32", parent="top"),
    ]
    found = small_site(
        places=places,
        directives=[directive("a", place="oregon")],
        coverage=[search("s", area="top", searches=[{"place": "utah", "result": result}])],
    )
    styles = [shape.style for shape in DRAWINGS.coverage(found.coverage, 0).outlines]
    assert (
        styles.count("recorded"),
        styles.count(result),
        styles.count("not-looked"),
        styles.count("state"),
    ) == (1, 1, 1, 53)
