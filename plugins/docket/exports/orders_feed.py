"""Make the feed of orders of courts: an entry for each, dated by the last change of its life."""

from __future__ import annotations

from collections.abc import Iterable

from docket.exports.feed import Entry, Feed, make_feed
from docket.model import urls
from docket.model.settings import Settings
from docket.model.text import shorten
from docket.status.order_state import ENDED
from docket.status.sweep import Day
from docket.views.court_orders import last_change
from docket.views.site import ORDERS
from docket.views.step_parts import OrderView

TITLE = "Court orders"
DESCRIPTION = "Court orders, as they are made, stayed, changed and ended."
LONGEST = 120
"""The largest number of characters of an entry's title."""


def orders_feed(orders: Iterable[OrderView], day: Day, settings: Settings) -> Feed:
    """Return the feed of these orders as they are on a day: at most `settings.feed_size`, those
    whose lives changed last first. An order that is made later is left out."""
    found = filter(None, (_entry(order, day, settings) for order in orders))
    entries = sorted(found, key=lambda entry: entry.updated, reverse=True)
    return make_feed(ORDERS, TITLE, DESCRIPTION, urls.orders_page(), entries, day, settings)


def _entry(order: OrderView, day: Day, settings: Settings) -> Entry | None:
    """Return the entry of an order; None if it is made after the day."""
    updated, span = last_change(order, day), order.on(day)
    if updated is None or span is None:
        return None
    court = order.court.title if order.court else ""
    reach = [span.persons, *(place.label for place in span.places)]
    joined = "," if span.state == ENDED else " since"
    facts = (f"{span.words}{joined} {span.since.words}", order.label, court, order.record.title)
    parts = (" · ".join(filter(None, facts)), "; ".join(filter(None, reach)), order.text)
    address = urls.absolute(settings.site_url, f"{order.record.url}#{order.anchor}")
    return Entry(
        address,
        address,
        shorten(order.bars(span) or order.text, LONGEST),
        "\n\n".join(filter(None, parts)),
        updated,
        tuple(filter(None, (order.label, court))),
    )
