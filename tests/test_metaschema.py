"""The schema of schemas: the project's own schemas satisfy it, and slips in a schema stop everything with their name."""

from __future__ import annotations

import json

import pytest

from builders import SCHEMAS
from docket.faults import WORDS
from docket.metaschema import check_schemas, schema_faults
from docket.problems import DocketError
from docket.schemas import flatten, read_schemas

META = read_schemas(SCHEMAS)["meta"]


def faults(change):
    schemas = read_schemas(SCHEMAS)
    schema = flatten(schemas["directive"], schemas, "directive")
    change(schema)
    return list(schema_faults(schema, META))


def test_the_projects_own_schemas_satisfy_it():
    check_schemas(SCHEMAS)


def test_a_misspelt_key_is_named_with_the_nearest_known_one():
    assert faults(lambda schema: schema.update({"x-captoin": ["title"]})) == ["top: there is no key 'x-captoin' here; did you mean 'x-caption'?"]
    assert faults(lambda schema: schema["properties"]["place"].update({"x-hnt": "a"})) == ["properties/place: there is no key 'x-hnt' here; did you mean 'x-hint'?"]


@pytest.mark.parametrize("key", ["title", "description", "x-hint"])
def test_every_property_needs_its_words(key):
    (fault,) = faults(lambda schema: schema["properties"]["steps"]["items"]["properties"]["step"].pop(key))
    assert fault.startswith("properties/steps/items/properties/step: ")
    assert key in fault


def test_what_the_tools_do_not_understand_is_refused():
    assert len(faults(lambda schema: schema["properties"]["place"].update({"patternProperties": {}}))) == 1
    assert len(faults(lambda schema: schema["properties"]["place"].update({"format": "email"}))) == 1
    assert len(faults(lambda schema: schema["properties"]["issuer"].pop("unevaluatedProperties"))) == 1
    assert len(faults(lambda schema: schema["x-steps"]["signed"].update({"staus": "x"}))) == 1


def test_a_folder_without_it_is_refused(tmp_path):
    (tmp_path / "topic.schema.json").write_text("{}")
    with pytest.raises(DocketError, match=r"meta\.schema\.json is missing"):
        check_schemas(tmp_path)


def test_every_schema_with_a_fault_is_named_at_once(tmp_path):
    for name, schema in read_schemas(SCHEMAS).items():
        broken = {**schema, "x-plurral": "a"} if name in ("court", "topic") else schema
        (tmp_path / f"{name}.schema.json").write_text(json.dumps(broken))
    with pytest.raises(DocketError) as error:
        check_schemas(tmp_path)
    assert [line.split(":")[0] for line in str(error.value).split("\n")] == ["court.schema.json", "topic.schema.json"]


def test_every_keyword_a_schema_may_use_has_words():
    part = META["$defs"]["part"]["properties"]
    keywords = {key for key in part if not key.startswith(("x-", "$"))} - {"title", "description", "items", "properties", "allOf"}
    assert keywords - {"required", "unevaluatedProperties", "anyOf", "oneOf"} == set(WORDS)
