"""Validation: a record held against its kind's schema. The one door to jsonschema and jsonschema-rs.

Two validators share the work, and give the same verdict (a test holds them to it): jsonschema-rs says whether a record is clean, about five times
faster; jsonschema says what is wrong with one that is not, and `faults` puts that into words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from docket import dates
from docket.faults import Fault, problems_of
from docket.kinds import Kind
from docket.problems import Problem
from docket.records import Record
from docket.schemas import Schema

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ADDRESS = re.compile(r"https?://[A-Za-z0-9._~!$&'()*+,;=:@\[\]-]+([/?#]([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")


def is_day(value: object) -> bool:
    """Whether a text is a day of the calendar written YYYY-MM-DD (RFC 3339 full-date); anything but text passes, as formats do."""
    if not isinstance(value, str):
        return True
    try:
        return DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_address(value: object) -> bool:
    """Whether a text is a web address: http or https, a host, and only the characters of RFC 3986 §2; anything but text passes."""
    return not isinstance(value, str) or ADDRESS.fullmatch(value) is not None


FORMATS = {"edtf": dates.is_edtf, "date": is_day, "uri": is_address}
"""Both validators use these, so that they cannot disagree about a format."""
CHECKER = FormatChecker(formats=())
for _name, _check in FORMATS.items():
    CHECKER.checks(_name)(_check)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """The keyword pattern as ECMA-262 reads it: $ is the end of the text, while Python's $ also matches before a last line break."""
    if isinstance(instance, str) and not re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Exact: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


@dataclass(frozen=True, eq=False)
class Validator:
    """Holds records of one kind against its schema, which is compiled once, when it is first needed."""

    kind: Kind

    @cached_property
    def _fast(self) -> Any:
        return jsonschema_rs.validator_for(self.kind.schema, validate_formats=True, formats=FORMATS)

    @cached_property
    def _exact(self) -> Any:
        return Exact(self.kind.schema, format_checker=CHECKER)

    def clean(self, data: Mapping[str, Any]) -> bool:
        """The fast verdict: whether the schema has nothing to say."""
        return bool(self._fast.is_valid(data))

    def faults(self, data: Mapping[str, Any]) -> list[Fault]:
        """The exact verdict: every fault, none for a clean record."""
        return [_fault(error, self.kind.schema) for error in self._exact.iter_errors(data)]

    def problems(self, record: Record) -> list[Problem]:
        """The record's faults in words; none where it satisfies its schema."""
        if self.clean(record.data):
            return []
        found = problems_of(self.faults(record.data), record.file)
        return found or [Problem("schema/other", str(error.message), record.file, tuple(error.instance_path)) for error in self._fast.iter_errors(record.data)]


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """What is wrong with a schema: where, in the validator's words, and the keys that are not among those `known` there."""

    path: tuple[str, ...]
    message: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]


def errors(meta: Schema, schema: Schema) -> list[SchemaFault]:
    """What is wrong with a schema by the schema of schemas, in the order of their places."""
    if jsonschema_rs.validator_for(meta).is_valid(schema):
        return []
    return sorted(map(_schema_fault, Exact(meta).iter_errors(schema)), key=lambda fault: (fault.path, fault.message))


def _schema_fault(error: ValidationError) -> SchemaFault:
    part, value = cast(Mapping[str, Any], error.schema), cast(Mapping[str, Any], error.instance)
    known = tuple(part.get("properties", {}))
    unknown = tuple(key for key in value if key not in known) if error.validator == "additionalProperties" else ()
    return SchemaFault(tuple(map(str, error.absolute_path)), error.message[:200], unknown, known)


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
