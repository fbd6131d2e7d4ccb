"""A rule: its code, why it exists, and the check that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docket.geography import BaseMap
from docket.links import Links, link
from docket.problems import Problem
from docket.records import Library


@dataclass(frozen=True)
class Context:
    """What rules may ask: the library, today (None: unknown), the base map, and the ids of records that exist but are broken."""

    library: Library
    today: date | None
    base: BaseMap | None
    broken: frozenset[str] = frozenset()

    @cached_property
    def links(self) -> Links:
        """Every reference between the records, worked out once for all rules."""
        return link(self.library)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code (group/name), what it asks for, the reason it exists, an example of what breaks and what keeps it, and its check. One that
    looks at each record `alone`, and at nothing around it, may run wherever the record is read."""

    code: str
    title: str
    reason: str
    wrong: str
    right: str
    check: Callable[[Context], Iterator[Problem]]
    alone: bool = False
