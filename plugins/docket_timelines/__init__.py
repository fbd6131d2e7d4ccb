"""Pelican plugin: the timeline, year by year."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.site import timeline_pages
from docket_records import DocketGenerator


class TimelinesGenerator(DocketGenerator):
    """Offers /timeline/ and a page for each year and month."""

    def generate_output(self, writer: Any) -> None:
        """Offer the pages."""
        site = self.site
        self.build.offer_pages(
            "timeline", lambda: timeline_pages(site, self.build.drawings), "timeline"
        )


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return TimelinesGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
