"""Find what is wrong with a value by its schema, each fault with its place and condition. Only this
module imports jsonschema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from docket.lint.formats import FORMATS
from docket.lint.json_schema import matches
from docket.lint.schema_fault import Fault
from docket.model.schema_files import Schema

MOST = 200
"""The most faults of a value that are reported."""
CHECKER = FormatChecker(formats=())
for _name, _check in FORMATS.items():
    CHECKER.checks(_name)(_check)


def _too_long(value: Any, schema: Schema) -> bool:
    """Return whether a text or list is longer than its schema allows. Such a value has no other
    fault, since checking a million entries takes long and helps nobody."""
    most = schema.get("maxItems" if isinstance(value, list) else "maxLength")
    return isinstance(value, list | str) and most is not None and len(value) > most


def _unless_too_long(keyword: str) -> Any:
    """Return jsonschema's check of a keyword, limited to values that are not too long."""
    check = Draft202012Validator.VALIDATORS[keyword]

    def checked(
        validator: Any, wanted: Any, value: Any, schema: Schema
    ) -> Iterator[ValidationError]:
        if not _too_long(value, schema):
            yield from check(validator, wanted, value, schema) or ()

    return checked


def _pattern(validator: Any, pattern: str, value: Any, schema: Schema) -> Iterator[ValidationError]:
    """Check the keyword pattern as the fast validator does, in linear time."""
    if isinstance(value, str) and not _too_long(value, schema) and not matches(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _unique_items(
    validator: Any, wanted: bool, value: Any, schema: Schema
) -> Iterator[ValidationError]:
    """Check the keyword uniqueItems in linear time; jsonschema compares all pairs of entries."""
    looked_at = wanted and isinstance(value, list) and not _too_long(value, schema)
    if looked_at and len(set(map(_hashable, value))) < len(value):
        yield ValidationError(f"{value!r} has non-unique elements")


def _hashable(value: Any) -> Any:
    """Return a value that is equal for two values which JSON Schema takes for equal (2020-12 core
    §4.2.2), and for no others: 1 and 1.0 are equal, 1 and true are not."""
    if isinstance(value, dict):
        return ("object", frozenset((key, _hashable(part)) for key, part in value.items()))
    if isinstance(value, list):
        return ("array", tuple(map(_hashable, value)))
    return (isinstance(value, bool), value)


Exact: Any = extend(  # type: ignore[no-untyped-call] # jsonschema declares no types here
    Draft202012Validator,
    {
        "pattern": _pattern,
        "uniqueItems": _unique_items,
        "items": _unless_too_long("items"),
        "format": _unless_too_long("format"),
    },
)


def exact_validator(schema: Schema) -> Any:
    """Return a validator of this schema."""
    return Exact(schema, format_checker=CHECKER)


def faults(validator: Any, data: Mapping[str, Any], schema: Schema) -> list[Fault]:
    """Return the faults of a value, MOST at most; none for a valid one."""
    return [_fault(error, schema) for error in islice(validator.iter_errors(data), MOST)]


def complaints(schema: Schema, value: Any) -> Iterator[ValidationError]:
    """Yield every fault of a value as jsonschema reports it."""
    yield from Exact(schema).iter_errors(value)


def _fault(error: ValidationError, schema: Schema) -> Fault:
    """Return a fault for an error of jsonschema."""
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
    """Return the part of a schema that describes the value at a path; empty where none does."""
    node: Any = schema
    for key in path:
        node = (
            node.get("items", {})
            if isinstance(key, int)
            else node.get("properties", {}).get(key, {})
        )
    return node if isinstance(node, dict) else {}


def _condition(error: ValidationError, schema: Schema) -> str:
    """Return the condition of the `if` whose `then` has the fault, such as "type: copy"; empty
    where there is none."""
    way = list(error.absolute_schema_path)
    if "then" not in way:
        return ""
    node: Any = schema
    for key in way[: way.index("then")]:
        node = node[key]
    tested = {
        name: part.get("const", part.get("enum"))
        for name, part in node.get("if", {}).get("properties", {}).items()
    }
    return ", ".join(
        f"{name}: {' or '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in tested.items()
        if value is not None
    )
