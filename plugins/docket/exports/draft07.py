"""Draft 07: a schema in the older dialect of JSON Schema that editors complete by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.model.schema_files import Schema

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
BESIDE = ("allOf", "anyOf", "oneOf", "if", "then", "else")
"""Keywords whose schemas judge the same object as the schema they stand in (2020-12 core §10.2)."""
CLOSING = "unevaluatedProperties"
OLDER = "additionalProperties"
DROPPED = ("$schema", "$id", "unevaluatedItems", CLOSING)


def to_draft_07(schema: Schema) -> Schema:
    """A self-contained 2020-12 schema in draft 07. unevaluatedProperties becomes
    additionalProperties where no schema beside it names a property that it does not name itself,
    and is left out elsewhere (the copy then allows more, never less). x- keywords are left out."""
    return {"$schema": DRAFT_07, **_schema(schema)}


def _schema(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    older = {
        key: _value(key, value)
        for key, value in node.items()
        if key not in DROPPED and not key.startswith("x-")
    }
    if (
        node.get(CLOSING) is False
        and OLDER not in node
        and _named_beside(node) <= node.get("properties", {}).keys()
    ):
        older[OLDER] = False
    return older


def _value(key: str, value: Any) -> Any:
    if key in ("properties", "patternProperties", "dependentSchemas"):
        return {name: _schema(part) for name, part in value.items()}
    if key in ("allOf", "anyOf", "oneOf"):
        return [_schema(part) for part in value]
    if key in (
        "items",
        "contains",
        "not",
        "if",
        "then",
        "else",
        "additionalProperties",
        "propertyNames",
    ):
        return _schema(value)
    return value


def _named_beside(node: Schema) -> set[str]:
    return {name for part in _beside(node) for name in part.get("properties", {})}


def _beside(node: Schema) -> Iterator[Schema]:
    for key in BESIDE:
        parts = node.get(key, [])
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                yield part
                yield from _beside(part)
