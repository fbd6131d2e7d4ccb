"""Feeds: which there are, each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import nsmallest

from docket.cache import digest
from docket.outputs.atom import atom_file
from docket.outputs.feed import Subject, make_feed
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
    for subject in subjects(site, settings, which).values():
        yield from feed_files(subject, site, settings)


def feed_files(subject: Subject, site: Site, settings: Settings) -> Iterator[OutputFile]:
    """The two files of one feed."""
    feed = make_feed(subject, site.as_of.isoformat(), settings)
    yield atom_file(feed, settings)
    yield json_feed_file(feed, settings)


def feed_key(subject: Subject, site: Site) -> bytes:
    """The hash of what a feed is made from."""
    told = repr((subject.name, subject.title, subject.description, subject.page, site.as_of.isoformat()))
    return digest(told.encode(), *(site.keys.digests[card.id] for card in subject.cards))


def subjects(site: Site, settings: Settings, which: Collection[str] = WHICH) -> dict[str, Subject]:
    """By name what each feed is about: all records, each record kind, and every reference record (place, topic …) that lists are narrowed by and that has
    records. Withdrawn records are in none. At most the settings' feed_size records are shown, those updated last."""
    ranks = {card.id: rank for rank, card in enumerate(_last_updated_first(site.newest))}
    found: dict[str, Subject] = {}

    def add(name: str, title: str, description: str, page: str, cards: Iterable[Card]) -> None:
        shown = nsmallest(settings.feed_size, cards, key=lambda card: ranks[card.id])
        found[name] = Subject(name, title, description, page, tuple(shown))

    if ALL in which:
        add("all", "all records", settings.description, "", site.newest)
    for kind in (kind for kind in site.kinds if KINDS in which and not kind.reference):
        add(kind.plural, kind.title_plural, kind.description, kind.url, [card for card in site.newest if card.kind == kind.name])
    narrowing = _subject_kinds(site)
    for record_id, groups in site.references.items() if REFERENCES in which else ():
        card = site.cards[record_id]
        cards = [pointing for group in groups for pointing in group.cards]
        if cards and card.kind in narrowing:
            add(f"{card.plural}-{card.id}", card.title, card.summary or f"Records on {card.title}", card.url, cards)
    return found


def _last_updated_first(cards: Iterable[Card]) -> list[Card]:
    by_title = sorted(cards, key=lambda card: (card.title.casefold(), card.url))
    return sorted(by_title, key=lambda card: card.updated, reverse=True)


def _subject_kinds(site: Site) -> frozenset[str]:
    """The kinds that a record kind's lists are narrowed by."""
    return frozenset(target for kind in site.library.kinds.records for facet in kind.facets for rule in kind.refs if rule.path == facet.path for target in rule.kinds)
