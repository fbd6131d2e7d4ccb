"""Pelican plugin: the page that compares places by what their records provide."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.site import compare_pages
from docket_records import DocketGenerator


class CompareGenerator(DocketGenerator):
    """Offers /compare/."""

    def generate_output(self, writer: Any) -> None:
        """Offer the page."""
        site = self.site
        self.build.offer_pages("compare", lambda: compare_pages(site), "compare")


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return CompareGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
