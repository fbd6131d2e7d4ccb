"""Read the parts of a record (steps, sources, figures …) with their exact paths, for rules."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model.diagnostics import Path
from docket.model.record import Data, Record


def entries(record: Record, part: str) -> Iterator[tuple[Path, Data]]:
    """Yield every entry of a part with its path; none where the record or its kind has no such
    part."""
    name = record.kind.parts.get(part, part)
    yield from (((name, index), entry) for index, entry in enumerate(record.part(part)))
