"""Pelican plugin: what followed from what, as pages; every record shows its place in its threads."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.pages import thread_pages
from docket_records import DocketGenerator


class ThreadsGenerator(DocketGenerator):
    """Adds /threads/ and a page for each thread."""

    def generate_output(self, writer: Any) -> None:
        """Offers the pages."""
        site = self.site
        self.build.offer_pages("threads", self.keys.outlines, lambda: thread_pages(site, self.site_settings), lambda: site.threads)


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return ThreadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
