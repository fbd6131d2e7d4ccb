"""Feeds as values, independent of their file format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docket.model import urls
from docket.model.settings import Settings
from docket.model.text import count
from docket.views.card import Card, required_date
from docket.views.followed import updated_on
from docket.views.moments import Moments


class Entry(NamedTuple):
    """Something that happened, in a feed: its id and the address of its page, title, text, the day
    on which it was last updated (ISO 8601), and tags."""

    id: str
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


def make_feed(
    name: str,
    title: str,
    description: str,
    page: str,
    entries: Iterable[Entry],
    day: str,
    settings: Settings,
) -> Feed:
    """Return a feed with the first `settings.feed_size` of its entries. `page` is the path of its
    page; `day` (ISO 8601) is the update day of a feed without entries."""
    shown = tuple(entries)[: settings.feed_size]
    updated = max((entry.updated for entry in shown), default=day)
    url = urls.absolute(settings.site_url, page)
    return Feed(name, f"{settings.site_name}: {title}", description, url, shown, updated)


def card_entry(card: Card, settings: Settings) -> Entry:
    """Return the entry of a record. Its title says what happened last."""
    happened = "Withdrawn" if card.withdrawn else card.last_label
    title = f"{happened}: {card.title}" if happened else card.title
    url = urls.absolute(settings.site_url, card.url)
    return Entry(url, url, title, _text(card), updated_on(card), _tags(card))


def step_entries(card: Card, moments: Moments, settings: Settings) -> list[Entry]:
    """Return an entry for each step of a record that is known to have happened, the last first.
    Days to come are in its calendar."""
    url = urls.absolute(settings.site_url, card.url)
    found = []
    for moment in moments:
        date = required_date(moment.date)
        day = min(date.latest or card.as_of, card.as_of)
        if not moment.planned and (date.earliest or "") <= card.as_of:
            title = f"{moment.label}: {card.title}"
            text = "\n\n".join(filter(None, (date.words, moment.text)))
            page = f"{url}#{moment.anchor}"
            found.append(Entry(f"{url}#{moment.key}", page, title, text, day, _tags(card)))
    found.reverse()
    return sorted(found, key=lambda entry: entry.updated, reverse=True)


def _tags(card: Card) -> tuple[str, ...]:
    return tuple(tag for tag in (card.kind_title, card.place_label) if tag)


def _text(card: Card) -> str:
    """Return a line with date, place, status and orders in effect, and below it the summary."""
    orders = count(card.orders, "order in effect", "orders in effect") if card.orders else ""
    date = card.last.words if card.last else card.date.words if card.date else ""
    facts = " · ".join(filter(None, (date, card.place_label, card.status_label, orders)))
    return "\n\n".join(part for part in (facts, card.summary) if part)
