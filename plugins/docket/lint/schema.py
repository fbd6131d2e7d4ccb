"""Validation: a record held against its kind's schema.

Two validators share the work, and give the same verdict (a test holds them to it): jsonschema-rs
(`engine`) says whether a record is clean, about twenty times faster; jsonschema (`exact`), which
takes as long to import as validating two thousand records, says what is wrong with one that is not,
and `faults` puts that into words.
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
    """Holds records of one kind against its schema, which is compiled once, when it is first
    needed."""

    kind: Kind

    @cached_property
    def _fast(self) -> Any:
        return fast_validator(self.kind.schema, FORMATS)

    @cached_property
    def _exact(self) -> Any:
        from docket.lint.schema_errors import exact_validator

        return exact_validator(self.kind.schema)

    def clean(self, data: Mapping[str, Any]) -> bool:
        """The fast verdict: whether the schema has nothing to say."""
        return bool(self._fast.is_valid(data))

    def faults(self, data: Mapping[str, Any]) -> list[Fault]:
        """The exact verdict: every fault, none for a clean record."""
        from docket.lint.schema_errors import faults

        return faults(self._exact, data, self.kind.schema)

    def problems(
        self, record: Record, written: Callable[[Path], str] | None = None
    ) -> list[Problem]:
        """Return the record's faults in words, none where it satisfies its schema. `written`
        returns a value as it is written in the file, by its path."""
        if self.clean(record.data):
            return []
        found = problems_of(self.faults(record.data), record.file, written)
        return found or [
            Problem("schema/other", str(error.message), record.file, tuple(error.instance_path))
            for error in self._fast.iter_errors(record.data)
        ]


class SchemaFault(NamedTuple):
    """What is wrong with a schema: where, in the validator's words, and the keys that are not among
    those `known` there. `hint` is the $comment of the rule that was broken."""

    path: tuple[str, ...]
    message: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]
    hint: str = ""


def errors(meta: Schema, schema: Schema) -> list[SchemaFault]:
    """What is wrong with a schema by the schema of schemas, in the order of their places."""
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
