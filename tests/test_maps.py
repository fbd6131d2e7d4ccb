"""The map's files: what the script draws markers from, and what popups show."""

from __future__ import annotations

import json

from builders import directive, event, place, small_site, state
from docket.maps.leaflet import records_json, spots_json
from docket.model.appearance import shape_path

TOP = {"id": "top", "title": "Top", "level": "country"}


def spots(site):
    return json.loads(spots_json(site))["spots"]


def records(site):
    return {path: json.loads(content) for path, content in records_json(site)}


def test_a_spot_is_a_row_with_its_count_name_kind_precision_and_the_file_of_its_records():
    assert spots(small_site()) == [
        [34.058, -118.278, 1, "Central Park", "event", "site", "test-city"],
        [34.05, -118.24, 2, "Test City", "mixed", "city", "test-city"],
    ]


def test_what_rows_name_is_written_once():
    data = json.loads(spots_json(small_site()))
    assert data["precisions"]["site"] == {
        "label": "a named place",
        "within": "within about 150 m",
        "radius": 150,
    }
    assert data["kinds"]["event"] == {
        "title": "Enforcement event",
        "path": shape_path("circle", 5.2),
    }
    assert {row[4] for row in data["spots"]} <= data["kinds"].keys() | {"mixed"}


def test_every_spots_file_tells_its_records_newest_first():
    found = records(small_site())
    assert list(found) == ["records/test-city.json"]
    park, city = found["records/test-city.json"]
    assert (park["lat"], park["lon"], park["precision"]) == (34.058, -118.278, "site")
    assert [record["url"] for record in city["records"]] == [
        "challenges/city-v-state/",
        "directives/executive-directive-12/",
    ]
    assert park["records"] == [
        {
            "kind": "event",
            "title": "Operation at the park",
            "url": "events/park-operation/",
            "date": "7 July 2025",
            "status": "Concluded",
        }
    ]


def test_there_is_a_file_for_each_region_and_one_edited_record_changes_its_own_alone():
    ogden = place("ogden", parent="utah", point={"lat": 41, "lon": -112, "precision": "city"})
    places = [
        TOP,
        state("ohio", title="Ohio", parent="top"),
        state("utah", title="Utah", parent="top"),
        place("lima", parent="ohio"),
        ogden,
    ]

    def with_title(title):
        return records(
            small_site(
                places=places,
                directives=[
                    directive("a", place="lima"),
                    directive("b", place="ogden", title=title),
                ],
            )
        )

    before, after = with_title("One"), with_title("Another")
    assert list(before) == ["records/ohio.json", "records/test-city.json", "records/utah.json"]
    assert [path for path in before if before[path] != after[path]] == ["records/utah.json"]


def test_whole_numbers_of_degrees_are_written_alike_in_both_files():
    site = small_site(
        events=[
            event(
                "north",
                location={"lat": 35, "lon": -118.0, "precision": "city", "sources": ["report"]},
            )
        ]
    )
    rows = {(lat, lon, precision) for lat, lon, _, _, _, precision, _ in spots(site)}
    assert rows == {
        (spot["lat"], spot["lon"], spot["precision"])
        for spots_of in records(site).values()
        for spot in spots_of
    }


def test_a_record_in_no_place_has_a_file_too():
    found = records(
        small_site(
            events=[
                event(
                    "adrift",
                    title="Adrift",
                    place=None,
                    location={"lat": 40, "lon": -90, "precision": "city", "sources": ["report"]},
                )
            ]
        )
    )
    assert [
        record["title"] for spot in found["records/no_place.json"] for record in spot["records"]
    ] == ["Adrift"]
