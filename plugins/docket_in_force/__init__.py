"""Pelican plugin: what was in force on a day, as pages; a script answers any day and place from one
file where downloads are on."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.site import in_force_pages
from docket_records import DocketGenerator


class InForceGenerator(DocketGenerator):
    """Adds /in-force/ and a page for each month end with a change."""

    def generate_output(self, writer: Any) -> None:
        """Offers the pages."""
        site = self.site
        self.build.offer_pages("in force", lambda: in_force_pages(site), "in-force")


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return InForceGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
