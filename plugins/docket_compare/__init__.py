"""Pelican plugin: places side by side by what their records provide."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.pages import compare_pages
from docket_records import DocketGenerator


class CompareGenerator(DocketGenerator):
    """Writes /compare/."""

    def generate_output(self, writer: Any) -> None:
        """Writes the page."""
        self.write_pages(compare_pages(self.edition.site))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return CompareGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
