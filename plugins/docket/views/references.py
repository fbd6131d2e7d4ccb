"""Reference views: the records that point at a place, court, agency or topic, or at what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docket import urls
from docket.links import Links
from docket.records import Library
from docket.views.cards import Card, newest_first
from docket.views.kinds import KindView

Narrowed = Mapping[str, Mapping[str, Mapping[str, int]]]
"""How many records each narrowed list holds: by kind, facet and value."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind that point at a reference record (`cards`, newest first), those of what lies in it included; `within` counts the latter.
    `url` is the list of exactly these records, empty where there is none."""

    kind: KindView
    cards: tuple[Card, ...]
    within: int
    url: str


def groups(record_id: str, kinds: tuple[KindView, ...], library: Library, links: Links, cards: Mapping[str, Card], narrowed: Narrowed) -> tuple[Group, ...]:
    """The records that point at this one or at any record that lies in it by its kind's x-parent, by kind; withdrawn ones are left out."""
    own = _pointing_at(record_id, links, cards)
    inside = [card for child in _inside(record_id, library, links) for card in _pointing_at(child, links, cards)]
    found = []
    for kind in (kind for kind in kinds if not kind.reference):
        members = {card.id: card for card in own + inside if card.kind == kind.name and not card.withdrawn}
        direct = {card.id for card in own}
        if members:
            url = _list(record_id, kind, len(members), narrowed[kind.name])
            found.append(Group(kind, tuple(newest_first(members)), len(members.keys() - direct), url))
    return tuple(found)


def _list(record_id: str, kind: KindView, size: int, narrowed: Mapping[str, Mapping[str, int]]) -> str:
    """The list of a kind that holds as many records as point at this one: whole, or narrowed to it."""
    if size == kind.count:
        return kind.url
    facet = next((name for name, counts in narrowed.items() if counts.get(record_id) == size), "")
    return urls.facet_page(kind.plural, facet, record_id) if facet else ""


def _pointing_at(record_id: str, links: Links, cards: Mapping[str, Card]) -> list[Card]:
    return [cards[link.source] for link in links.to(record_id)]


def _inside(record_id: str, library: Library, links: Links) -> list[str]:
    """The ids of all records that lie in this one, at any depth."""
    found: list[str] = []
    waiting = [record_id]
    while waiting:
        for link in links.to(waiting.pop(0)):
            source = library.get(link.source)
            if source and source.kind.parent == link.name and link.source not in found:
                found.append(link.source)
                waiting.append(link.source)
    return found
