"""Pelican plugin: what changed in the records, by week, from the git history of the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import single
from docket.exports.changes import changes_feed, changes_json
from docket.site import changes_pages
from docket_records import DocketGenerator


class ChangesGenerator(DocketGenerator):
    """Offers /changes/, its feed and its JSON."""

    def generate_output(self, writer: Any) -> None:
        """Offer the pages and the files."""
        site, settings = self.site, self.site_settings

        def files() -> Iterator[OutputFile]:
            yield changes_json(site, settings)
            yield from changes_feed(site, settings)

        self.build.offer_pages("changes", lambda: changes_pages(site), "changes")
        self.build.offer(single("data changes", files, "changes"))


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return ChangesGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
