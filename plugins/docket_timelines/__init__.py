"""Pelican plugin: the timeline, year by year."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.pages import timeline_pages
from docket_records import DocketGenerator


class TimelinesGenerator(DocketGenerator):
    """Writes the timeline's pages."""

    def generate_output(self, writer: Any) -> None:
        """Writes /timeline/ and one page a year."""
        self.write_pages(timeline_pages(self.edition.site, self.edition.drawings))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return TimelinesGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
