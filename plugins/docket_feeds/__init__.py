"""Pelican plugin: Atom and JSON feeds of all records, of each kind, and of each place and topic."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket_records import DocketGenerator


class FeedsGenerator(DocketGenerator):
    """Writes the feeds."""

    def generate_output(self, writer: Any) -> None:
        """Writes every feed."""
        self.write_files(self.edition.files(("feeds",)))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return FeedsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
