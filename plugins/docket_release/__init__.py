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

from docket.cache import digest
from docket.outputs import output_files
from docket.outputs.checksums import checksums
from docket.outputs.output import OutputFile
from docket.outputs.sitemap import sitemap
from docket.release import UMASK, begin, host_of, staging_of
from docket.targets import Finished, Late, whole
from docket_records import FINAL, STAGING, DocketGenerator

INDEX = "index.html"


class ReleaseGenerator(DocketGenerator):
    """Offers what is about the whole site."""

    def generate_output(self, writer: Any) -> None:
        """Offers robots.txt and _headers, the site map of all listed pages, and SHA256SUMS over everything."""
        prose = [page.url for page in self.context.get("pages", [])]
        self.build.offer(whole("host files", digest(b""), lambda: output_files(self.site, self.site_settings, ["host"])))
        self.build.offer_late(
            Late("site map", lambda finished: self._site_map(finished, prose), digest(repr(prose).encode()), _listed_key, last=True),
            Late("checksums", lambda finished: [checksums({file.path: file.sha256 for file in finished.all()}, self.site_settings)], last=True),
        )

    def _site_map(self, finished: Finished, prose: list[str]) -> Iterable[OutputFile]:
        return sitemap([*(file.path.removesuffix(INDEX) for file in finished.all() if file.listed), *prose], self.site_settings)


def _listed_key(finished: Finished) -> bytes:
    return digest(*(file.path.encode() for file in finished.all() if file.listed))


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
