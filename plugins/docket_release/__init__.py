"""Pelican plugin: builds beside the output and puts what is new in its place whole; adds the site map, the host's files and the checksums.

Until everything is made the last good output stays as it is, whatever goes wrong: bad input, Ctrl-C, a full disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.outputs import output_files
from docket.outputs.checksums import checksums
from docket.outputs.output import OutputFile
from docket.outputs.sitemap import sitemap
from docket.release import UMASK, begin, host_of, staging_of
from docket.steps import Finished, LastStep, single
from docket_records import FINAL, STAGING, DocketGenerator

INDEX = "index.html"


class ReleaseGenerator(DocketGenerator):
    """Offers what is about the whole site."""

    def generate_output(self, writer: Any) -> None:
        """Offers robots.txt and _headers, the site map of all listed pages, and SHA256SUMS over everything."""
        prose = [page.url for page in self.context.get("pages", [])]
        site, settings = self.site, self.site_settings
        self.build.offer(single("host files", lambda: output_files(site, settings, ["host"])))

        def site_map(finished: Finished) -> Iterable[OutputFile]:
            listed = [file.path.removesuffix(INDEX) for file in finished.files() if file.listed]
            return sitemap([*listed, *prose], settings)

        def sums(finished: Finished) -> Iterable[OutputFile]:
            return [checksums({file.path: file.sha256 for file in finished.files()}, settings)]

        self.build.offer_last(LastStep("site map", site_map), LastStep("checksums", sums))


def build_beside(pelican: Any) -> None:
    """Lets Pelican, and the build, write into folders beside the output."""
    os.umask(UMASK)
    final = Path(pelican.settings["OUTPUT_PATH"])
    begin(final)
    pelican.settings[FINAL], pelican.settings[STAGING] = final, staging_of(final)
    pelican.output_path = str(host_of(final))


def get_generators(pelican: Any) -> type[Generator]:
    """Prepare a run, which Pelican begins with this signal, and return the plugin's generator."""
    build_beside(pelican)
    return ReleaseGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
