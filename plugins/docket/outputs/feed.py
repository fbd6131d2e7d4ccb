"""A feed: records newest first, in no format yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docket import urls
from docket.settings import Settings
from docket.views.cards import Card


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a feed: the address of its page (which is its id), title, text, the ISO day it was last brought up to date, and tags."""

    url: str
    title: str
    text: str
    updated: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its name (all, directives, places-los-angeles-ca), title, description, the address of the page it follows, its entries from the
    last updated to the first, and the ISO day of the newest."""

    name: str
    title: str
    description: str
    page_url: str
    entries: tuple[Entry, ...]
    updated: str


def make_feed(name: str, title: str, description: str, page: str, cards: Iterable[Card], day: str, settings: Settings) -> Feed:
    """The feed of these records, capped at the settings' feed_size; a feed without entries was updated on `day`."""
    newest = sorted((_entry(card, settings) for card in cards), key=lambda entry: (entry.title.casefold(), entry.url))
    newest.sort(key=lambda entry: entry.updated, reverse=True)
    entries = tuple(newest[: settings.feed_size])
    updated = entries[0].updated if entries else day
    return Feed(name, f"{settings.site_name}: {title}", description, urls.absolute(settings.site_url, page), entries, updated)


def _entry(card: Card, settings: Settings) -> Entry:
    tags = tuple(tag for tag in (card.kind_title, card.place_title) if tag)
    return Entry(urls.absolute(settings.site_url, card.url), card.title, _text(card), card.updated, tags)


def _text(card: Card) -> str:
    """One line of when, where and status, then the summary."""
    facts = " · ".join(word for word in (card.date.words if card.date else "", card.place_title, card.status_label) if word)
    return "\n\n".join(part for part in (facts, card.summary) if part)
