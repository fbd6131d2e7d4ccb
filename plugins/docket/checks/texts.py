"""The texts of a record: every piece of text with its path and its part of the schema, for rules that read words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docket.problems import Path
from docket.records import Record
from docket.schemas import Schema

Text = tuple[Path, str, Schema]


def texts(record: Record) -> Iterator[Text]:
    """Every text of a record with its path and the schema that describes it, in reading order; coded values, ids, dates and addresses included."""
    waiting: list[tuple[Path, Any, Schema]] = [((), record.data, record.kind.schema)]
    while waiting:
        path, value, schema = waiting.pop()
        if isinstance(value, str):
            yield path, value, schema
        elif isinstance(value, dict):
            parts = schema.get("properties", {})
            waiting += [((*path, name), item, parts.get(name, {})) for name, item in reversed(value.items())]
        elif isinstance(value, list):
            part = schema.get("items", {})
            waiting += [((*path, index), item, part) for index, item in reversed(list(enumerate(value)))]


def joined(record: Record) -> str:
    """All texts of a record one after the other: what is not found in here need not be looked for in each of them."""
    found: list[str] = []
    waiting: list[Any] = [record.data]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is str:
            found.append(value)
        elif kind is dict:
            waiting += value.values()
        elif kind is list:
            waiting += value
    return "\n".join(found)


def is_prose(schema: Schema) -> bool:
    """Whether a part of a schema holds words for readers: not a code, an id, a reference, a date or an address."""
    coded = "enum" in schema or "format" in schema or "x-ref" in schema or "const" in schema
    return not coded and "a-z0-9" not in schema.get("pattern", "")
