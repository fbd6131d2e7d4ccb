"""The page of orders of courts."""

from __future__ import annotations

from collections.abc import Iterator

from docket.model import urls
from docket.model.text import count
from docket.site.page import Page
from docket.views.court_orders import orders_on
from docket.views.site import ORDERS, Site


def orders_pages(site: Site) -> Iterator[Page]:
    """Yield /orders/ with every order in the group of its state on the day for which statuses are
    computed; nothing where no record has an order."""
    if ORDERS not in site.shown:
        return
    groups = orders_on(site.orders, site.as_of.isoformat())
    number = sum(len(group.orders) for group in groups)
    given = {
        "groups": groups,
        "searched": site.searched_kinds({order.record.kind for order in site.orders}),
        "first": min((span.begin.text for order in site.orders for span in order.life), default=""),
    }
    yield Page(
        urls.orders_page(),
        ("orders.html",),
        "Court orders",
        f"{count(number, 'court order')}: what each bars, for whom, where and since when.",
        given,
        "court orders",
    )
