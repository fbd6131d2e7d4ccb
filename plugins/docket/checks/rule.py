"""A rule: its code, why it exists, and the check that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from docket.checks.texts import Gathered, Text, gathered, texts
from docket.checks.wording import Wording, words_to_avoid
from docket.geography import BaseMap
from docket.links import PATH, TARGET, Links, held, link
from docket.problems import Problem
from docket.records import Library, Record

ALONE, NEAR, WHOLE = "alone", "near", "whole"
"""How far a rule looks: at each record alone (beside the collection's list of words); at a record and those it refers to or lies in; or at all of them together."""


@dataclass(frozen=True)
class Context:
    """What rules may ask: the library, today (None: unknown), the base map, the ids of records that exist but are broken, the records to look at
    (None: all of the library), the words to avoid (None: those of the library), and the ids of records that changed since nothing was wrong, with the places
    (courts …) that lie in one of them (None: any record may have)."""

    library: Library
    today: date | None
    base: BaseMap | None
    broken: frozenset[str] = frozenset()
    among: Sequence[Record] | None = None
    wording: Wording | None = None
    changed: frozenset[str] | None = None
    _gathered: dict[str, Gathered] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[str, list[Text]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def records(self) -> Iterable[Record]:
        """The records to look at."""
        return self.library if self.among is None else self.among

    @cached_property
    def words(self) -> Wording | None:
        """The words to avoid; None where nobody listed any."""
        return self.wording or words_to_avoid(self.library)

    def settled(self, record: Record) -> bool:
        """Whether neither the record nor what it lies in has changed since nothing was wrong."""
        inside = str(record.kind.place or record.kind.parent)
        return self.changed is not None and record.id not in self.changed and all(plain[TARGET] not in self.changed for plain in held(record) if plain[PATH][0] == inside)

    def joined(self, record: Record) -> str:
        """All texts of a record as one, found once for all rules."""
        return self._gathered_of(record).text

    def cited(self, record: Record) -> frozenset[str]:
        """The ids of all sources that a record cites, found in the same way."""
        return self._gathered_of(record).cited

    def _gathered_of(self, record: Record) -> Gathered:
        if record.file not in self._gathered:
            self._gathered[record.file] = gathered(record)
        return self._gathered[record.file]

    def texts(self, record: Record) -> list[Text]:
        """Every text of a record, found once for all rules that read words."""
        if record.file not in self._texts:
            self._texts[record.file] = list(texts(record))
        return self._texts[record.file]

    @cached_property
    def links(self) -> Links:
        """Every reference between the records, worked out once for all rules."""
        return link(self.library)


class Rule(NamedTuple):
    """A rule with its code (group/name), what it asks for, the reason it exists, an example of what breaks and what keeps it, and its check, and how far it looks."""

    code: str
    title: str
    reason: str
    wrong: str
    right: str
    check: Callable[[Context], Iterator[Problem]]
    reach: str = WHOLE
    protected: bool = False
    """Whether an exception of this rule needs the site owner's approval (docket.approvals)."""
