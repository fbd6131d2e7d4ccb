"""Pelican plugin: the data files (JSON, CSV, GeoJSON, schemas), their index and the page that lists them."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.outputs.index import index
from docket.pages import data_page
from docket_records import DocketGenerator

GROUPS = ("records", "timeline", "in-force", "edges", "compare", "tables", "geo", "schemas")


class DownloadsGenerator(DocketGenerator):
    """Writes the data files."""

    def generate_output(self, writer: Any) -> None:
        """Writes every data file, the index of them and of the feeds, and /data/."""
        edition = self.edition
        files = edition.files(GROUPS)
        listed = (*files, *(edition.files(("feeds",)) if "feeds" in edition.features else ()))
        contents = index(listed, edition.site, edition.settings)
        self.write_files([*files, contents])
        self.write_pages([data_page(edition.site, (contents, *listed))])


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return DownloadsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
