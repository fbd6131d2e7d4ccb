"""Levels: a list or mapping of YAML under construction."""

from __future__ import annotations

from typing import Any

from docket.model.diagnostics import Path


class Level:
    """A list or mapping under construction.

    In a mapping `waiting` says that a key has no value yet, and `kept` that the value of the
    present key is used (that of a repeated key is not). `flow` says whether the level is in
    brackets, `braces` whether in { }, `again` whether its first key was reported as repeated.
    `last` is the event of its last value.
    """

    __slots__ = (
        "again",
        "braces",
        "column",
        "flow",
        "is_mapping",
        "kept",
        "key",
        "key_event",
        "last",
        "path",
        "seen",
        "value",
        "waiting",
    )

    def __init__(self, value: Any, path: Path, event: Any, braces: bool) -> None:
        self.flow = event.flow_style
        self.braces = braces
        self.column = event.start_mark.column
        self.last: Any = None
        self.again = False
        self.value = value
        self.is_mapping = isinstance(value, dict)
        self.path = path
        self.waiting = False
        self.kept = True
        self.key = ""
        self.key_event: Any = None
        self.seen: dict[str, int] = {}

    @property
    def value_column(self) -> int:
        """Return the column, from 0, of the key or hyphen of the present value."""
        return int(self.key_event.start_mark.column) if self.key_event else self.column
