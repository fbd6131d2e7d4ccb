"""Pelican plugin: read the records and make the front page, the lists, and a page for each record.
The other docket plugins need this one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build.code import fingerprint_of_code, fingerprint_of_files
from docket.build.output import OutputFile, asset
from docket.build.pool import available
from docket.build.steps import Step, single
from docket.build.store import fingerprint
from docket.exports import output_files
from docket.exports.feeds import WHICH
from docket.exports.jsontext import compact_text
from docket.model.clock import day_of
from docket.model.diagnostics import DocketError
from docket.model.settings import make_settings
from docket.site import (
    Page,
    coverage_pages,
    exceptions_page,
    home_page,
    index_pages,
    list_page,
    missing_page,
    record_page,
)
from docket.site.build import Build, begin_build
from docket.site.plan import Folders, Plan, Prose
from docket.views.site import FEATURES
from docket_records.folders import EXTRA
from docket_records.generator import BUILD, DocketGenerator
from docket_records.gitlog import read_history, read_ledger
from docket_records.runs import EAGER, FINAL, HELD, JOBS, SITE_CODE, STAGING, TODAY, prepare

__all__ = ["BUILD", "EXTRA", "FINAL", "STAGING", "DocketGenerator"]

SHOWN = 5
"""The number of removed files that are named in the report."""
JSON_POLICIES = {"json.dumps_function": compact_text, "json.dumps_kwargs": {}}
"""Jinja's policies for the filter `tojson`: orjson takes a tenth of the time of Python's own
module."""
HISTORICAL = frozenset({"calendar", "changes"})
"""The features that need what each commit changed."""
PROGRESS = "DOCKET_PROGRESS"


class RecordsGenerator(DocketGenerator):
    """Begins the build before anything is written, then offers the pages of records."""

    def generate_context(self) -> None:
        """Read and check the records, and make their views. Raise BadRecords and DocketError."""
        project = Path(self.settings["DOCKET_PROJECT"])
        self.settings[BUILD] = self._begin(project)

    def _begin(self, project: Path) -> Build:
        """Return the build of this project."""
        names = ("DATA", "SCHEMA", "BASE_MAP")
        folders = Folders(project, *(project / self.settings[f"DOCKET_{name}"] for name in names))
        plugins = self.settings["PLUGINS"]
        features = frozenset(name for name in FEATURES if f"docket_{name}" in plugins)
        feeds = self.settings.get("DOCKET_FEEDS", WHICH) if "feeds" in features else ()
        settings = make_settings(self.settings["DOCKET_SITE"])
        plan = Plan(
            settings,
            features,
            day_of(self.settings.get(TODAY), TODAY),
            read_ledger(folders.data),
            int(self.settings.get(JOBS) or available()),
            self.settings.get(FINAL),
            self.settings.get(STAGING, Path(self.output_path)),
            read_history(folders.data) if features & HISTORICAL else None,
            frozenset(map(str, feeds)),
        )
        environment = fingerprint(
            fingerprint_of_files([folders.base_map, folders.schema, *self._template_folders()]),
            self.settings[SITE_CODE],
            repr(settings).encode(),
        )
        self.env.policies.update(JSON_POLICIES)
        store, code = self.settings[HELD], fingerprint_of_code()
        build = begin_build(folders, plan, lambda: self.env, store, code, environment)
        build.eager = bool(self.settings.get(EAGER))
        return build

    def _template_folders(self) -> list[Path]:
        """Return the folders in which Jinja looks for templates."""
        return [
            Path(self.theme, "templates"),
            *map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"]),
        ]

    def generate_output(self, writer: Any) -> None:
        """Offer the front page, the 404 page, indexes, searches, exceptions, lists and all
        records."""
        build, site, settings = self.build, self.site, self.site_settings
        drawings, approvals = build.drawings, build.approvals
        build.prepare(site.histories, site.cards)

        def fronts() -> list[Page]:
            return [home_page(site, drawings, settings), missing_page(settings)]

        build.offer_pages("home", fronts, "timeline")
        build.offer_pages("indexes", lambda: index_pages(site))
        build.offer_pages("coverage", lambda: coverage_pages(site, drawings))
        build.offer(single("style", lambda: output_files(site, settings, ["style"])))
        build.offer_pages("exceptions", lambda: [exceptions_page(site, approvals)])

        def list_file(name: str) -> list[OutputFile]:
            page = site.list_page[name]
            return [build.drawn(list_page(page, site.facets[page.kind]))]

        def record_file(name: str) -> list[OutputFile]:
            return [build.drawn(record_page(name, site, drawings, settings))]

        def names() -> list[str]:
            return [record.id for record in site.library]

        build.offer(Step("lists", lambda: site.list_names, list_file))
        build.offer(Step("pages", names, record_file, by_record=True))


def show_frame(generators: Sequence[Generator]) -> None:
    """Give the prose pages what every page shows, once Pelican has read all of them."""
    for generator in generators:
        if isinstance(generator, RecordsGenerator):
            pages = generator.context.get("pages", [])
            generator.build.tell_prose(Prose(page.title, page.url) for page in pages)
            generator.context.update(generator.build.frame)


def carry_out(pelican: Any) -> None:
    """Make the steps that the plugins have offered and publish the site. Pelican calls this when
    all of its own files are written."""
    if BUILD in pelican.settings:
        build: Build = pelican.settings[BUILD]
        unknown = build.carry_out(host_files(pelican), report_progress)
        for line in removed_words(unknown, Path(pelican.settings["OUTPUT_PATH"]).name):
            sys.stderr.write(f"docket: {line}\n")


def removed_words(unknown: list[str], output: str) -> Iterator[str]:
    """Yield the lines of the report about files that were removed from the output since no build
    had made them: the first SHOWN paths, the number of the others, and what to do."""
    for path in unknown[:SHOWN]:
        shown = path if path.isprintable() else ascii(path)
        yield f"{output}/{shown} was made by no build and is removed"
    if unknown[SHOWN:]:
        yield f"{len(unknown) - SHOWN} more in {output}/ were made by no build and are removed"
    if unknown:
        yield f"files of your own belong into the folder extra/ (the setting {EXTRA})"


def report_progress(done: int, total: int) -> None:
    """Write the progress of the build to the pipe that `docket build` reads, if there is one. Raise
    DocketError where that process has ended."""
    pipe = os.environ.get(PROGRESS)
    if pipe:
        try:
            os.write(int(pipe), f"{min(done, total)} {total} Writing pages and files\n".encode())
        except BrokenPipeError:
            raise DocketError("the command that began this build has ended") from None


def host_files(pelican: Any) -> list[OutputFile]:
    """Return the files that Pelican wrote (prose pages, the theme's static files) into the staging
    directory; none without the plugin docket_release, when it writes into the output itself."""
    folder = Path(pelican.output_path)
    if FINAL not in pelican.settings:
        return []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [asset(path.relative_to(folder).as_posix(), path.read_bytes(), "") for path in files]


def get_generators(pelican: Any) -> type[Generator]:
    """Return the generator that this plugin adds to Pelican."""
    return RecordsGenerator


def register() -> None:
    """Connect the plugin to Pelican's signals."""
    signals.initialized.connect(prepare)
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(show_frame)
    signals.finalized.connect(carry_out)
