"""Gather the records that refer to a place, court, agency or topic, or to what lies in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from docket.model import urls
from docket.model.kind import Kind
from docket.model.record import Library
from docket.model.references import Links
from docket.views.card import Card, newest_first
from docket.views.kinds import KindView
from docket.views.lists import Narrowed, facet_counts


class KindCounts(NamedTuple):
    """How many records the whole list of a kind holds, and each narrowed list by facet and
    value."""

    whole: int
    narrowed: Mapping[str, Mapping[str, int]]


Counts = Mapping[str, KindCounts]
"""The counts of each kind."""


class Group(NamedTuple):
    """The records of one kind that refer to a reference record or to what lies in it, newest first.

    `within` is how many of them refer only to what lies in it. `url` is the list of exactly these
    records (empty: there is none).
    """

    kind: KindView
    cards: tuple[Card, ...]
    within: int
    url: str


@dataclass(frozen=True)
class Gatherer:
    """Gathers what refers to reference records. `counts` says how many records each list holds."""

    kinds: tuple[KindView, ...]
    library: Library
    links: Links
    cards: Mapping[str, Card]
    counts: Counts

    def groups(self, record_id: str) -> tuple[Group, ...]:
        """Return by kind the records that refer to this one, or to any record that lies in it by
        its kind's `x-parent`. Withdrawn records are left out."""
        own = self._pointing_at(record_id)
        names = own.union(*map(self._pointing_at, self._inside(record_id)))
        cards = newest_first([card for name in names if not (card := self.cards[name]).withdrawn])
        members: dict[str, list[Card]] = {}
        for card in cards:
            members.setdefault(card.kind, []).append(card)
        kinds = (kind for kind in self.kinds if not kind.reference and kind.name in members)
        return tuple(self._group(record_id, kind, members[kind.name], own) for kind in kinds)

    def _group(self, record_id: str, kind: KindView, cards: list[Card], own: set[str]) -> Group:
        """Return the group of one kind; `own` are the ids of the records that refer to the record
        itself."""
        within = len(cards) - sum(card.id in own for card in cards)
        url = _list(record_id, kind, len(cards), self.counts[kind.name])
        return Group(kind, tuple(cards), within, url)

    def _pointing_at(self, record_id: str) -> set[str]:
        """Return the ids of the records that refer to a record."""
        return {link.source for link in self.links.to(record_id)}

    def _inside(self, record_id: str) -> list[str]:
        """Return the ids of all records that lie in this one, at any depth."""
        found: list[str] = []
        waiting = deque([record_id])
        while waiting:
            inside = [name for name in self._children(waiting.popleft()) if name not in found]
            found += inside
            waiting += inside
        return found

    def _children(self, record_id: str) -> list[str]:
        """Return the ids of the records that lie directly in this one."""
        links = self.links.to(record_id)
        found = ((link.source, link.path[0]) for link in links)
        return sorted({name for name, part in found if part == self.library[name].kind.parent})


def group_counts(kind: Kind, listed: Narrowed) -> KindCounts:
    """Return how many records the whole list of a kind holds, and each narrowed list by facet and
    value."""
    return KindCounts(len(listed.whole), facet_counts(kind, listed))


def _list(record_id: str, kind: KindView, size: int, counts: KindCounts) -> str:
    """Return the url of the list of a kind that has exactly as many records as refer to this one.

    That is the whole list, or the one narrowed to this record; empty if there is neither.
    """
    if size == counts.whole:
        return kind.url
    narrowed = counts.narrowed.items()
    facet = next((name for name, found in narrowed if found.get(record_id) == size), "")
    return urls.facet_page(kind.plural, facet, record_id) if facet else ""
