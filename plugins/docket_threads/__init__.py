"""Pelican plugin: what followed from what, as pages; every record shows its place in its threads."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.pages import thread_pages
from docket_records import DocketGenerator


class ThreadsGenerator(DocketGenerator):
    """Writes /threads/ and a page for each thread."""

    def generate_output(self, writer: Any) -> None:
        """Writes the pages."""
        self.write_pages(thread_pages(self.edition.site, self.edition.settings))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return ThreadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
