"""Notes: what is noted down of a record when it is read, so that the next run can do without reading it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docket import dates
from docket.cache import digest_of
from docket.links import references
from docket.records import Noted, Record

INNER = ("notes", "open_questions", "translations")
INNER_PARTS = ("statements", "figures")
"""What only a record's own page, its own files and the tables of everything show. No view of other records may read it; a test holds them to that."""
NO_SLOT = (0, 0, 0, 0)


def note(record: Record, digest: bytes, slot: tuple[int, int, int, int] = NO_SLOT) -> Noted:
    """What is to be noted of a record whose file has this hash and whose values lie in this slot."""
    refs = tuple(tuple(link) for link in references(record))
    seen = max((str(source.get("seen", "")) for source in record.part("sources")), default="")
    return Noted(record.id, digest, digest_of((record.kind.name, outline(record))), refs, slot, seen, bool(record.data.get("exceptions")), record.facets(), record.location())


def reached(record: Record) -> str:
    """The day from which on nothing that a record names is still to come (ISO 8601; empty: it names no day): on that day and later ones no rule about the future
    finds anything in it."""
    steps = [earliest for step in record.part("steps") if (earliest := dates.parse(step["on"]).earliest)]
    seen = [str(source["seen"]) for source in record.part("sources") if "seen" in source]
    return max([*(day.isoformat() for day in steps), *seen], default="")


def outline(record: Record) -> Mapping[str, Any]:
    """The values of a record that pages about other records may show: all but the inner ones."""
    inner = {*INNER, *(record.kind.parts.get(part, part) for part in INNER_PARTS)}
    return {name: value for name, value in record.data.items() if name not in inner}
