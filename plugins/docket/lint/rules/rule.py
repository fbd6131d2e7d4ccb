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
"""By kind and path of a reference the names of the kinds it may mean."""
ALONE, NEAR, WHOLE = "alone", "near", "whole"
"""How far a rule looks: at each record alone (beside the collection's list of words); at a record
and those it refers to or lies in; or at all of them together."""


@dataclass(frozen=True)
class Context:
    """What rules may ask: the library, today (None: unknown), the base map, the ids of records that
    exist but are broken, the records to look at (None: all of the library), and the words to avoid
    (None: those of the library)."""

    library: Library
    today: date | None
    base: BaseMap | None
    broken_ids: frozenset[str] = frozenset()
    among: Sequence[Record] | None = None
    wording: Wording | None = None
    fitting: Fitting = field(default_factory=dict, compare=False, repr=False)
    _gathered: dict[str, Gathered] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[str, list[Text]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def broken(self) -> frozenset[str]:
        """Return the ids of records that exist but are broken."""
        read("broken", "")
        return self.broken_ids

    @property
    def records(self) -> Iterable[Record]:
        """The records to look at."""
        return self.library if self.among is None else self.among

    @cached_property
    def words(self) -> Wording | None:
        """The words to avoid; None where nobody listed any."""
        return self.wording or words_to_avoid(self.library)

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
    """A rule with its code (group/name), what it asks for, the reason it exists, an example of what
    breaks and what keeps it, and its check, and how far it looks."""

    code: str
    title: str
    reason: str
    wrong: str
    right: str
    check: Callable[[Context], Iterator[Problem]]
    reach: str = WHOLE
    protected: bool = False
    """Whether an exception of this rule needs the site owner's approval (docket.lint.approvals)."""
