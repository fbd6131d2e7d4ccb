"""JSON text: values as UTF-8 JSON (RFC 8259), nothing escaped that need not be. The one door to
orjson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import orjson

MEDIA_TYPE = "application/json"
BATCH = 100


def compact(value: Any) -> bytes:
    """The value on one line, without a newline at the end, keys in the order given. Raises
    TypeError for what JSON does not know."""
    return orjson.dumps(value, default=_plain)


def compact_text(value: Any) -> str:
    """The same as a string."""
    return compact(value).decode()


def parsed(text: bytes) -> Any:
    """The value of JSON text. Raises ValueError where it is none."""
    return orjson.loads(text)


def indented(value: Any) -> bytes:
    """The value for reading: two blanks a level, a newline at the end."""
    return orjson.dumps(
        value, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )


def collection(head: Mapping[str, Any], name: str, items: Iterable[bytes]) -> bytes:
    """An object with the members of `head` and, last, the list `name` of items that are JSON
    already, each on a line of its own."""
    return b"".join(collection_chunks(head, name, items))


def collection_chunks(
    head: Mapping[str, Any], name: str, items: Iterable[bytes]
) -> Iterator[bytes]:
    """The same bit by bit, for what is too large to be held in memory whole."""
    yield compact({**head, name: []}).removesuffix(b"]}")
    lead = b"\n"
    for batch in _batches(items):
        yield lead + b",\n".join(batch)
        lead = b",\n"
    yield b"]}\n"


def lines(items: Iterable[bytes]) -> Iterator[bytes]:
    """Items that are JSON already, one a line (NDJSON)."""
    for batch in _batches(items):
        yield b"\n".join(batch) + b"\n"


def _batches(items: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The items a few at a time: to hash and write each alone would take longer than to read it."""
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
