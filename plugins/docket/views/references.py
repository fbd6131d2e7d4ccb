"""Reference views: the records that point at a place, court, agency or topic, or at what lies in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from docket import urls
from docket.links import PATH, SOURCE, TARGET, Links, held
from docket.records import Library
from docket.views.cards import Card
from docket.views.kinds import KindView

Counts = Mapping[str, Mapping[str, Mapping[str, int]]]
"""How many records each narrowed list holds: by kind, facet and value."""


class Group(NamedTuple):
    """Records of one kind that point at a reference record (`cards`, newest first), those of what lies in it included; `within` counts the latter.
    `url` is the list of exactly these records, empty where there is none."""

    kind: KindView
    cards: tuple[Card, ...]
    within: int
    url: str


@dataclass(frozen=True)
class Gatherer:
    """Gathers what points at reference records. `ordered` are the cards of all records, newest first; records are told by their place in it, which puts them in order."""

    kinds: tuple[KindView, ...]
    library: Library
    links: Links
    ordered: Sequence[Card]
    counts: Counts
    _pointing: dict[str, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)

    def groups(self, record_id: str) -> tuple[Group, ...]:
        """The records that point at this one or at any record that lies in it by its kind's x-parent, by kind; withdrawn ones are left out."""
        own = self._pointing_at(record_id)
        members: dict[str, list[int]] = {}
        for rank in sorted(own.union(*map(self._pointing_at, self._inside(record_id)))):
            members.setdefault(self._shown[rank], []).append(rank)
        return tuple(self._group(record_id, kind, members[kind.name], own) for kind in self.kinds if not kind.reference and kind.name in members)

    def _group(self, record_id: str, kind: KindView, ranks: list[int], own: frozenset[int]) -> Group:
        cards = tuple([self.ordered[rank] for rank in ranks])
        return Group(kind, cards, len(ranks) - len(own.intersection(ranks)), _list(record_id, kind, len(cards), self.counts[kind.name]))

    @cached_property
    def _shown(self) -> list[str]:
        """The kind of each record; empty for a withdrawn one, which is in no list."""
        return ["" if card.withdrawn else card.kind for card in self.ordered]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {card.id: rank for rank, card in enumerate(self.ordered)}

    def _pointing_at(self, record_id: str) -> frozenset[int]:
        if record_id not in self._pointing:
            self._pointing[record_id] = frozenset([self._ranks[plain[SOURCE]] for plain in self.links.plain_to(record_id)])
        return self._pointing[record_id]

    def _inside(self, record_id: str) -> list[str]:
        """The ids of all records that lie in this one, at any depth."""
        found: list[str] = []
        waiting = deque([record_id])
        while waiting:
            inside = [name for name in self._children.get(waiting.popleft(), ()) if name not in found]
            found += inside
            waiting += inside
        return found

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        """By record the ids of those that lie directly in it."""
        found: dict[str, list[str]] = {}
        for record in (record for kind in self.library.kinds if kind.parent for record in self.library.of_kind(kind.name)):
            for above in {plain[TARGET] for plain in held(record) if plain[PATH][0] == record.kind.parent}:
                found.setdefault(above, []).append(record.id)
        return found


def _list(record_id: str, kind: KindView, size: int, counts: Mapping[str, Mapping[str, int]]) -> str:
    """The list of a kind that holds as many records as point at this one: whole, or narrowed to it."""
    if size == kind.count:
        return kind.url
    facet = next((name for name, found in counts.items() if found.get(record_id) == size), "")
    return urls.facet_page(kind.plural, facet, record_id) if facet else ""
