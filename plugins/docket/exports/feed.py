"""A feed: records newest first, in no format yet."""

from __future__ import annotations

from typing import NamedTuple

from docket.model import urls
from docket.model.settings import Settings
from docket.views.card import Card


class Entry(NamedTuple):
    """A record in a feed: the address of its page (which is its id), title, text, the ISO day it
    was last brought up to date, and tags."""

    url: str
    title: str
    text: str
    updated: str
    tags: tuple[str, ...]


class Feed(NamedTuple):
    """A feed: its name (all, directives, places-los-angeles-ca), title, description, the address of
    the page it follows, its entries from the last updated to the first, and the ISO day of the
    newest."""

    name: str
    title: str
    description: str
    page_url: str
    entries: tuple[Entry, ...]
    updated: str


class Subject(NamedTuple):
    """What a feed is about: its name, title and description, the address of the page it follows
    from the root of the site, and the cards it shows from the last updated to the first."""

    name: str
    title: str
    description: str
    page: str
    cards: tuple[Card, ...]


def make_feed(subject: Subject, day: str, settings: Settings) -> Feed:
    """The feed about a subject; one without entries was updated on `day`."""
    entries = tuple(_entry(card, settings) for card in subject.cards)
    updated = entries[0].updated if entries else day
    return Feed(
        subject.name,
        f"{settings.site_name}: {subject.title}",
        subject.description,
        urls.absolute(settings.site_url, subject.page),
        entries,
        updated,
    )


def _entry(card: Card, settings: Settings) -> Entry:
    tags = tuple(tag for tag in (card.kind_title, card.place_title) if tag)
    return Entry(
        urls.absolute(settings.site_url, card.url), card.title, _text(card), card.updated, tags
    )


def _text(card: Card) -> str:
    """One line of when, where and status, then the summary."""
    facts = " · ".join(
        word
        for word in (card.date.words if card.date else "", card.place_title, card.status_label)
        if word
    )
    return "\n\n".join(part for part in (facts, card.summary) if part)
