"""Pelican plugin: Atom and JSON feeds of all records, of each kind, and of each place and topic."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.outputs.feeds import REFERENCES, WHICH, files
from docket.targets import whole
from docket_records import DocketGenerator


class FeedsGenerator(DocketGenerator):
    """Adds the feeds."""

    def generate_output(self, writer: Any) -> None:
        """Offers the feeds: all of them, or those that the setting DOCKET_FEEDS names."""
        which = self.settings.get("DOCKET_FEEDS", WHICH)
        prepare = (lambda: self.site.references) if REFERENCES in which else object
        self.build.offer(whole("feeds", self.keys.outlines, lambda: files(self.site, self.site_settings, which), prepare))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return FeedsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
