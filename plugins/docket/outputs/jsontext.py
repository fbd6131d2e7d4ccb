"""JSON text: values as UTF-8 JSON (RFC 8259), nothing escaped that need not be. The one door to orjson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

MEDIA_TYPE = "application/json"


def compact(value: Any) -> bytes:
    """The value on one line, without a newline at the end, keys in the order given. Raises TypeError for what JSON does not know."""
    return orjson.dumps(value, default=_plain)


def indented(value: Any) -> bytes:
    """The value for reading: two blanks a level, a newline at the end."""
    return orjson.dumps(value, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def collection(head: Mapping[str, Any], name: str, items: Iterable[bytes]) -> bytes:
    """An object with the members of `head` and, last, the list `name` of items that are JSON already, each on a line of its own."""
    members = [orjson.Fragment(b"\n" + item) for item in items]
    return orjson.dumps({**head, name: members}, default=_plain, option=orjson.OPT_APPEND_NEWLINE)


def lines(items: Iterable[bytes]) -> bytes:
    """Items that are JSON already, one a line (NDJSON)."""
    return b"".join(item + b"\n" for item in items)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
