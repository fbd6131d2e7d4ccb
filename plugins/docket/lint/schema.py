"""Validate records against their kind's schema.

Two validators share the work and give the same verdict, to which a test holds them. jsonschema-rs
(`json_schema`) decides whether a record is valid, about twenty times faster. jsonschema
(`schema_errors`), whose import takes as long as validating two thousand records, says what is wrong
with an invalid one; `schema_messages` puts that into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docket.lint.formats import FORMATS
from docket.lint.json_schema import fast_validator
from docket.lint.schema_fault import Fault
from docket.lint.schema_messages import problems_of
from docket.model.diagnostics import Path, Problem
from docket.model.kind import Kind
from docket.model.record import Record
from docket.model.schema_files import Schema

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


@dataclass(frozen=True, eq=False)
class Validator:
    """Validates records of one kind. Its schema is compiled when it is first needed."""

    kind: Kind

    @cached_property
    def _fast(self) -> Any:
        return fast_validator(self.kind.schema, FORMATS)

    @cached_property
    def _exact(self) -> Any:
        from docket.lint.schema_errors import exact_validator

        return exact_validator(self.kind.schema)

    def clean(self, data: Mapping[str, Any]) -> bool:
        """Return whether the fast validator accepts the values."""
        return bool(self._fast.is_valid(data))

    def faults(self, data: Mapping[str, Any]) -> list[Fault]:
        """Return every fault that the exact validator finds; none in valid values."""
        from docket.lint.schema_errors import faults

        return faults(self._exact, data, self.kind.schema)

    def problems(
        self, record: Record, written: Callable[[Path], str] | None = None
    ) -> list[Problem]:
        """Return the problems of a record; none where it satisfies its schema. `written` returns a
        value as it is written in the file, by its path."""
        if self.clean(record.data):
            return []
        found = problems_of(self.faults(record.data), record.file, written)
        return found or [
            Problem("schema/other", str(error.message), record.file, tuple(error.instance_path))
            for error in self._fast.iter_errors(record.data)
        ]


class SchemaFault(NamedTuple):
    """A fault of a schema: its place, the validator's message, and the keys that are not among
    those `known` there. `hint` is the $comment of the broken rule."""

    path: tuple[str, ...]
    message: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]
    hint: str = ""


def errors(meta: Schema, schema: Schema) -> list[SchemaFault]:
    """Return the faults of a schema by the schema of schemas, sorted by place."""
    if fast_validator(meta, {}).is_valid(schema):
        return []
    from docket.lint.schema_errors import complaints

    return sorted(
        map(_schema_fault, complaints(meta, schema)), key=lambda fault: (fault.path, fault.message)
    )


def _schema_fault(error: ValidationError) -> SchemaFault:
    part, value = cast(Mapping[str, Any], error.schema), cast(Mapping[str, Any], error.instance)
    known = tuple(part.get("properties", {}))
    unknown = (
        tuple(key for key in value if key not in known)
        if error.validator == "additionalProperties"
        else ()
    )
    path, hint = tuple(map(str, error.absolute_path)), str(part.get("$comment", ""))
    return SchemaFault(path, error.message[:200], unknown, known, hint)
