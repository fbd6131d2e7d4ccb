"""Check every kind's schema against the schema of schemas, meta.schema.json, before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docket.lint.json_schema import is_pattern
from docket.lint.schema import SchemaFault, errors
from docket.model.diagnostics import DocketError
from docket.model.kind_loader import SHARED
from docket.model.schema_files import DIALECT, SUFFIX, Schema, flatten, parts, read_schemas
from docket.model.text import did_you_mean

META = "meta"
PATTERNS = (
    "Patterns are those of https://docs.rs/regex/latest/regex/#syntax: no look-around such as"
    " (?=…), no back-reference such as \\1, and none that grows large such as a{1000}{1000}."
)


def check_schemas(folder: Path) -> None:
    """Check the schemas of a folder, with their $refs merged in, against the folder's
    meta.schema.json.

    Raise DocketError with every fault, its place in the schema and, for a misspelt key, the nearest
    known one. Where patterns cannot be used, the error names these alone.
    """
    schemas = read_schemas(folder)
    wrong = [fault for name, schema in schemas.items() for fault in _pattern_faults(name, schema)]
    if wrong:
        raise DocketError("\n".join([*wrong, PATTERNS]))
    if META not in schemas:
        raise DocketError(
            f"{folder}: {META}{SUFFIX} is missing, the schema that the others must "
            "satisfy; copy it from the Civic Docket source"
        )
    kinds = {
        name: {"$schema": DIALECT, **flatten(schema, schemas, name)}
        for name, schema in schemas.items()
        if name not in SHARED
    }
    faults = [
        f"{name}{SUFFIX}: {fault}"
        for name, schema in kinds.items()
        for fault in schema_faults(schema, schemas[META])
    ]
    if faults:
        raise DocketError("\n".join(faults))


def _pattern_faults(name: str, schema: Schema) -> Iterator[str]:
    """Yield a message for each unusable pattern of a schema as it is written."""
    for pointer, part in parts(schema):
        pattern = part.get("pattern")
        if pattern is not None and not (isinstance(pattern, str) and is_pattern(pattern)):
            yield f"{name}{SUFFIX}#{pointer}/pattern: {pattern!r} is not a pattern we can use"


def schema_faults(schema: Schema, meta: Schema) -> Iterator[str]:
    """Yield the faults of a flattened schema by the schema of schemas, each once, its place in
    front."""
    yield from dict.fromkeys(
        f"{'/'.join(fault.path) or 'top'}: {fact}"
        for fault in errors(meta, schema)
        for fact in _facts(fault)
    )


def _facts(fault: SchemaFault) -> list[str]:
    """Return the messages for a fault of a schema."""
    unknown = [
        (
            f"there is no key '{key}' here; "
            f"{did_you_mean(key, fault.known) or 'see meta.schema.json for those there are'}"
        )
        for key in fault.unknown
    ]
    return unknown or [f"{fault.message}; {fault.hint}" if fault.hint else fault.message]
