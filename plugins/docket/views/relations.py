"""Group what a record refers to, and what refers to it, by label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docket.model.record import Library, Record
from docket.model.references import Link, Links, ancestors
from docket.views.card import Card, newest_first
from docket.views.parts import LinkGroup, LinkView

STATED = ("relations", "withdrawn")
"""The properties whose references are shown as relations. The others are shown as facts or beside
steps."""


def forward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    """Return the relations that a record states, by label."""
    stated = (link for link in links.of(record.id) if link.path[0] in STATED)
    return _groups([(link.label, cards[link.target], link) for link in stated])


def backward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    """Return what refers to a record, by the label that the relation has from the other end."""
    return _groups([(link.reverse, cards[link.source], link) for link in links.to(record.id)])


def merged(groups: Iterable[LinkGroup]) -> tuple[LinkGroup, ...]:
    """Return one group for each label, with every record once; of two notes about the same record
    the first is kept."""
    found: dict[str, dict[str, LinkView]] = {}
    for group in groups:
        for link in group.links:
            found.setdefault(group.label, {}).setdefault(link.record.id, link)
    return tuple(LinkGroup(label, tuple(links.values())) for label, links in found.items())


def _groups(found: list[tuple[str, Card, Link]]) -> tuple[LinkGroup, ...]:
    """Return links grouped by label, each group with every record once, newest first."""
    groups: dict[str, dict[str, LinkView]] = {}
    for label, card, link in found:
        groups.setdefault(label, {}).setdefault(card.id, LinkView(card, link.note, link.code))
    return tuple(
        LinkGroup(
            label,
            tuple(
                items[card.id] for card in newest_first([view.record for view in items.values()])
            ),
        )
        for label, items in groups.items()
    )


def above_of(record: Record, library: Library, cards: Mapping[str, Card]) -> tuple[Card, ...]:
    """Return the cards of what a record lies in, nearest first.

    For a record with a place these are the place and all above it; for a place (court, agency) all
    above it.
    """
    from_place = record.kind.place if not record.kind.parent else None
    start = library.get(str(record.data.get(from_place, ""))) if from_place else None
    chain = ([start] if start else []) + list(ancestors(library, start or record))
    return tuple(cards[item.id] for item in chain if item)
