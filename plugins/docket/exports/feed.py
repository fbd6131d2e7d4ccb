"""Feeds as values, independent of their file format."""

from __future__ import annotations

from typing import NamedTuple

from docket.model import urls
from docket.model.settings import Settings
from docket.model.text import count
from docket.views.card import Card


class Entry(NamedTuple):
    """A record in a feed: the address of its page (also the id of the entry), title, text, the day
    on which it was last updated (ISO 8601), and tags."""

    url: str
    title: str
    text: str
    updated: str
    tags: tuple[str, ...]


class Feed(NamedTuple):
    """A feed: its name (all, directives, places-los-angeles-ca), title, description, the address of
    the page with the same records, its entries, last updated first, and the day of the newest (ISO
    8601)."""

    name: str
    title: str
    description: str
    page_url: str
    entries: tuple[Entry, ...]
    updated: str


class Subject(NamedTuple):
    """The contents of a feed: its name, title and description, the path of the page with the same
    records from the root of the site, and the cards of its records, last updated first."""

    name: str
    title: str
    description: str
    page: str
    cards: tuple[Card, ...]


def make_feed(subject: Subject, day: str, settings: Settings) -> Feed:
    """Return the feed of a subject. `day` (ISO 8601) is the update day of a feed without
    entries."""
    entries = tuple(_entry(card, settings) for card in subject.cards)
    updated = max((entry.updated for entry in entries), default=day)
    return Feed(
        subject.name,
        f"{settings.site_name}: {subject.title}",
        subject.description,
        urls.absolute(settings.site_url, subject.page),
        entries,
        updated,
    )


def _entry(card: Card, settings: Settings) -> Entry:
    tags = tuple(tag for tag in (card.kind_title, card.place_label) if tag)
    title = f"{card.title}: {card.last_label}" if card.recent else card.title
    return Entry(
        urls.absolute(settings.site_url, card.url), title, _text(card), updated_on(card), tags
    )


def updated_on(card: Card) -> str:
    """Return the day on which a record was last updated (ISO 8601): of one listed by what happened
    last the day of that, at most that on which its status is read."""
    last = card.last.latest if card.recent and card.last else None
    return min(last, card.as_of) if last else card.updated


def _text(card: Card) -> str:
    """Return a line with date, place, status and orders in effect, and below it the summary."""
    orders = count(card.orders, "order in effect", "orders in effect") if card.orders else ""
    date = card.date.words if card.date else ""
    facts = " · ".join(filter(None, (date, card.place_label, card.status_label, orders)))
    return "\n\n".join(part for part in (facts, card.summary) if part)
