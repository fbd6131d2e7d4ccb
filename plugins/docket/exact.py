"""Exact validation: what is wrong with a value by its schema, with the place and the condition of each fault. The one door to jsonschema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from docket.faults import Fault
from docket.formats import FORMATS
from docket.schemas import Schema

CHECKER = FormatChecker(formats=())
for _name, _check in FORMATS.items():
    CHECKER.checks(_name)(_check)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """The keyword pattern as ECMA-262 reads it: $ is the end of the text, while Python's $ also matches before a last line break."""
    if isinstance(instance, str) and not re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Exact: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def exact_validator(schema: Schema) -> Any:
    """A validator of this schema."""
    return Exact(schema, format_checker=CHECKER)


def faults(validator: Any, data: Mapping[str, Any], schema: Schema) -> list[Fault]:
    """Every fault of a value, none for a clean one."""
    return [_fault(error, schema) for error in validator.iter_errors(data)]


def complaints(schema: Schema, value: Any) -> Iterator[ValidationError]:
    """Every fault of a value in the validator's own words."""
    yield from Exact(schema).iter_errors(value)


def _fault(error: ValidationError, schema: Schema) -> Fault:
    path = tuple(error.absolute_path)
    return Fault(
        keyword=str(error.validator),
        wanted=error.validator_value,
        value=error.instance,
        path=path,
        part=_part(schema, path),
        because=_condition(error, schema),
        branches=tuple(_fault(branch, schema) for branch in error.context or ()),
    )


def _part(schema: Schema, path: tuple[str | int, ...]) -> Schema:
    """The part of a schema that describes the value at a path; empty where none does."""
    node: Any = schema
    for key in path:
        node = node.get("items", {}) if isinstance(key, int) else node.get("properties", {}).get(key, {})
    return node if isinstance(node, dict) else {}


def _condition(error: ValidationError, schema: Schema) -> str:
    """The condition of the if under whose then a fault was found, such as "type: copy"; empty where there is none."""
    way = list(error.absolute_schema_path)
    if "then" not in way:
        return ""
    node: Any = schema
    for key in way[: way.index("then")]:
        node = node[key]
    tested = {name: part.get("const", part.get("enum")) for name, part in node.get("if", {}).get("properties", {}).items()}
    return ", ".join(f"{name}: {' or '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in tested.items() if value is not None)
