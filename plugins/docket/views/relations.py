"""Relations: what a record refers to and what refers to it, in groups for showing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docket.model.record import Record
from docket.model.references import Link, Links
from docket.views.card import Card, newest_first
from docket.views.parts import LinkGroup, LinkView

STATED = ("relations", "withdrawn")
"""The properties whose references are shown as relations; the others are shown as facts or beside
steps."""


def forward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    """The relations a record states, gathered by label."""
    stated = (link for link in links.of(record.id) if link.path[0] in STATED)
    return _groups([(link.label, cards[link.target], link) for link in stated])


def backward(record: Record, links: Links, cards: Mapping[str, Card]) -> tuple[LinkGroup, ...]:
    """What refers to a record, gathered by the label the other way."""
    return _groups([(link.reverse, cards[link.source], link) for link in links.to(record.id)])


def merged(groups: Iterable[LinkGroup]) -> tuple[LinkGroup, ...]:
    """One group for each label, every record once in it; of two notes about the same record the
    first stands."""
    found: dict[str, dict[str, LinkView]] = {}
    for group in groups:
        for link in group.links:
            found.setdefault(group.label, {}).setdefault(link.record.id, link)
    return tuple(LinkGroup(label, tuple(links.values())) for label, links in found.items())


def _groups(found: list[tuple[str, Card, Link]]) -> tuple[LinkGroup, ...]:
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
