"""The texts of a record: every piece of text with its path and its part of the schema, for rules that read words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docket.problems import Path
from docket.records import Record
from docket.schemas import Schema


def texts(record: Record) -> Iterator[tuple[Path, str, Schema]]:
    """Every text of a record with its path and the schema that describes it; coded values, ids, dates and addresses included."""
    yield from _texts(record.data, record.kind.schema, ())


def _texts(value: Any, schema: Schema, path: Path) -> Iterator[tuple[Path, str, Schema]]:
    if isinstance(value, str):
        yield path, value, schema
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _texts(item, schema.get("properties", {}).get(name, {}), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, schema.get("items", {}), (*path, index))


def is_prose(schema: Schema) -> bool:
    """Whether a part of a schema holds words for readers: not a code, an id, a reference, a date or an address."""
    return not any(key in schema for key in ("enum", "format", "x-ref", "const")) and "a-z0-9" not in schema.get("pattern", "")
