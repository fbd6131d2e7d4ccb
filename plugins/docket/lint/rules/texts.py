"""Read the texts of a record with their paths and parts of the schema, for rules about words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from docket.lint.rules.citations import CITED
from docket.model.diagnostics import Path
from docket.model.record import Record
from docket.model.schema_files import Schema

Text = tuple[Path, str, Schema]


def texts(record: Record) -> Iterator[Text]:
    """Yield every text of a record with its path and its part of the schema, in reading order;
    coded values, ids, dates and addresses are among them."""
    waiting: list[tuple[Path, Any, Schema]] = [((), record.data, record.kind.schema)]
    while waiting:
        path, value, schema = waiting.pop()
        if isinstance(value, str):
            yield path, value, schema
        elif isinstance(value, dict):
            parts = schema.get("properties", {})
            waiting += [
                ((*path, name), item, parts.get(name, {})) for name, item in reversed(value.items())
            ]
        elif isinstance(value, list):
            part = schema.get("items", {})
            waiting += [
                ((*path, index), item, part) for index, item in reversed(list(enumerate(value)))
            ]


class Gathered(NamedTuple):
    """All texts of a record, joined, and the ids of the sources it cites. What is not in here need
    not be looked for place by place."""

    text: str
    cited: frozenset[str]


def gathered(record: Record) -> Gathered:
    """Return the joined texts and cited sources of a record, found in one pass."""
    found, cited = list[str](), set[str]()
    waiting: list[Any] = list(record.data.values())
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is str:
            found.append(value)
        elif kind is dict:
            waiting += value.values()
            if CITED in value:
                cited.update(value[CITED])
        elif kind is list:
            waiting += value
    return Gathered("\n".join(found), frozenset(cited))


def is_prose(schema: Schema) -> bool:
    """Return whether a part of a schema holds words for readers: not a code, an id, a reference, a
    date or an address."""
    coded = "enum" in schema or "format" in schema or "x-ref" in schema or "const" in schema
    return not coded and "a-z0-9" not in schema.get("pattern", "")
