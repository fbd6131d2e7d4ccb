"""Write values as UTF-8 JSON (RFC 8259), escaping only what must be escaped. The only module that
imports orjson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import orjson

MEDIA_TYPE = "application/json"
BATCH = 100
"""The number of items that are joined to one chunk."""


def compact(value: Any) -> bytes:
    """Return the value on one line, without a newline at the end, keys in the order given. Raise
    TypeError for a value that JSON cannot represent."""
    return orjson.dumps(value, default=_plain)


def compact_text(value: Any) -> str:
    """Return the same as `compact` as a string."""
    return compact(value).decode()


def parsed(text: bytes) -> Any:
    """Return the value of JSON text. Raise ValueError for text that is not JSON."""
    return orjson.loads(text)


def indented(value: Any) -> bytes:
    """Return the value indented by two spaces a level, with a newline at the end."""
    return orjson.dumps(
        value, default=_plain, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    )


def collection(head: Mapping[str, Any], name: str, items: Iterable[bytes]) -> bytes:
    """Return a JSON object with the members of `head` and, last, the list `name`. Its items are
    JSON text already; each gets a line of its own."""
    return b"".join(collection_chunks(head, name, items))


def collection_chunks(
    head: Mapping[str, Any], name: str, items: Iterable[bytes]
) -> Iterator[bytes]:
    """Yield the same as `collection` in chunks, for files that are too large for memory."""
    yield compact({**head, name: []}).removesuffix(b"]}")
    lead = b"\n"
    for batch in _batches(items):
        yield lead + b",\n".join(batch)
        lead = b",\n"
    yield b"]}\n"


def lines(items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield chunks of NDJSON: one item, which is JSON text already, on each line."""
    for batch in _batches(items):
        yield b"\n".join(batch) + b"\n"


def _batches(items: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield lists of up to BATCH items. Hashing and writing each item alone takes longer than
    reading it."""
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
