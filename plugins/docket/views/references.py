"""Gather the records that refer to a place, court, agency or topic, or to what lies in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from docket.model import urls
from docket.model.kind import Kind
from docket.model.record import Library
from docket.model.references import Link, Links, ancestors
from docket.views.card import Card, newest_first
from docket.views.card_maker import is_named, is_reach
from docket.views.kinds import KindView
from docket.views.lists import Narrowed, facet_counts

AT, WITHIN, REACHES = "at", "within", "reaches"
"""How a record refers to a reference record (see `Member`)."""


class KindCounts(NamedTuple):
    """How many records the whole list of a kind holds, and each narrowed list by facet and
    value."""

    whole: int
    narrowed: Mapping[str, Mapping[str, int]]


Counts = Mapping[str, KindCounts]
"""The counts of each kind."""


class Member(NamedTuple):
    """A record that refers to a reference record, and how: it is `at` it, `within` it (it refers to
    what lies in it), or `reaches` it from elsewhere: a record of a place above that names it, or
    one with a court order that reaches it."""

    card: Card
    relation: str


class Group(NamedTuple):
    """The records of one kind that refer to a reference record or to what lies in it, newest first.
    `url` is the list of exactly these records (empty: there is none)."""

    kind: KindView
    members: tuple[Member, ...]
    url: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """Return the cards of its records."""
        return tuple(member.card for member in self.members)

    @property
    def within(self) -> int:
        """Return how many of the records refer only to what lies in it."""
        return sum(member.relation == WITHIN for member in self.members)


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
        relations = self._relations(record_id)
        cards = newest_first(
            [card for name in relations if not (card := self.cards[name]).withdrawn]
        )
        members: dict[str, list[Member]] = {}
        for card in cards:
            members.setdefault(card.kind, []).append(Member(card, relations[card.id]))
        kinds = (kind for kind in self.kinds if not kind.reference and kind.name in members)
        return tuple(self._group(record_id, kind, members[kind.name]) for kind in kinds)

    def _group(self, record_id: str, kind: KindView, members: list[Member]) -> Group:
        """Return the group of one kind."""
        url = _list(record_id, kind, len(members), self.counts[kind.name])
        return Group(kind, tuple(members), url)

    def _relations(self, record_id: str) -> dict[str, str]:
        """Return, by the ids of the records that refer to this one or to what lies in it, how they
        do."""
        found: dict[str, str] = {}
        for link in self.links.to(record_id):
            if self._is_at(link):
                found[link.source] = AT
            else:
                found.setdefault(link.source, REACHES)
        for name in self._inside(record_id):
            for link in self.links.to(name):
                relation = WITHIN if self._is_at(link) else REACHES
                if found.setdefault(link.source, relation) == REACHES:
                    found[link.source] = relation
        return found

    def _is_at(self, link: Link) -> bool:
        """Return whether a reference says that its record is at what it refers to: not what an
        order of a court reaches, and not a place named by a record of a place above it."""
        source = self.library[link.source]
        if is_reach(link.path):
            return False
        if not is_named(source.kind, link.path):
            return True
        above = {record.id for record in ancestors(self.library, self.library[link.target])}
        return self.cards[source.id].place not in above

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
