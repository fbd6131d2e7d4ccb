"""Places: where in a YAML file a value, its key or an event of the parser is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from docket.model.diagnostics import Place

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 §5.4 takes for the end of a line."""


class Located(NamedTuple):
    """The place of a value, and that of its key where it has one."""

    value: Place
    key: Place | None


def place_of(event: Any, lines: Sequence[str]) -> Place:
    """Return the place of an event; of one that goes over several of the `lines`, the part in its
    first line. The lines may be missing for an event in one line."""
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column
    if end.line != start.line:
        width = len(lines[start.line].rstrip()) - start.column
    return Place(start.line + 1, start.column + 1, max(width, 1))
