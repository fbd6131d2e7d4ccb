import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from builders import kinds, settings, small_library, small_site
from docket.exports import schemas
from docket.exports.draft07 import to_draft_07
from reading import by_path, read_json


@pytest.fixture(scope="module")
def files():
    return by_path(schemas.files(small_site(), settings()))


def test_every_schema_is_published_at_its_id(files):
    for path, file in files.items():
        assert read_json(file)["$id"] == f"https://docket.test/{path}"
    assert {f"schema/v1/{kind.name}.schema.json" for kind in kinds()} < files.keys()
    assert "schema/v1/published/record.schema.json" in files


def test_the_schema_of_a_kind_stands_alone_and_accepts_its_records(files):
    for record in small_library():
        schema = read_json(files[f"schema/v1/{record.kind.name}.schema.json"])
        Draft202012Validator.check_schema(schema)
        assert b"$ref" not in files[f"schema/v1/{record.kind.name}.schema.json"].content
        assert Draft202012Validator(schema).is_valid(record.data)


def test_the_copy_for_editors_agrees_on_good_records_and_on_bad_ones(files):
    for record in small_library():
        schema = read_json(files[f"schema/v1/draft-07/{record.kind.name}.schema.json"])
        Draft7Validator.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert Draft7Validator(schema).is_valid(record.data)
        assert not Draft7Validator(schema).is_valid({**record.data, "titel": "misspelt"})
        assert not Draft7Validator(schema).is_valid(
            {name: value for name, value in record.data.items() if name != "title"}
        )


def test_the_copy_for_editors_refuses_a_misspelt_key_of_an_inner_object(files):
    record = small_library().by_id["executive-directive-12"]
    schema = read_json(files["schema/v1/draft-07/directive.schema.json"])
    for part in ("steps", "sources", "relations"):
        entries = [{**record.data[part][0], "nots": "misspelt"}]
        assert not Draft7Validator(schema).is_valid({**record.data, part: entries})


def test_draft_07_closes_an_object_only_where_no_schema_beside_it_adds_a_property():
    beside = {
        "anyOf": [{"properties": {"b": {}}}],
        "properties": {"a": {}},
        "unevaluatedProperties": False,
    }
    assert "additionalProperties" not in to_draft_07(beside)
    alone = {
        "anyOf": [{"properties": {"a": {"const": 1}}}],
        "properties": {"a": {}},
        "unevaluatedProperties": False,
    }
    assert to_draft_07(alone)["additionalProperties"] is False


def test_draft_07_drops_what_is_only_for_pages_but_not_a_property_of_that_name():
    older = to_draft_07(
        {"x-plural": "things", "properties": {"x-ray": {"type": "string", "x-hint": "A word."}}}
    )
    assert older["properties"] == {"x-ray": {"type": "string"}}
    assert "x-plural" not in older


def test_the_published_schema_is_itself_valid(files):
    Draft202012Validator.check_schema(read_json(files["schema/v1/published/record.schema.json"]))


def test_schemas_come_under_the_licence_of_the_code(files):
    assert {file.licence for file in files.values()} == {"MIT"}
