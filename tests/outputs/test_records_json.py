import json

import pytest
from jsonschema import Draft202012Validator

from builders import (
    challenge,
    directive,
    effect,
    event,
    place,
    settings,
    site,
    small_library,
    small_site,
    source,
    state,
    step,
)
from builders import library as make
from docket.exports.schemas import published_schema
from reading import by_path, read_json, record_files


@pytest.fixture(scope="module")
def files():
    return by_path(record_files(small_site(), settings()))


@pytest.fixture(scope="module")
def published(files):
    return read_json(files["api/v1/directives/executive-directive-12.json"])


def test_every_record_has_a_file_of_its_own_and_stands_in_that_of_its_kind(files):
    for record in small_library():
        alone = read_json(files[f"api/v1/{record.kind.plural}/{record.id}.json"])
        assert alone in read_json(files[f"api/v1/{record.kind.plural}.json"])["records"]


def test_every_published_record_is_valid_by_the_published_schema(files):
    validator = Draft202012Validator(
        published_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    records = [json.loads(file.content) for path, file in files.items() if path.count("/") == 3]
    assert len(records) == len(small_library())
    assert [error.message for record in records for error in validator.iter_errors(record)] == []


def test_records_json_holds_the_record_kinds_alone_and_ndjson_the_same(files):
    everything = read_json(files["api/v1/records.json"])
    lines = [
        json.loads(line) for line in files["api/v1/records.ndjson"].content.decode().splitlines()
    ]
    assert [record["id"] for record in everything["records"]] == [
        "executive-directive-12",
        "city-v-state",
        "park-operation",
    ]
    assert lines == everything["records"]


def test_a_collection_says_what_it_is_under_which_licence_and_how_much_it_holds(files):
    head = read_json(files["api/v1/places.json"])
    assert head["schema"] == "https://docket.test/schema/v1/published/record.schema.json"
    assert head["licence"] == {
        "name": "CC BY 4.0",
        "url": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert (head["title"], head["as_of"], head["count"], len(head["records"])) == (
        "Places",
        "2025-11-01",
        2,
        2,
    )


def test_the_record_as_written_is_untouched(published):
    assert published["record"] == small_library().by_id["executive-directive-12"].data


def test_addresses_are_absolute(published):
    assert published["url"] == "https://docket.test/directives/executive-directive-12/"
    assert (
        published["json_url"] == "https://docket.test/api/v1/directives/executive-directive-12.json"
    )
    assert published["place"] == {
        "id": "test-city",
        "title": "Test City",
        "url": "https://docket.test/places/test-city/",
    }
    assert [above["id"] for above in published["within"]] == ["test-city", "test-state"]


def test_the_status_names_the_order_that_began_it(published):
    status = published["status"]
    assert (status["code"], status["as_of"], status["since"]["edtf"]) == (
        "blocked-in-part",
        "2025-11-01",
        "2025-09-19",
    )
    because, (ground,) = status["because"], status["grounds"]
    assert (because["record"]["id"], because["sources"]) == ("city-v-state", [])
    assert (ground["record"]["id"], ground["scope"]) == ("city-v-state", "Section 2")
    assert [
        (span["code"], span["begin"]["earliest"], span["end"] and span["end"]["earliest"])
        for span in published["spans"]
    ] == [
        ("in-force", "2025-07-11", "2025-09-19"),
        ("blocked-in-part", "2025-09-19", None),
    ]
    assert published["spans"][0]["because"]["sources"] == ["report"]


def test_a_confirmation_is_published_with_its_date_and_source():
    steps = [step("2025-07-11", "signed"), step("2025-10-01", "confirmed", sources=["later"])]
    library = make(
        places=[place(), state()],
        directives=[directive(steps=steps, sources=[source(), source("later")])],
    )
    found = read_json(
        by_path(record_files(site(library), settings()))[
            "api/v1/directives/executive-directive-12.json"
        ]
    )
    assert found["status"]["confirmed"]["date"]["edtf"] == "2025-10-01"
    assert found["status"]["confirmed"]["sources"] == ["later"]


def test_links_are_published_from_both_sides(files, published):
    assert [(link["label"], link["record"]["id"], link["note"]) for link in published["links"]] == [
        ("Responds to", "park-operation", "Signed four days later.")
    ]
    back = read_json(files["api/v1/events/park-operation.json"])["backlinks"]
    assert [(link["label"], link["record"]["id"]) for link in back] == [
        ("Answered by", "executive-directive-12")
    ]


def test_a_step_carries_the_days_its_date_allows_and_what_it_does_to_others(files):
    filed, order = read_json(files["api/v1/challenges/city-v-state.json"])["steps"]
    assert filed["date"] == {
        "edtf": "2025-08",
        "earliest": "2025-08-01",
        "latest": "2025-08-31",
        "approximate": False,
    }
    assert filed["court"]["id"] == "district-court"
    assert order["effects"] == []
    (made,) = read_json(files["api/v1/challenges/city-v-state.json"])["orders"]
    assert (made["order"], made["anchor"]) == (order["order"], order["anchor"])
    assert [(found["record"]["id"], found["code"]) for found in made["effects"]] == [
        ("executive-directive-12", "blocks-in-part")
    ]


def test_a_kind_without_status_date_or_point_says_null(files):
    topic = read_json(files["api/v1/topics/city-property.json"])
    assert (topic["status"], topic["date"], topic["point"], topic["withdrawn"], topic["steps"]) == (
        None,
        None,
        None,
        None,
        [],
    )


def test_a_withdrawn_record_stays_and_names_its_successor():
    gone = event(
        "first-report",
        withdrawn={
            "date": "2025-10-01",
            "reason": "Recorded twice.",
            "successor": "park-operation",
        },
    )
    files = by_path(record_files(small_site(events=[gone]), settings()))
    listed = read_json(files["api/v1/events/first-report.json"])["withdrawn"]
    assert (listed["date"]["edtf"], listed["reason"], listed["successor"]["id"]) == (
        "2025-10-01",
        "Recorded twice.",
        "park-operation",
    )
    assert "first-report" in [
        record["id"] for record in read_json(files["api/v1/records.json"])["records"]
    ]


def test_single_files_are_for_reading_and_collections_have_a_record_a_line(files):
    assert files["api/v1/events/park-operation.json"].content.startswith(
        b'{\n  "id": "park-operation",\n'
    )
    lines = files["api/v1/records.json"].content.splitlines()
    assert [line[:8] for line in lines[1:4]] == [b'{"id":"e', b'{"id":"c', b'{"id":"p']
    assert all(file.content.endswith(b"\n") for file in files.values())


def test_letters_are_written_as_they_are():
    files = by_path(
        record_files(small_site(events=[event("niño", title='Operación <b> & "ñ"')]), settings())
    )
    content = files["api/v1/events/niño.json"].content.decode()
    assert 'Operación <b> & \\"ñ\\"' in content


def test_the_order_in_which_records_come_changes_nothing():
    order = step("2025-09-01", "order", order={"effects": [effect("b", "blocks")]})
    groups = {
        "directives": [directive("a"), directive("b")],
        "challenges": [challenge("c", steps=[order]), challenge("d")],
        "places": [place(), state()],
    }
    turned = {plural: list(reversed(records)) for plural, records in reversed(groups.items())}
    assert list(record_files(site(make(**groups)), settings())) == list(
        record_files(site(make(**turned)), settings())
    )


def test_a_collection_without_records_is_an_empty_list():
    files = by_path(record_files(site(make(places=[state()])), settings()))
    assert read_json(files["api/v1/records.json"])["records"] == []
    assert files["api/v1/records.ndjson"].content == b""


def test_a_place_lists_what_applies_there_on_every_level_and_nothing_else_does(files):
    listed = read_json(files["api/v1/places/test-city.json"])["applies_here"]
    assert [
        (
            level["level"]["id"],
            [(record["id"], record["status"], record["certain"]) for record in level["records"]],
        )
        for level in listed
    ] == [
        (
            "test-city",
            [
                ("executive-directive-12", "blocked-in-part", True),
                ("city-v-state", "pending", True),
            ],
        ),
    ]
    assert read_json(files["api/v1/directives/executive-directive-12.json"])["applies_here"] is None


def test_a_place_lists_orders_in_effect_and_records_at_it_and_within_it():
    order = step("2025-10-02", "injunction-granted", id="order", order={"scope": "Section 2"})
    files = by_path(
        record_files(small_site(challenges=[challenge("case", steps=[order])]), settings())
    )
    here = {name: read_json(files[f"api/v1/places/test-{name}.json"]) for name in ("city", "state")}
    order = here["city"]["orders_here"][0]
    assert (order["record"]["id"], order["level"]["id"], order["state"], order["since"]) == (
        "case",
        "test-city",
        "in-effect",
        "2025-10-02",
    )
    listed = [(one["level"]["id"], one["named"]) for one in here["state"]["orders_here"]]
    assert listed == [("test-city", False)] * 2
    names = ["executive-directive-12", "case", "city-v-state", "park-operation"]
    for name, relation in (("city", "at"), ("state", "within")):
        listed = [(one["record"]["id"], one["relation"]) for one in here[name]["records_here"]]
        assert listed == [(record, relation) for record in names]
