"""Pelican plugin: what followed from what, as pages; every record shows its place in its
threads."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import Step
from docket.site import thread_page, threads_page
from docket_records import DocketGenerator


class ThreadsGenerator(DocketGenerator):
    """Adds /threads/ and a page for each thread."""

    def generate_output(self, writer: Any) -> None:
        """Offers the list of threads and a page for each; none where no record follows from
        another."""
        site, build, settings = self.site, self.build, self.site_settings

        def firsts() -> list[str]:
            return list(site.thread_builder.lineage.parents)

        def thread_file(first: str) -> list[OutputFile]:
            return [build.drawn(thread_page(site.thread_builder.thread(first), settings))]

        build.offer(Step("threads", firsts, thread_file))
        build.offer_pages("list of threads", lambda: [threads_page(site)] if site.threads else [])


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return ThreadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
