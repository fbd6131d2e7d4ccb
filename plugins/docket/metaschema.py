"""The schema of schemas: every kind's schema is held against meta.schema.json before it is believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docket.catalogue import SHARED
from docket.problems import DocketError
from docket.schemas import DIALECT, SUFFIX, Schema, flatten, read_schemas
from docket.text import did_you_mean
from docket.validate import SchemaFault, errors

META = "meta"


def check_schemas(folder: Path) -> None:
    """Holds every kind's schema of a folder, with its $refs merged in, against the folder's meta.schema.json. Raises DocketError that names every
    fault, the place in the schema and, for a misspelt key, the nearest known one."""
    schemas = read_schemas(folder)
    if META not in schemas:
        raise DocketError(f"{folder}: {META}{SUFFIX} is missing, the schema that the others must satisfy; copy it from the Civic Docket source")
    kinds = {name: {"$schema": DIALECT, **flatten(schema, schemas, name)} for name, schema in schemas.items() if name not in SHARED}
    faults = [f"{name}{SUFFIX}: {fault}" for name, schema in kinds.items() for fault in schema_faults(schema, schemas[META])]
    if faults:
        raise DocketError("\n".join(faults))


def schema_faults(schema: Schema, meta: Schema) -> Iterator[str]:
    """What is wrong with a flattened schema by the schema of schemas, each fault once, with its place in the schema in front."""
    yield from dict.fromkeys(f"{'/'.join(fault.path) or 'top'}: {fact}" for fault in errors(meta, schema) for fact in _facts(fault))


def _facts(fault: SchemaFault) -> list[str]:
    unknown = [f"there is no key '{key}' here; {did_you_mean(key, fault.known) or 'see meta.schema.json for those there are'}" for key in fault.unknown]
    return unknown or [fault.message]
