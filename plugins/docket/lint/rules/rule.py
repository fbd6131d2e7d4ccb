"""A rule: its code, why it exists, and the check that finds where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from docket.lint.rules.texts import Gathered, Text, gathered, texts
from docket.lint.rules.wording import Wording, words_to_avoid
from docket.model.diagnostics import Path, Problem
from docket.model.inputs import read
from docket.model.record import Library, Record
from docket.model.references import Links, link
from docket.source.base_map import BaseMap

Fitting = dict[tuple[str, Path], list[str]]
"""By kind and path of a reference the names of the kinds that it may mean."""
ALONE, NEAR, WHOLE = "alone", "near", "whole"
"""How far a rule looks: at one record (and the list of words to avoid), at a record and those that
it refers to or lies in, or at the whole collection."""


@dataclass(frozen=True)
class Context:
    """What a rule may read: the library, today (None: unknown), the base map (None: no rules about
    outlines), the ids of records that exist but are not valid, the records to check (None: all),
    and the words to avoid (None: those of the library)."""

    library: Library
    today: date | None
    base: BaseMap | None
    broken_ids: frozenset[str] = frozenset()
    among: Sequence[Record] | None = None
    wording: Wording | None = None
    fitting: Fitting = field(default_factory=dict, compare=False, repr=False)
    _gathered: dict[str, Gathered] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[str, list[Text]] = field(default_factory=dict, compare=False, repr=False)
    _links: list[Links] = field(default_factory=list, compare=False, repr=False)

    @property
    def broken(self) -> frozenset[str]:
        """Return the ids of records that exist but are not valid."""
        read("broken", "")
        return self.broken_ids

    @property
    def records(self) -> Iterable[Record]:
        """Return the records to check."""
        return self.library if self.among is None else self.among

    @cached_property
    def words(self) -> Wording | None:
        """Return the words to avoid; None where no record lists any."""
        return self.wording or words_to_avoid(self.library)

    def joined(self, record: Record) -> str:
        """Return all texts of a record, joined; computed once for all rules."""
        return self._gathered_of(record).text

    def cited(self, record: Record) -> frozenset[str]:
        """Return the ids of all sources that a record cites; computed once for all rules."""
        return self._gathered_of(record).cited

    def _gathered_of(self, record: Record) -> Gathered:
        if record.file not in self._gathered:
            self._gathered[record.file] = gathered(record)
        return self._gathered[record.file]

    def texts(self, record: Record) -> list[Text]:
        """Return every text of a record; computed once for all rules that read words."""
        if record.file not in self._texts:
            self._texts[record.file] = list(texts(record))
        return self._texts[record.file]

    @property
    def links(self) -> Links:
        """Return all references between the records; computed once for all rules, and for every
        context made from this one (dataclasses.replace)."""
        if not self._links:
            self._links.append(link(self.library))
        return self._links[0]


class Rule(NamedTuple):
    """A rule: its code (group/name), what it demands and why, an example of what breaks and what
    keeps it, its check, and how far that looks (ALONE, NEAR or WHOLE)."""

    code: str
    title: str
    reason: str
    wrong: str
    right: str
    check: Callable[[Context], Iterator[Problem]]
    reach: str = WHOLE
    protected: bool = False
    """Whether an exception of this rule needs the site owner's approval (docket.lint.approvals)."""
