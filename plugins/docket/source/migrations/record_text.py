"""The text of one record, as a migration is given it."""

from __future__ import annotations

from typing import Any, NamedTuple

from docket.model.kind import Kind


class RecordText(NamedTuple):
    """A record's kind, file (relative to the project), text, and the values that the text has."""

    kind: Kind
    file: str
    text: str
    data: dict[str, Any]
