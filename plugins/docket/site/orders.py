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
    computed; nothing where no record tells of an order."""
    if ORDERS not in site.shown:
        return
    groups = orders_on(site.orders, site.as_of.isoformat())
    kinds = {order.record.kind for order in site.orders}
    number = sum(len(group.orders) for group in groups)
    given = {
        "groups": groups,
        "searched": [
            (kind, site.searched[kind.name])
            for kind in site.kinds
            if kind.name in kinds and kind.name in site.searched
        ],
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
