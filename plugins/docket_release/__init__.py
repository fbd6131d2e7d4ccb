"""Pelican plugin: make the site in a staging directory and publish it as a whole; add the extra
files, the site map, the files for the host, and the checksums.

The output does not change until everything is made, so that it stays whole whatever goes wrong: bad
input, Ctrl-C, a full disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.checksums import checksums
from docket.build.destination import check_destination
from docket.build.output import OutputFile
from docket.build.publish import UMASK, begin, host_of, staging_of
from docket.build.steps import Finished, LastStep, single
from docket.build.store import by_value
from docket.exports import output_files
from docket.exports.sitemap import sitemap
from docket.model.diagnostics import DocketError
from docket.model.inputs import read
from docket.site.extra_files import output_file, read_extras
from docket_records import EXTRA, FINAL, STAGING, DocketGenerator
from docket_records.folders import extra_folder, inputs
from docket_records.runs import check_types, errors_printed

INDEX = "index.html"


class ReleaseGenerator(DocketGenerator):
    """Offers the files about the whole site."""

    def generate_output(self, writer: Any) -> None:
        """Offer the extra files, robots.txt and _headers, the site map with all listed pages, and
        SHA256SUMS with all files."""
        prose = [page.url for page in self.context.get("pages", [])]
        site, settings = self.site, self.site_settings
        self._offer_extra_files()
        self.build.offer(single("host files", lambda: output_files(site, settings, ["host"])))

        def site_map(finished: Finished) -> Iterable[OutputFile]:
            listed = [file.path.removesuffix(INDEX) for file in finished.files() if file.listed]
            return sitemap([*listed, *prose], settings)

        def sums(finished: Finished) -> Iterable[OutputFile]:
            return [checksums({file.path: file.sha256 for file in finished.files()}, settings)]

        self.build.offer_last(LastStep("site map", site_map), LastStep("checksums", sums))

    def _offer_extra_files(self) -> None:
        """Offer the files of the folder DOCKET_EXTRA; none where there is no such folder.

        Raise DocketError where the setting names a folder that does not exist.
        """
        folder = extra_folder(self.settings)
        if not folder.is_dir():
            if EXTRA in self.settings:
                raise DocketError(f"settings: {EXTRA}: there is no folder {folder}")
            return
        extras = read_extras(folder)
        hashes = by_value([(extra.path, extra.hashed) for extra in extras])
        self.build.memory.leaf("extra files", lambda _: hashes)

        def files() -> Iterable[OutputFile]:
            read("extra files", "")
            return map(output_file, extras)

        self.build.offer(single(f"{folder.name}/ ({EXTRA})", files))


def choose_folders(pelican: Any) -> None:
    """Make Pelican and the build write into the staging directory beside the output. Nothing is
    written yet.

    Raise Stopped with exit code 2 where the output is a folder that a build must not replace.
    """
    project = Path(str(pelican.settings.get("DOCKET_PROJECT", "")))
    with errors_printed(project):
        check_types(pelican.settings)
        final = check_destination(Path(pelican.output_path), project, inputs(pelican))
    pelican.settings[FINAL], pelican.settings[STAGING] = final, staging_of(final)
    pelican.output_path = str(host_of(final))


def get_generators(pelican: Any) -> type[Generator]:
    """Remove or restore what an interrupted build left, and return the generator that this plugin
    adds.

    Pelican calls this at the beginning of every run, before anything is written.
    """
    os.umask(UMASK)
    with errors_printed(Path(pelican.settings["DOCKET_PROJECT"])):
        begin(pelican.settings[FINAL])
    return ReleaseGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.initialized.connect(choose_folders)
    signals.get_generators.connect(get_generators)
