"""Translate a schema to draft 07 of JSON Schema, which editors use for completion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.model.schema_files import Schema

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
BESIDE = ("allOf", "anyOf", "oneOf", "if", "then", "else")
"""Keywords whose subschemas apply to the same object as the schema around them (2020-12 core
§10.2)."""
CLOSING = "unevaluatedProperties"
OLDER = "additionalProperties"
DROPPED = ("$schema", "$id", "unevaluatedItems", CLOSING)


def to_draft_07(schema: Schema) -> Schema:
    """Return a self-contained 2020-12 schema translated to draft 07, without x- keywords.

    `unevaluatedProperties: false` becomes `additionalProperties: false` where all properties that
    subschemas of the same object name are among its own `properties`. Elsewhere it is left out, so
    that the translation accepts more than the schema, never less.
    """
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
    """Return the properties that subschemas of the same object name."""
    return {name for part in _beside(node) for name in part.get("properties", {})}


def _beside(node: Schema) -> Iterator[Schema]:
    """Yield the subschemas that apply to the same object, at any depth."""
    for key in BESIDE:
        parts = node.get(key, [])
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                yield part
                yield from _beside(part)
