"""Pelican plugin: reads the records and makes the front page, lists, record and reference pages. The other docket plugins need this one."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from pelican import signals
from pelican.generators import Generator

from docket.build import Build, Folders, Plan, asset, begin_build
from docket.code import fingerprint_of_code, fingerprint_of_files
from docket.outputs.jsontext import compact_text
from docket.outputs.output import OutputFile
from docket.pages import coverage_pages, home_page, index_pages, list_page, missing_page, record_page
from docket.problems import BadRecords, DocketError
from docket.report import as_text
from docket.settings import make_settings
from docket.steps import Step
from docket.store import Store, fingerprint
from docket.workers import available, keeping_everything
from docket_records.generator import BUILD, DocketGenerator
from docket_records.gitlog import read_ledger

__all__ = ["BUILD", "DocketGenerator"]

FINAL, STAGING, HELD = "DOCKET_FINAL_OUTPUT", "DOCKET_STAGING", "DOCKET_HELD"
JINJA, KEPT = "JINJA_ENVIRONMENT", "bytecode_cache"
CACHE, JOBS, EAGER = "DOCKET_CACHE", "DOCKET_JOBS", "DOCKET_EAGER"
JSON_POLICIES = {"json.dumps_function": compact_text, "json.dumps_kwargs": {}}
"""How templates write JSON (the filter `tojson`): a tenth of the time that Python's own writer takes."""
WITH_EFFECT = ("DOCKET_", "JINJA_", "PLUGINS")
"""How the names of the settings begin that may change what is made."""
WITHOUT_EFFECT = (BUILD, JINJA, HELD, CACHE, JOBS, EAGER, FINAL, STAGING)
"""Those of them that change nothing."""
PROGRESS = "DOCKET_PROGRESS"
FEATURES = ("maps", "timelines", "in_force", "threads", "compare", "downloads", "feeds")


class RecordsGenerator(DocketGenerator):
    """Begins the build before anything is written; then offers the pages of the records."""

    def generate_context(self) -> None:
        """Read, check and view the records. Print every problem and end the build with exit code 1
        where there is one, 2 where reading failed."""
        project = Path(self.settings["DOCKET_PROJECT"])
        with told_in_full(project), keeping_everything():
            self.settings[BUILD] = self._begin(project)
        self.context.update(self.build.frame)

    def _begin(self, project: Path) -> Build:
        """Return the build of this project."""
        names = ("DATA", "SCHEMA", "BASE_MAP")
        folders = Folders(project, *(project / self.settings[f"DOCKET_{name}"] for name in names))
        features = (name for name in FEATURES if f"docket_{name}" in self.settings["PLUGINS"])
        settings = make_settings(self.settings["DOCKET_SITE"])
        plan = Plan(
            settings,
            frozenset(features),
            None,
            read_ledger(folders.data),
            int(self.settings.get(JOBS) or available()),
            self.settings.get(FINAL),
            self.settings.get(STAGING, Path(self.output_path)),
        )
        environment = fingerprint(
            fingerprint_of_files([folders.base_map, folders.schema, *self._template_folders()]),
            repr((settings, self._chosen())).encode(),
        )
        self.env.policies.update(JSON_POLICIES)
        folder = self.settings.get(CACHE, ".docket-cache")
        store = Store(project / folder if folder else None)
        code = fingerprint_of_code()
        build = begin_build(folders, plan, lambda: self.env, store, code, environment)
        build.eager = bool(self.settings.get(EAGER))
        return build

    def _chosen(self) -> list[tuple[str, str]]:
        """The settings that pages and files depend on beside those of the site."""
        return sorted((name, _told(value)) for name, value in self.settings.items() if name.startswith(WITH_EFFECT) and name not in WITHOUT_EFFECT)

    def _template_folders(self) -> list[Path]:
        return [Path(self.theme, "templates"), *map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"])]

    def generate_output(self, writer: Any) -> None:
        """Offer the front page, the error page, the lists and every record's page."""
        build, site, settings, drawings = self.build, self.site, self.site_settings, self.build.drawings
        build.prepare(site.histories, site.cards)
        build.offer_pages("home", lambda: [home_page(site, drawings, settings), missing_page(settings)], "timeline")
        build.offer_pages("indexes", lambda: index_pages(site))
        build.offer_pages("coverage", lambda: coverage_pages(site, drawings))

        def list_file(name: str) -> list[OutputFile]:
            page = site.list_page[name]
            return [build.drawn(list_page(page, site.facets[page.kind]))]

        def record_file(name: str) -> list[OutputFile]:
            return [build.drawn(record_page(name, site, drawings, settings))]

        build.offer(Step("lists", lambda: site.list_names, list_file))
        build.offer(Step("pages", lambda: [record.id for record in site.library], record_file, by_record=True))


def _told(value: Any) -> str:
    """A setting in words that are the same in every run; a function (a filter of templates, say) is told by its code, not by where it lies in memory."""
    if isinstance(value, Mapping):
        return repr([(name, _told(item)) for name, item in value.items()])
    return marshal.dumps(value.__code__, 2).hex() if hasattr(value, "__code__") else repr(value)


@contextmanager
def told_in_full(project: Path) -> Iterator[None]:
    """Ends the run with what is wrong in our own words: exit code 1 where records have problems, 2 where the tool cannot go on. Pelican's logger would cut them short."""
    try:
        yield
    except BadRecords as bad:
        sys.stderr.write(as_text(bad.problems, project))
        raise SystemExit(1) from None
    except DocketError as error:
        sys.stderr.write(f"docket: {error}\n")
        raise SystemExit(2) from None


def open_cache(pelican: Any) -> None:
    """Opens the project's cache before anything else, and keeps other builds of the project waiting until this process ends. The code of templates lies there too: to
    compile those of the prose pages takes an eighth of a build that makes nothing anew."""
    folder = pelican.settings.get(CACHE, ".docket-cache")
    if folder:
        place = Path(pelican.settings["DOCKET_PROJECT"], folder)
        place.mkdir(parents=True, exist_ok=True)
        pelican.settings[JINJA] = {**pelican.settings[JINJA], KEPT: FileSystemBytecodeCache(str(place))}


def carry_out(pelican: Any) -> None:
    """Makes everything that the plugins have offered, once all of them and Pelican itself are done."""
    if BUILD not in pelican.settings:
        return
    build: Build = pelican.settings[BUILD]
    with told_in_full(Path(pelican.settings["DOCKET_PROJECT"])), keeping_everything():
        build.carry_out(host_files(pelican), tell)


def tell(done: int, total: int) -> None:
    """Writes how far the build is to the pipe that `docket build` reads, where there is one."""
    pipe = os.environ.get(PROGRESS)
    if pipe:
        os.write(int(pipe), f"{min(done, total)} {total} Writing pages and files\n".encode())


def host_files(pelican: Any) -> list[OutputFile]:
    """The files that Pelican wrote by itself (prose pages, the theme's own files) into a folder beside the output; none where it writes into the output."""
    folder = Path(pelican.output_path)
    if FINAL not in pelican.settings:
        return []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [asset(path.relative_to(folder).as_posix(), path.read_bytes(), "") for path in files]


def get_generators(pelican: Any) -> type[Generator]:
    """The generator this plugin adds."""
    return RecordsGenerator


def register() -> None:
    """Connects the plugin to Pelican's signals."""
    signals.initialized.connect(open_cache)
    signals.get_generators.connect(get_generators)
    signals.finalized.connect(carry_out)
