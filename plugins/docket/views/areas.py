"""Gather the places that have records by region: the map in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docket.model.record import Library
from docket.model.references import levels
from docket.views.card import Card
from docket.views.references import Group


class Area(NamedTuple):
    """A place with the records that its own page lists, by kind, and the places `inside` it, by
    title.

    The groups include the records of the places that lie in it.
    """

    card: Card
    groups: tuple[Group, ...]
    inside: tuple[Area, ...] = ()


def areas(
    library: Library, cards: Mapping[str, Card], references: Mapping[str, tuple[Group, ...]]
) -> tuple[Area, ...]:
    """Return the regions that have records, by title, each with all places in it that have some.

    A region is a place directly below the topmost one. The topmost place is among the regions if a
    record names it itself.
    """
    inside: dict[str, set[str]] = {}
    for name in {
        name
        for card in cards.values()
        if not card.reference and not card.withdrawn
        for name in card.places
    }:
        chain = [level.id for level in levels(library, library.get(name))]
        inside.setdefault(chain[-2:][0], set()).update(chain[:-2])

    def by_title(names: Iterable[str]) -> list[str]:
        return sorted(names, key=lambda name: (cards[name].title.casefold(), name))

    return tuple(
        Area(
            cards[region],
            references[region],
            tuple(Area(cards[name], references[name]) for name in by_title(inside[region])),
        )
        for region in by_title(inside)
    )
