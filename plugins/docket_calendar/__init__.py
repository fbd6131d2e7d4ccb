"""Pelican plugin: the days that lie ahead, as a page and as calendars to subscribe to."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.output import OutputFile
from docket.build.steps import Step
from docket.exports.calendars import calendar_files
from docket.site import calendar_page
from docket.views.followed import followed_names
from docket_records import DocketGenerator


class CalendarGenerator(DocketGenerator):
    """Offers /calendar/, and a calendar for everything that can be followed."""

    def generate_output(self, writer: Any) -> None:
        """Offer the page and the files."""
        site, settings = self.site, self.site_settings

        def files(name: str) -> list[OutputFile]:
            return calendar_files(name, site, settings)

        self.build.prepare(site.days)
        self.build.offer_pages("calendar", lambda: [calendar_page(site)])
        self.build.offer(Step("calendars", lambda: followed_names(site), files))


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return CalendarGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
