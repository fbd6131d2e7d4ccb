"""Name what can be followed (all records, a kind, a place, a list, a record) and list the records
that belong to each. Feeds and calendars have these names."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import Card
from docket.views.site import Site

ALL, KINDS, REFERENCES, LISTS, RECORDS = "all", "kinds", "references", "lists", "records"
WHICH = (ALL, KINDS, REFERENCES, LISTS, RECORDS)
"""The groups: all records; one for each kind; for each place, topic …; for each narrowed list; for
each record with steps."""


class Followed(NamedTuple):
    """Something that can be followed: its name, group, title and description, the path of the page
    with the same records from the root of the site, and the cards of its records."""

    name: str
    group: str
    title: str
    description: str
    page: str
    cards: tuple[Card, ...]


class FollowLink(NamedTuple):
    """What a page needs to link a feed and a calendar: name, group and title."""

    name: str
    group: str
    title: str


def followed_names(site: Site, which: Collection[str] = WHICH) -> list[str]:
    """Return the names of all that can be followed: all records, each record kind, every reference
    record (place, topic …) that lists are narrowed by and that has records, every narrowed list,
    and every record with steps."""
    names = [ALL] if ALL in which else []
    if KINDS in which:
        names += [kind.plural for kind in site.kinds if not kind.reference]
    if REFERENCES in which:
        kinds = _subject_kinds(site)
        records = (record for kind in kinds for record in site.library.of_kind(kind))
        found = {record.id: record.kind.plural for record in records if site.totals[record.id]}
        ordered = (record.id for record in site.library if record.id in found)
        names += [_record_name(found[name], name) for name in ordered]
    if LISTS in which:
        names += _list_names(site)
    if RECORDS in which:
        recorded = (record for record in site.library.recorded if has_link(record.id, site))
        names += [_record_name(record.kind.plural, record.id) for record in recorded]
    return names


def _record_name(plural: str, record_id: str) -> str:
    """Return the name of what is followed with one record; `plural` is that of its kind."""
    return f"{plural}-{record_id}"


def has_link(record_id: str, site: Site) -> bool:
    """Return whether a record can be followed: it has steps, or had some before it was
    withdrawn."""
    return bool(site.moments[record_id]) or site.cards[record_id].withdrawn


def _list_names(site: Site) -> list[str]:
    """Return the names of all narrowed lists."""
    return [
        urls.facet_feed(kind.plural, facet.name, value.code)
        for kind in site.library.kinds.records
        for facet in site.facets[kind.name]
        for value in facet.values
    ]


def followed(name: str, site: Site, settings: Settings) -> Followed:
    """Return what has this name. Withdrawn records belong to nothing but themselves."""
    if name == ALL:
        return Followed(name, ALL, "all records", settings.description, "", site.newest)
    kind = next((kind for kind in site.kinds if kind.plural == name), None)
    if kind:
        cards = tuple(card for card in site.newest if card.kind == kind.name)
        return Followed(name, KINDS, kind.title_plural, kind.description, kind.url, cards)
    if "/" in name:
        return _followed_list(name, site)
    plurals = sorted((kind.plural for kind in site.kinds), key=len, reverse=True)
    plural = next(plural for plural in plurals if name.startswith(f"{plural}-"))
    card = site.cards[name.removeprefix(f"{plural}-")]
    if not card.reference:
        return Followed(name, RECORDS, card.title, card.summary, card.url, (card,))
    groups = site.references[card.id]
    members = tuple(pointing for group in groups for pointing in group.cards)
    description = card.summary or f"Records on {card.label}"
    return Followed(name, REFERENCES, card.label, description, card.url, members)


def _followed_list(name: str, site: Site) -> Followed:
    """Return a narrowed list with the records on all of its pages."""
    plural, url = name.partition("/")[0], f"{name}/"
    kind = next(kind for kind in site.kinds if kind.plural == plural)
    cards: list[Card] = []
    while url:
        page = site.list_page[f"{kind.name} {url}"]
        cards += page.cards
        url = page.next_url
    title = f"{page.title}: {page.facet_title}: {page.value_label}"
    return Followed(name, LISTS, title, page.description, f"{name}/", tuple(cards))


def reference_link(card: Card, site: Site) -> FollowLink | None:
    """Return what the page of a reference record links; None for one without a feed."""
    if card.kind in _subject_kinds(site) and site.totals[card.id]:
        return FollowLink(_record_name(card.plural, card.id), REFERENCES, card.label)
    return None


def record_link(card: Card, site: Site) -> FollowLink | None:
    """Return what the page of a record links; None for one that cannot be followed."""
    if not has_link(card.id, site):
        return None
    return FollowLink(_record_name(card.plural, card.id), RECORDS, card.title)


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


def last_updated_first(cards: Iterable[Card]) -> list[Card]:
    """Return cards by the day of the last thing known to have happened."""
    by_title = sorted(cards, key=lambda card: (card.title.casefold(), card.url))
    return sorted(by_title, key=updated_on, reverse=True)


def updated_on(card: Card) -> str:
    """Return the day on which a record was last updated (ISO 8601): that of the last thing known to
    have happened, at most the day on which its status is read."""
    last = card.last.latest if card.last else None
    return min(last, card.as_of) if last else card.updated
