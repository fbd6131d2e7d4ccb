"""Pelican plugin: builds beside the output and swaps it in whole; writes the site map, the host's files and the checksums.

Until the swap the last good output stays as it is, whatever goes wrong: bad input, Ctrl-C, a full disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.outputs.checksums import checksums
from docket.outputs.sitemap import sitemap
from docket.release import clear_staging, finish, seal, staging_of, swap
from docket_records import EDITION, LISTED, DocketGenerator

FINAL = "DOCKET_FINAL_OUTPUT"


class ReleaseGenerator(DocketGenerator):
    """Writes what is about the whole site."""

    def generate_output(self, writer: Any) -> None:
        """Writes the site map of all listed pages, robots.txt and _headers."""
        edition = self.edition
        prose = [page.url for page in self.context.get("pages", [])]
        self.write_files(sitemap([*self.context.get(LISTED, []), *prose], edition.settings))
        self.write_files(edition.files(("host",)))
        self.settings[EDITION] = edition


def build_beside(pelican: Any) -> None:
    """Lets Pelican write into a folder beside the output."""
    final = Path(pelican.output_path)
    staging = staging_of(final)
    clear_staging(final)
    pelican.settings[FINAL] = str(final)
    pelican.output_path = str(staging)


def swap_in(pelican: Any) -> None:
    """Writes SHA256SUMS over everything and puts the finished folder in the output's place."""
    staging = Path(pelican.output_path)
    edition = pelican.settings[EDITION]
    sums = checksums(finish(staging), edition.settings)
    (staging / sums.path).write_bytes(sums.content)
    seal(staging / sums.path)
    swap(Path(pelican.settings[FINAL]))


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return ReleaseGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.initialized.connect(build_beside)
    signals.get_generators.connect(get_generators)
    signals.finalized.connect(swap_in)
