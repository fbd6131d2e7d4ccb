"""Levels: a list or mapping of YAML while it is being filled."""

from __future__ import annotations

from typing import Any

from docket.model.diagnostics import Path


class Level:
    """A list or mapping being filled. In a mapping a key may be `waiting` for its value; of a
    repeated key nothing is `kept`. `flow` says whether it is in brackets, `braces` whether in { },
    `again` whether it was told that its first key is repeated; `last` is its last value."""

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
        """The column, from 0, of the key or hyphen whose value comes next or came last."""
        return int(self.key_event.start_mark.column) if self.key_event else self.column
