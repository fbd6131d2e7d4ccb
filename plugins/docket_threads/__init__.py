"""Pelican plugin: what followed from what, as pages; every record shows its place in its threads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.pages import thread_page, threads_page
from docket.pages.keys import thread_keys
from docket.targets import Target
from docket.views.threads import Thread
from docket_records import DocketGenerator


class ThreadsGenerator(DocketGenerator):
    """Adds /threads/ and a page for each thread."""

    def generate_output(self, writer: Any) -> None:
        """Offers the list of threads and a page for each; none where no record follows from another."""
        site, build, settings = self.site, self.build, self.site_settings
        threads: dict[str, Thread] = {}

        def keys() -> Mapping[str, bytes]:
            threads.update((thread.start.id, thread) for thread in site.threads)
            return thread_keys(site)

        build.offer(Target("threads", self.keys.outlines, keys, lambda first: [build.drawn(thread_page(threads[first], settings))]))
        build.offer_pages("list of threads", self.keys.outlines, lambda: [threads_page(site)] if site.threads else [])


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return ThreadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
