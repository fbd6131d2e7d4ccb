"""Pelican plugin: Atom and JSON feeds of all records, of each kind, and of each place and topic."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.outputs.feed import Subject
from docket.outputs.feeds import WHICH, feed_files, feed_key, subjects
from docket.targets import Target
from docket_records import DocketGenerator


class FeedsGenerator(DocketGenerator):
    """Adds the feeds."""

    def generate_output(self, writer: Any) -> None:
        """Offers the feeds: all of them, or those that the setting DOCKET_FEEDS names."""
        site, settings, which = self.site, self.site_settings, self.settings.get("DOCKET_FEEDS", WHICH)
        found: dict[str, Subject] = {}

        def keys() -> dict[str, bytes]:
            found.update(subjects(site, settings, which))
            return {name: feed_key(subject, site) for name, subject in found.items()}

        self.build.offer(Target("feeds", self.keys.outlines, keys, lambda name: feed_files(found[name], site, settings)))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return FeedsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
