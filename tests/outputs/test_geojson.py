from builders import directive, event, place, settings, site, small_site, state
from builders import library as make
from docket.exports import geojson
from reading import by_path, read_json


def collection(site):
    return read_json(by_path(geojson.files(site, settings()))["api/v1/records.geojson"])


def test_a_feature_lies_at_longitude_then_latitude_and_says_how_precise_it_is():
    feature = {feature["id"]: feature for feature in collection(small_site())["features"]}[
        "park-operation"
    ]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-118.278, 34.058]}
    properties = feature["properties"]
    assert (properties["precision"], properties["radius_m"], properties["point_name"]) == (
        "site",
        150,
        "Central Park",
    )
    assert (properties["kind"], properties["status"], properties["date"], properties["url"]) == (
        "event",
        "concluded",
        "2025-07-07",
        "https://docket.test/events/park-operation/",
    )


def test_records_lie_at_their_place_where_they_have_no_point_of_their_own():
    found = collection(small_site())
    assert [feature["id"] for feature in found["features"]] == [
        "executive-directive-12",
        "city-v-state",
        "park-operation",
    ]
    assert found["features"][1]["geometry"]["coordinates"] == [-118.24, 34.05]
    assert found["features"][1]["properties"]["precision"] == "city"


def test_it_is_a_feature_collection_that_names_its_licence_and_count():
    found = collection(small_site())
    assert (found["type"], found["count"], found["licence"]["name"]) == (
        "FeatureCollection",
        3,
        "CC BY 4.0",
    )


def test_withdrawn_records_and_records_without_a_point_are_left_out():
    gone = event(withdrawn={"date": "2025-10-01", "reason": "Wrong."})
    library = make(
        events=[gone], directives=[directive(place="test-state")], places=[place(), state()]
    )
    assert collection(site(library))["features"] == []
