"""Pelican plugin: a page for each thread of records that followed from one another. The page of a
record shows its threads."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import Step
from docket.site import thread_page, threads_page
from docket_records import DocketGenerator


class ThreadsGenerator(DocketGenerator):
    """Offers /threads/ and a page for each thread."""

    def generate_output(self, writer: Any) -> None:
        """Offer the list of threads and a page for each; nothing where no record follows from
        another."""
        site, build, settings = self.site, self.build, self.site_settings

        def firsts() -> list[str]:
            return list(site.thread_builder.lineage.parents)

        def thread_file(first: str) -> list[OutputFile]:
            return [build.drawn(thread_page(site.thread_builder.thread(first), settings))]

        build.offer(Step("threads", firsts, thread_file))
        build.offer_pages("list of threads", lambda: [threads_page(site)] if site.threads else [])


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return ThreadsGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
