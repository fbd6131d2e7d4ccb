"""A rule: its code, why it exists, and the check that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

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
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "links", link(self.library))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code (group/name), what it asks for, the reason it exists, an example of what breaks and what keeps it, and its check."""

    code: str
    title: str
    reason: str
    wrong: str
    right: str
    check: Callable[[Context], Iterator[Problem]]
