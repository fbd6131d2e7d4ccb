"""Collect the facts of a record: what every run needs of it without reading its values."""

from __future__ import annotations

from docket.model import edtf
from docket.model.record import Facts, Record, facets_of, location_of
from docket.model.references import references


def facts_of(record: Record, digest: bytes, kept: bytes) -> Facts:
    """Return the facts of a record whose file and packed values have these hashes."""
    refs = tuple(tuple(link) for link in references(record))
    seen = [str(source["seen"]) for source in record.part("sources") if "seen" in source]
    steps = [edtf.parse(step["date"]).earliest for step in record.part("steps")]
    days = [*seen, *(day.isoformat() for day in steps if day)]
    return Facts(
        id=record.id,
        digest=digest,
        refs=refs,
        kept=kept,
        seen=max(seen, default=""),
        day=max(days, default=""),
        excepted=bool(record.data.get("exceptions")),
        facets=facets_of(record),
        location=location_of(record),
    )
