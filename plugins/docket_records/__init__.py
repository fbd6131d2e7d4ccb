"""Pelican plugin: reads the records and writes the front page, lists, record and reference pages. The other docket plugins need this one."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.edition import Edition, Folders, make_edition
from docket.outputs.output import OutputFile
from docket.pages import Page, coverage_pages, file_of, home_page, kind_pages, missing_page, record_pages
from docket.problems import BadRecords, DocketError
from docket.rendering import render
from docket.report import as_text
from docket.settings import make_settings
from docket.workers import available, keeping_everything, share
from docket_records.gitlog import read_ledger

EDITION = "docket_edition"
LISTED = "docket_listed"
TEMPLATES = "docket_templates"
PROGRESS = "DOCKET_PROGRESS"
FEW = 100
"""How many pages a worker of its own is worth."""
FEATURES = ("maps", "timelines", "in_force", "threads", "compare", "downloads", "feeds")


class DocketGenerator(Generator):
    """What every docket generator can do: find the edition, render pages and write files into Pelican's output."""

    @property
    def edition(self) -> Edition:
        """The edition made by the records plugin. Raises DocketError where that plugin is switched off."""
        if EDITION not in self.context:
            raise DocketError("PLUGINS needs docket_records before the other docket plugins")
        return self.context[EDITION]

    @property
    def workers(self) -> int:
        """In how many processes to work at the most."""
        return int(self.settings.get("DOCKET_JOBS") or available())

    def write_pages(self, pages: Iterable[Page], what: str = "") -> None:
        """Renders pages and writes each to its file, many of them in several processes; the listed ones are remembered for the site map. With `what`
        given, tells `docket build` how far it is."""
        found = list(pages)
        for path, number in Counter(page.path for page in found).items():
            if number > 1:
                raise DocketError(f"{path}: two pages want this path")
        workers = self.workers if "DOCKET_JOBS" in self.settings else min(self.workers, len(found) // FEW)
        templates = self._compiled()
        if workers > 1:
            share(lambda number: self._write_share(found, templates, number, workers, what), workers)
        else:
            self._write_share(found, templates, 0, 1, what)
        self.context.setdefault(LISTED, []).extend(page.path for page in found if page.listed)

    def _write_share(self, pages: Sequence[Page], templates: Any, number: int, workers: int, what: str) -> None:
        for done, page in enumerate(pages[number::workers], start=1):
            self.write(file_of(page), self._rendered(page, templates))
            if what and number == 0:
                tell(min(done * workers, len(pages)), len(pages), what)

    def _compiled(self) -> Any:
        """The templates, compiled once for all docket generators, before any worker is forked."""
        if TEMPLATES not in self.context:
            for name in self.env.list_templates(extensions=["html"]):
                self.env.get_template(name)
            self.context[TEMPLATES] = self.env
        return self.context[TEMPLATES]

    def _rendered(self, page: Page, templates: Any) -> bytes:
        """The page as bytes. A page that cannot be drawn ends the build with exit code 2; Pelican's logger would cut the message short."""
        try:
            return render(page, templates, self.edition.frame)
        except DocketError as error:
            sys.stderr.write(f"docket: {error}\n")
            raise SystemExit(2) from error

    def write_files(self, files: Iterable[OutputFile]) -> None:
        """Writes data files."""
        for file in files:
            self.write(file.path, file.content)

    def write(self, path: str, content: bytes) -> None:
        """Writes one file below the output folder; a second file at one path is an error, since one of the two would be lost."""
        target = Path(self.output_path, path)
        if target.exists():
            raise DocketError(f"{path}: two outputs want this path")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def tell(done: int, total: int, what: str) -> None:
    """Writes how far the build is to the pipe that `docket build` reads, where there is one."""
    pipe = os.environ.get(PROGRESS)
    if pipe and (done % 50 == 0 or done == total):
        os.write(int(pipe), f"{done} {total} {what}\n".encode())


class RecordsGenerator(DocketGenerator):
    """Makes the edition before anything is written; then writes the pages of the records."""

    def generate_context(self) -> None:
        """Reads, checks and views the records. Prints every problem and ends the build with exit code 1 where there is one, 2 where reading failed."""
        project = Path(self.settings["DOCKET_PROJECT"])
        folders = Folders(project, *(project / self.settings[f"DOCKET_{name}"] for name in ("DATA", "SCHEMA", "BASE_MAP")))
        features = [name for name in FEATURES if f"docket_{name}" in self.settings["PLUGINS"]]
        try:
            with keeping_everything():
                edition = make_edition(folders, make_settings(self.settings["DOCKET_SITE"]), features, read_ledger(folders.data), self.workers)
        except BadRecords as bad:
            sys.stderr.write(as_text(bad.problems, project))
            raise SystemExit(1) from None
        except DocketError as error:
            sys.stderr.write(f"docket: {error}\n")
            raise SystemExit(2) from None
        self.context[EDITION] = edition
        self.context.update(edition.frame)

    def generate_output(self, writer: Any) -> None:
        """Writes the front page, the error page, the lists and every record's page."""
        edition = self.edition
        self.write_pages([home_page(edition.site, edition.drawings, edition.settings), missing_page(edition.settings)])
        self.write_pages(kind_pages(edition.site, edition.settings))
        self.write_pages(coverage_pages(edition.site, edition.drawings))
        self.write_pages(record_pages(edition.site, edition.drawings, edition.settings), "Writing records")


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return RecordsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.get_generators.connect(get_generators)
