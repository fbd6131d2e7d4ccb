"""A feed: records newest first, in no format yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docket import urls
from docket.settings import Settings
from docket.views.cards import Card
from docket.views.records import RecordView


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


def make_feed(name: str, title: str, description: str, page: str, views: Iterable[RecordView], day: str, settings: Settings) -> Feed:
    """The feed of these views, capped at the settings' feed_size; a feed without entries was updated on `day`."""
    newest = sorted((_entry(view, settings) for view in views), key=lambda entry: (entry.title.casefold(), entry.url))
    newest.sort(key=lambda entry: entry.updated, reverse=True)
    entries = tuple(newest[: settings.feed_size])
    updated = entries[0].updated if entries else day
    return Feed(name, f"{settings.site_name}: {title}", description, urls.absolute(settings.site_url, page), entries, updated)


def _entry(view: RecordView, settings: Settings) -> Entry:
    card = view.card
    tags = tuple(tag for tag in (card.kind_title, card.place_title) if tag)
    return Entry(urls.absolute(settings.site_url, card.url), card.title, _text(card), last_updated(view), tags)


def _text(card: Card) -> str:
    """One line of when, where and status, then the summary."""
    facts = " · ".join(word for word in (card.date.words if card.date else "", card.place_title, card.status_label) if word)
    return "\n\n".join(part for part in (facts, card.summary) if part)


def last_updated(view: RecordView) -> str:
    """The newest day that a record itself names, up to the day statuses are read on: of a step, or on which a source was published or
    read. Deadlines to come are left out. This is no clock: two builds of the same records agree."""
    named = [step.on for step in view.steps] + [date for source in view.sources for date in (source.published, source.seen) if date]
    limit = view.as_of.text
    return max((day for date in named for day in (date.earliest, date.latest) if day and day <= limit), default=limit)
