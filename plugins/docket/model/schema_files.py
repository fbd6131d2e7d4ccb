"""Read JSON Schema files, and make each self-contained by replacing every $ref with its target."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docket.model.diagnostics import DocketError
from docket.model.plain_files import read_plain

Schema = dict[str, Any]
SUFFIX = ".schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANNOTATIONS = ("title", "description", "x-hint")
CLOSING = ("unevaluatedProperties", "additionalProperties")
MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
"""Keywords whose value holds schemas by name; the names may be any text, also that of a keyword."""
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLE = (
    "items",
    "contains",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "unevaluatedItems",
    *CLOSING,
)
"""Keywords whose value is a list of schemas, and those whose value is a schema (JSON Schema 2020-12
core §10, §11). The value of every other keyword is data, such as a text of an enum."""


def read_schemas(folder: Path) -> dict[str, Schema]:
    """Return every schema of a folder by its short name ("directive"), sorted. Raise DocketError
    for a folder without schemas and for a file that does not hold a JSON object."""
    files = sorted(folder.glob("*" + SUFFIX))
    if not files:
        raise DocketError(
            f"{folder}: no {SUFFIX} files there; --schema names the folder with the kinds"
        )
    schemas = {}
    for file in files:
        try:
            schema = json.loads(read_plain(file).decode("utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise DocketError(f"{file}: cannot be read as JSON: {error}") from None
        if not isinstance(schema, dict):
            raise DocketError(f"{file}: a schema is a JSON object; write {{ … }} around it")
        schemas[file.name.removesuffix(SUFFIX)] = schema
    return schemas


def schema_bytes(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of every JSON file of a folder, sorted by name. Raise DocketError for one
    that cannot be read."""
    for file in sorted(folder.glob("*.json")):
        try:
            yield read_plain(file)
        except OSError as error:
            reason = f"{file}: cannot be read: {error.strerror}"
            raise DocketError(f"{reason}; put a file there, or remove it") from None


def flatten(schema: Schema, schemas: Mapping[str, Schema], name: str) -> Schema:
    """Return the schema with the target of every $ref merged in (JSON Schema 2020-12 §8.2.3.1, both
    apply).

    What is written beside a $ref overrides the target's annotations and adds to its properties and
    required lists. Raise DocketError where it contradicts the target, and for a $ref without a
    target.
    """
    flat: Schema = _flatten(schema, schemas, name, name, ())
    return flat


def _flatten(
    node: Any, schemas: Mapping[str, Schema], home: str, where: str, trail: tuple[str, ...]
) -> Any:
    if not isinstance(node, dict):
        return node

    def flat(part: Any, at: str) -> Any:
        return _flatten(part, schemas, home, where + at, trail)

    kept = {key: value for key, value in node.items() if key not in ("$ref", "$defs")}
    own = {key: with_parts(key, value, flat) for key, value in kept.items()}
    if "$ref" not in node:
        return own
    target, there = _find(str(node["$ref"]), schemas, home, where)
    if node["$ref"] in trail:
        raise DocketError(f"{where}: $ref {node['$ref']} comes back to itself")
    base = _flatten(target, schemas, there, where, (*trail, node["$ref"]))
    return _merge(base, own, where)


def with_parts(key: str, value: Any, change: Callable[[Any, str], Any]) -> Any:
    """Return the value of a keyword with each schema directly in it changed. `change` is given the
    schema and where it is, as the end of a JSON Pointer (RFC 6901): "/properties/title"."""
    if key in MAPS and isinstance(value, dict):
        return {name: change(part, f"/{key}/{_escaped(name)}") for name, part in value.items()}
    if key in LISTS and isinstance(value, list):
        return [change(part, f"/{key}/{index}") for index, part in enumerate(value)]
    return change(value, f"/{key}") if key in SINGLE else value


def _escaped(name: str) -> str:
    """Return a name as a part of a JSON Pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def parts(schema: Any, pointer: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield a schema as it is written and every schema in it, each with its JSON Pointer."""
    if not isinstance(schema, dict):
        return
    yield pointer, schema
    found: list[tuple[Any, str]] = []
    for key, value in schema.items():
        with_parts(key, value, lambda part, at: found.append((part, at)))
    for part, at in found:
        yield from parts(part, pointer + at)


def _find(ref: str, schemas: Mapping[str, Schema], home: str, where: str) -> tuple[Schema, str]:
    """Return the target of a $ref, and the name of the schema that has it."""
    file, _, pointer = ref.partition("#/")
    there = file.removesuffix(SUFFIX) or home
    node: Any = schemas.get(there)
    for part in filter(None, pointer.split("/")):
        node = node.get(part) if isinstance(node, dict) else None
    if not isinstance(node, dict):
        raise DocketError(f"{where}: $ref {ref} names nothing")
    return node, there


def _merge(base: Schema, own: Schema, where: str) -> Schema:
    """Return the target of a $ref merged with what is written beside the $ref."""
    added = sorted(own.get("properties", {}).keys() - base.get("properties", {}).keys())
    if added and any(base.get(key) is False for key in CLOSING):
        fact = "can never be given, since what the $ref names is closed"
        hint = f"take {' and '.join(CLOSING)} out of it, and close this part"
        raise DocketError(f"{where}: {', '.join(added)} {fact}; {hint}")
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
    """Yield path and part of the schema of every value that a flattened schema describes, the top
    first. In a path "*" stands for every item of a list."""
    yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from walk(part, (*path, name))
    if isinstance(schema.get("items"), dict):
        yield from walk(schema["items"], (*path, "*"))


def path_of(dotted: str, schema: Schema) -> tuple[str, ...]:
    """Return the path of a property, or of one of a part ("courts.docket"), with "*" for every item
    of a list."""
    path: list[str] = []
    node: Any = schema
    for name in dotted.split("."):
        node = node.get("properties", {}).get(name, {})
        path.append(name)
        if "items" in node:
            path.append("*")
            node = node["items"]
    return tuple(path)
