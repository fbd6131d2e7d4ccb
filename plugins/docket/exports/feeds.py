"""List the feeds of a site and write each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from docket.build.output import OutputFile
from docket.exports.atom import atom_file
from docket.exports.feed import Feed, card_entry, make_feed, step_entries
from docket.exports.jsonfeed import json_feed_file
from docket.exports.orders_feed import orders_feed
from docket.model.settings import Settings
from docket.views.followed import (
    RECORDS,
    followed,
    followed_names,
    last_updated_first,
)
from docket.views.followed import WHICH as FOLLOWED
from docket.views.site import ORDERS, Site

WHICH = (*FOLLOWED, ORDERS)
"""The groups of feeds: those of what can be followed, and one of the orders of courts."""


def feed_names(site: Site, which: Collection[str] = WHICH) -> list[str]:
    """Return the names of all feeds: of what can be followed (see `followed_names`), and of orders
    where the site has a page of them."""
    orders = [ORDERS] if ORDERS in which and ORDERS in site.shown else []
    return [*followed_names(site, which), *orders]


def feed_files(name: str, site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield the two files of one feed: api/v1/feeds/<name>.atom and .json. It has the records that
    moved last, at most `settings.feed_size`; that of a record has its steps."""
    if name == ORDERS:
        yield from feed_pair(orders_feed(site.orders, site.as_of.isoformat(), settings), settings)
        return
    subject = followed(name, site, settings)
    if subject.group == RECORDS and not subject.cards[0].withdrawn:
        entries = step_entries(subject.cards[0], site.moments[subject.cards[0].id], settings)
    else:
        entries = [card_entry(card, settings) for card in last_updated_first(subject.cards)]
    head = (subject.name, subject.title, subject.description, subject.page)
    feed = make_feed(*head, entries, site.as_of.isoformat(), settings)
    yield from feed_pair(feed, settings)


def feed_pair(feed: Feed, settings: Settings) -> Iterator[OutputFile]:
    """Yield a feed as Atom and as JSON Feed."""
    yield atom_file(feed, settings)
    yield json_feed_file(feed, settings)
