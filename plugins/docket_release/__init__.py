"""Pelican plugin: builds the site beside the output and publishes it whole; adds the extra files,
the site map, the host's files and the checksums.

Until everything is made the last good output stays as it is, whatever goes wrong: bad input,
Ctrl-C, a full disk.
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
from docket_records.runs import check_types, told_in_full

INDEX = "index.html"


class ReleaseGenerator(DocketGenerator):
    """Offers what is about the whole site."""

    def generate_output(self, writer: Any) -> None:
        """Offer the extra files, robots.txt and _headers, the site map of all listed pages, and
        SHA256SUMS over everything."""
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

        Raise DocketError where the setting names a folder that is not there.
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
    """Let Pelican, and the build, write into folders beside the output.

    Ends the run with exit code 2 where the output is a folder that a build must not replace.
    Nothing is written yet.
    """
    project = Path(str(pelican.settings.get("DOCKET_PROJECT", "")))
    with told_in_full(project):
        check_types(pelican.settings)
        final = check_destination(Path(pelican.output_path), project, inputs(pelican))
    pelican.settings[FINAL], pelican.settings[STAGING] = final, staging_of(final)
    pelican.output_path = str(host_of(final))


def get_generators(pelican: Any) -> type[Generator]:
    """Put right what an interrupted build left, and return the generator this plugin adds.

    Pelican asks for it at the beginning of every run, before anything is written.
    """
    os.umask(UMASK)
    with told_in_full(Path(pelican.settings["DOCKET_PROJECT"])):
        begin(pelican.settings[FINAL])
    return ReleaseGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.initialized.connect(choose_folders)
    signals.get_generators.connect(get_generators)
