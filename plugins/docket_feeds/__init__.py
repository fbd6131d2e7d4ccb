"""Pelican plugin: Atom and JSON feeds of all records, of each kind, place, topic, list and record,
and of court orders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import Step
from docket.exports.feeds import WHICH, feed_files, feed_names
from docket_records import DocketGenerator


class FeedsGenerator(DocketGenerator):
    """Offers the feeds."""

    def generate_output(self, writer: Any) -> None:
        """Offer the groups of feeds that the setting DOCKET_FEEDS names, by default all. Raise
        DocketError for an unknown group."""
        site, settings = self.site, self.site_settings
        which = self.chosen("DOCKET_FEEDS", WHICH, "feeds")

        def files(name: str) -> Iterable[OutputFile]:
            return feed_files(name, site, settings)

        self.build.offer(Step("feeds", lambda: feed_names(site, which), files))


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return FeedsGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
