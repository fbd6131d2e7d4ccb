"""Pelican plugin: pages of what was in force on a day, and of orders of courts. With the plugin
docket_downloads a script shows any day and place."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.site import in_force_pages, orders_pages
from docket_records import DocketGenerator


class InForceGenerator(DocketGenerator):
    """Offers /in-force/, a page for the end of each month in which something changed, and
    /orders/."""

    def generate_output(self, writer: Any) -> None:
        """Offer the pages."""
        site = self.site
        self.build.offer_pages("in force", lambda: in_force_pages(site), "in-force")
        self.build.offer_pages("orders", lambda: orders_pages(site), "in-force")


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return InForceGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
