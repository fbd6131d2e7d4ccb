"""Reference views: the records that point at a place, court, agency or topic, or at what lies in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from docket import urls
from docket.links import PATH, SOURCE, Links
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


class Gatherer(NamedTuple):
    """Gathers what points at reference records. `ranks` is the position of each record among all, newest first."""

    kinds: tuple[KindView, ...]
    library: Library
    links: Links
    cards: Mapping[str, Card]
    counts: Counts
    ranks: Mapping[str, int]

    def groups(self, record_id: str) -> tuple[Group, ...]:
        """The records that point at this one or at any record that lies in it by its kind's x-parent, by kind; withdrawn ones are left out."""
        own = self._pointing_at(record_id)
        inside = {name for child in self._inside(record_id) for name in self._pointing_at(child)}
        members: dict[str, list[Card]] = {}
        for name in sorted(own | inside, key=self.ranks.__getitem__):
            card = self.cards[name]
            if not card.withdrawn:
                members.setdefault(card.kind, []).append(card)
        return tuple(self._group(record_id, kind, members[kind.name], own) for kind in self.kinds if not kind.reference and kind.name in members)

    def _group(self, record_id: str, kind: KindView, cards: list[Card], own: set[str]) -> Group:
        return Group(kind, tuple(cards), sum(card.id not in own for card in cards), _list(record_id, kind, len(cards), self.counts[kind.name]))

    def _pointing_at(self, record_id: str) -> set[str]:
        return {plain[SOURCE] for plain in self.links.plain_to(record_id)}

    def _inside(self, record_id: str) -> list[str]:
        """The ids of all records that lie in this one, at any depth."""
        found: list[str] = []
        waiting = deque([record_id])
        while waiting:
            for plain in self.links.plain_to(waiting.popleft()):
                source = self.library.get(plain[SOURCE])
                if source and source.kind.parent == plain[PATH][0] and source.id not in found:
                    found.append(source.id)
                    waiting.append(source.id)
        return found


def _list(record_id: str, kind: KindView, size: int, counts: Mapping[str, Mapping[str, int]]) -> str:
    """The list of a kind that holds as many records as point at this one: whole, or narrowed to it."""
    if size == kind.count:
        return kind.url
    facet = next((name for name, found in counts.items() if found.get(record_id) == size), "")
    return urls.facet_page(kind.plural, facet, record_id) if facet else ""
