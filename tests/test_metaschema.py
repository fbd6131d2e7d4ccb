"""The schema of schemas: the project's own schemas satisfy it, and slips in a schema stop
everything with their name."""

from __future__ import annotations

import json

import pytest

from builders import SCHEMAS
from docket.lint.keyword_messages import WORDS
from docket.lint.schema_of_schemas import check_schemas, schema_faults
from docket.model.diagnostics import DocketError
from docket.model.kind_loader import load_kinds
from docket.model.schema_files import flatten, read_schemas

META = read_schemas(SCHEMAS)["meta"]


def faults(change):
    schemas = read_schemas(SCHEMAS)
    schema = flatten(schemas["directive"], schemas, "directive")
    change(schema)
    return list(schema_faults(schema, META))


def test_the_projects_own_schemas_satisfy_it():
    check_schemas(SCHEMAS)


def test_a_misspelt_key_is_named_with_the_nearest_known_one():
    assert faults(lambda schema: schema.update({"x-captoin": ["title"]})) == [
        "top: there is no key 'x-captoin' here; did you mean 'x-caption'?"
    ]
    assert faults(lambda schema: schema["properties"]["place"].update({"x-hnt": "a"})) == [
        "properties/place: there is no key 'x-hnt' here; did you mean 'x-hint'?"
    ]


@pytest.mark.parametrize("key", ["title", "description", "x-hint"])
def test_every_property_needs_its_words(key):
    (fault,) = faults(
        lambda schema: schema["properties"]["steps"]["items"]["properties"]["step"].pop(key)
    )
    assert fault.startswith("properties/steps/items/properties/step: ")
    assert key in fault


def test_what_the_tools_do_not_understand_is_refused():
    assert (
        len(faults(lambda schema: schema["properties"]["place"].update({"patternProperties": {}})))
        == 1
    )
    assert (
        len(faults(lambda schema: schema["properties"]["place"].update({"format": "email"}))) == 1
    )
    assert (
        len(faults(lambda schema: schema["properties"]["issuer"].pop("unevaluatedProperties"))) == 1
    )
    assert len(faults(lambda schema: schema["x-steps"]["signed"].update({"staus": "x"}))) == 1


@pytest.mark.parametrize(
    ("path", "key", "hint"),
    [
        ("issuer/properties/name", "maxLength", '"maxLength": 400'),
        ("place", "maxLength", '"maxLength": 400'),
        ("sources", "maxItems", '"maxItems": 50'),
        ("topics", "items", "of what a list is made"),
        ("notes", "type", "what the value is"),
    ],
)
def test_every_text_and_list_has_a_limit(path, key, hint):
    def change(schema):
        part = schema
        for name in ("properties", *path.split("/")):
            part = part[name]
        del part[key]

    found = faults(change)
    assert any(f"'{key}' is a required property; " in fault and hint in fault for fault in found)
    assert all(fault.startswith(f"properties/{path}: ") for fault in found)


@pytest.mark.parametrize(
    ("color", "place", "hint"),
    [
        ("#433fa5", "x-color", 'for example {"light": "#433fa5", "dark": "#b3b0ff"}'),
        ({"light": "#433fa5"}, "x-color", "write both"),
        ({"light": "indigo", "dark": "#b3b0ff"}, "x-color/light", "six hexadecimal digits"),
        ({"light": "#433fa5", "dark": "#b3f"}, "x-color/dark", "six hexadecimal digits"),
        ({"light": "#433fa5", "dark": "#B3B0FF"}, "x-color/dark", "six hexadecimal digits"),
        ({"light": "#433fa5}", "dark": "#b3b0ff"}, "x-color/light", "six hexadecimal digits"),
    ],
)
def test_a_colour_is_two_in_hexadecimal_digits(color, place, hint):
    (fault,) = faults(lambda schema: schema.update({"x-color": color}))
    assert fault.startswith(f"{place}: ")
    assert hint in fault


def test_a_group_says_what_it_holds():
    part = {"title": "A", "description": "B", "x-hint": "C", "type": "object"}
    (fault,) = faults(lambda schema: schema["properties"].update({"any": part}))
    assert "without that it could hold anything" in fault


def flat(part, **shared):
    return flatten({"properties": {"a": part}}, {"x": {"$defs": shared}}, "x")["properties"]["a"]


def test_a_property_named_as_a_keyword_is_a_property():
    part = {"properties": {"$ref": {"type": "string"}, "enum": {"$ref": "#/$defs/text"}}}
    assert flat(part, text={"type": "string"}) == {
        "properties": {"$ref": {"type": "string"}, "enum": {"type": "string"}}
    }


@pytest.mark.parametrize("key", ["enum", "const", "x-terms", "default"])
def test_what_is_no_schema_is_left_as_it_is_written(key):
    data = [{"$ref": "#/$defs/nothing", "$defs": 1}]
    assert flat({key: data}) == {key: data}


@pytest.mark.parametrize("key", ["unevaluatedProperties", "additionalProperties"])
def test_nothing_can_be_added_to_a_closed_part(key):
    shared = {"type": "object", "properties": {"b": {}}, key: False}
    with pytest.raises(
        DocketError,
        match=r"x/properties/a: c can never be given, since what the \$ref names is closed",
    ):
        flat({"$ref": "#/$defs/shared", "properties": {"c": {}}}, shared=shared)
    assert flat({"$ref": "#/$defs/shared", "properties": {"b": {"title": "B"}}}, shared=shared)[
        "properties"
    ] == {"b": {"title": "B"}}


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("topic", {"x-plural": "api"}, "x-plural is 'api', an address of the site itself"),
        (
            "topic",
            {"x-plural": "con"},
            "x-plural is 'con', a name that no file can have on Windows",
        ),
        (
            "directive",
            {"x-facets": ["issuer"]},
            "x-facets: 'issuer' is no text and no list of texts",
        ),
    ],
)
def test_a_kind_whose_pages_could_not_be_written_is_refused(tmp_path, name, change, fault):
    for other, schema in read_schemas(SCHEMAS).items():
        changed = {**schema, **change} if other == name else schema
        (tmp_path / f"{other}.schema.json").write_text(json.dumps(changed))
    with pytest.raises(DocketError) as error:
        load_kinds(tmp_path)
    assert f"{name}.schema.json: {fault}" in str(error.value)


@pytest.mark.parametrize("text", ["[]", "7", "[" * 100_000, "{"])
def test_a_schema_that_is_no_object_is_refused(tmp_path, text):
    (tmp_path / "topic.schema.json").write_text(text)
    with pytest.raises(DocketError, match=r"topic\.schema\.json: "):
        read_schemas(tmp_path)


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
    assert [line.split(":")[0] for line in str(error.value).split("\n")] == [
        "court.schema.json",
        "topic.schema.json",
    ]


def test_every_keyword_a_schema_may_use_has_words():
    part = META["$defs"]["part"]["properties"]
    keywords = {key for key in part if not key.startswith(("x-", "$"))} - {
        "title",
        "description",
        "items",
        "properties",
        "allOf",
    }
    assert keywords - {"required", "unevaluatedProperties", "anyOf", "oneOf"} == set(WORDS)
