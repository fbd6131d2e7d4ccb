"""List the feeds of a site and write each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from docket.build.output import OutputFile
from docket.exports.atom import atom_file
from docket.exports.feed import Subject, make_feed, updated_on
from docket.exports.jsonfeed import json_feed_file
from docket.model.settings import Settings
from docket.views.card import Card
from docket.views.site import Site

ALL, KINDS, REFERENCES = "all", "kinds", "references"
WHICH = (ALL, KINDS, REFERENCES)
"""The groups of feeds: all records, one feed for each kind, one for each place, topic …"""


def feed_files(name: str, site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield the two files of one feed: api/v1/feeds/<name>.atom and .json."""
    feed = make_feed(subject(name, site, settings), site.as_of.isoformat(), settings)
    yield atom_file(feed, settings)
    yield json_feed_file(feed, settings)


def feed_names(site: Site, which: Collection[str] = WHICH) -> list[str]:
    """Return the names of all feeds: of all records, of each record kind, and of every reference
    record (place, topic …) that lists are narrowed by and that has records."""
    names = [ALL] if ALL in which else []
    if KINDS in which:
        names += [kind.plural for kind in site.kinds if not kind.reference]
    if REFERENCES in which:
        kinds = _subject_kinds(site)
        records = (record for kind in kinds for record in site.library.of_kind(kind))
        found = {record.id: record.kind.plural for record in records if site.totals[record.id]}
        ordered = (record.id for record in site.library if record.id in found)
        names += [f"{found[name]}-{name}" for name in ordered]
    return names


def subject(name: str, site: Site, settings: Settings) -> Subject:
    """Return the contents of the feed of this name: at most `settings.feed_size` records, those
    updated last. Withdrawn records are in no feed."""
    if name == ALL:
        return _subject(name, "all records", settings.description, "", site.newest, settings)
    kind = next((kind for kind in site.kinds if kind.plural == name), None)
    if kind:
        cards = [card for card in site.newest if card.kind == kind.name]
        return _subject(name, kind.title_plural, kind.description, kind.url, cards, settings)
    plurals = sorted((kind.plural for kind in site.kinds if kind.reference), key=len, reverse=True)
    plural = next(plural for plural in plurals if name.startswith(f"{plural}-"))
    card = site.cards[name.removeprefix(f"{plural}-")]
    cards = [pointing for group in site.references[card.id] for pointing in group.cards]
    description = card.summary or f"Records on {card.label}"
    return _subject(name, card.label, description, card.url, cards, settings)


def _subject(
    name: str, title: str, description: str, page: str, cards: Iterable[Card], settings: Settings
) -> Subject:
    shown = _last_updated_first(cards)[: settings.feed_size]
    return Subject(name, title, description, page, tuple(shown))


def _last_updated_first(cards: Iterable[Card]) -> list[Card]:
    """Return cards by the newest day that their records name. Where all are listed by what happened
    last, the days of that decide; beside other records, re-read later, they would come last."""
    by_title = sorted(cards, key=lambda card: (card.title.casefold(), card.url))
    recent = all(card.recent for card in by_title)
    key = updated_on if recent else lambda card: card.updated
    return sorted(by_title, key=key, reverse=True)


def _subject_kinds(site: Site) -> frozenset[str]:
    """Return the names of the reference kinds by which lists of records can be narrowed."""
    return frozenset(
        target
        for kind in site.library.kinds.records
        for facet in kind.facets
        for rule in kind.refs
        if rule.path == facet.path
        for target in rule.kinds
    )
