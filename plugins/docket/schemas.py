"""Schemas: JSON Schema files read from a folder and made self-contained, every $ref replaced by what it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docket.problems import DocketError

Schema = dict[str, Any]
SUFFIX = ".schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MERGED = ("properties", "required", "allOf")
ANNOTATIONS = ("title", "description", "x-hint")


def read_schemas(folder: Path) -> dict[str, Schema]:
    """Every schema of a folder by its short name ("directive"), in order of name. Raises DocketError for a file that is not JSON."""
    files = sorted(folder.glob("*" + SUFFIX))
    if not files:
        raise DocketError(f"{folder}: no {SUFFIX} files there; --schema names the folder with the kinds")
    schemas = {}
    for file in files:
        try:
            schemas[file.name.removesuffix(SUFFIX)] = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DocketError(f"{file}: cannot be read as JSON: {error}") from None
    return schemas


def flatten(schema: Schema, schemas: Mapping[str, Schema], name: str) -> Schema:
    """The schema with every $ref merged in (JSON Schema 2020-12 §8.2.3.1, read as a conjunction): what stands beside a $ref
    overrides its annotations, adds to its properties and required lists, and may not contradict it. Raises DocketError for a $ref
    that names nothing or a contradiction."""
    flat: Schema = _flatten(schema, schemas, name, name, ())
    return flat


def _flatten(node: Any, schemas: Mapping[str, Schema], home: str, where: str, trail: tuple[str, ...]) -> Any:
    if isinstance(node, list):
        return [_flatten(item, schemas, home, f"{where}/{index}", trail) for index, item in enumerate(node)]
    if not isinstance(node, dict):
        return node
    own = {key: _flatten(value, schemas, home, f"{where}/{key}", trail) for key, value in node.items() if key not in ("$ref", "$defs")}
    if not isinstance(node.get("$ref"), str):
        return own
    target, there = _find(node["$ref"], schemas, home, where)
    if node["$ref"] in trail:
        raise DocketError(f"{where}: $ref {node['$ref']} comes back to itself")
    base = _flatten(target, schemas, there, where, (*trail, node["$ref"]))
    return _merge(base, own, where)


def _find(ref: str, schemas: Mapping[str, Schema], home: str, where: str) -> tuple[Schema, str]:
    file, _, pointer = ref.partition("#/")
    there = file.removesuffix(SUFFIX) or home
    node: Any = schemas.get(there)
    for part in filter(None, pointer.split("/")):
        node = node.get(part) if isinstance(node, dict) else None
    if not isinstance(node, dict):
        raise DocketError(f"{where}: $ref {ref} names nothing")
    return node, there


def _merge(base: Schema, own: Schema, where: str) -> Schema:
    merged = dict(base)
    for key, value in own.items():
        if key == "properties" and key in base:
            merged[key] = {**base[key], **value}
        elif key in ("required", "allOf") and key in base:
            merged[key] = [*base[key], *(item for item in value if item not in base[key])]
        elif key in base and base[key] != value and key not in ANNOTATIONS:
            raise DocketError(f"{where}: {key} stands beside a $ref that says otherwise")
        else:
            merged[key] = value
    return merged


def walk(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """Every value a flattened schema describes: its path ("*" stands for every item of a list) and its part of the schema, top first."""
    yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from walk(part, (*path, name))
    if isinstance(schema.get("items"), dict):
        yield from walk(schema["items"], (*path, "*"))
