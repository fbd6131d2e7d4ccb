"""Feeds: which there are, each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from docket.outputs.atom import atom_file
from docket.outputs.feed import Feed, make_feed
from docket.outputs.jsonfeed import json_feed_file
from docket.outputs.output import OutputFile
from docket.settings import Settings
from docket.views.cards import Card
from docket.views.site import Site

ALL, KINDS, REFERENCES = "all", "kinds", "references"
WHICH = (ALL, KINDS, REFERENCES)
"""Which feeds there may be: of all records, one a kind, one for each place, topic …"""


def files(site: Site, settings: Settings, which: Collection[str] = WHICH) -> Iterator[OutputFile]:
    """api/v1/feeds/<name>.atom and .json of every feed."""
    for feed in feeds(site, settings, which):
        yield atom_file(feed, settings)
        yield json_feed_file(feed, settings)


def feeds(site: Site, settings: Settings, which: Collection[str] = WHICH) -> Iterator[Feed]:
    """The feed of all records, one a record kind, and one for every reference record (place, topic …) that lists are narrowed by and that has
    records. Withdrawn records are in none."""
    if ALL in which:
        yield _feed("all", "all records", settings.description, "", site.newest, site, settings)
    for kind in (kind for kind in site.kinds if KINDS in which and not kind.reference):
        cards = [card for card in site.newest if card.kind == kind.name]
        yield _feed(kind.plural, kind.title_plural, kind.description, kind.url, cards, site, settings)
    subjects = _subject_kinds(site)
    for record_id, groups in site.references.items() if REFERENCES in which else ():
        card = site.cards[record_id]
        cards = [found for group in groups for found in group.cards]
        if cards and card.kind in subjects:
            yield _feed(f"{card.plural}-{card.id}", card.title, card.summary or f"Records on {card.title}", card.url, cards, site, settings)


def _feed(name: str, title: str, description: str, page: str, cards: Iterable[Card], site: Site, settings: Settings) -> Feed:
    return make_feed(name, title, description, page, cards, site.as_of.isoformat(), settings)


def _subject_kinds(site: Site) -> frozenset[str]:
    """The kinds that a record kind's lists are narrowed by."""
    return frozenset(target for kind in site.library.kinds.records for facet in kind.facets for rule in kind.refs if rule.path == facet.path for target in rule.kinds)
