"""Pelican plugin: reads the records and makes the front page, lists, record and reference pages. The other docket plugins need this one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from docket.build import BRIEFS, Build, asset, recall, shelf_of
from docket.cache import (
    CODE,
    Cache,
    digest,
    digest_of,
    digest_of_code,
    digest_of_files,
    modules_of_the_site,
    opened,
)
from docket.edition import Folders, make_edition
from docket.outputs.jsontext import compact_text
from docket.outputs.output import OutputFile
from docket.pages import coverage_pages, home_page, index_pages, list_page, lists, missing_page, record_page
from docket.pages.keys import list_keys, record_page_keys
from docket.problems import BadRecords, DocketError
from docket.report import as_text
from docket.settings import make_settings
from docket.targets import Target
from docket.views.lists import ListPage
from docket.workers import available, keeping_everything
from docket_records.generator import BUILD, DocketGenerator
from docket_records.gitlog import read_ledger
from docket_records.hostcode import KeptCode
from docket_records.templates import begin_compiling

__all__ = ["BUILD", "DocketGenerator"]

FINAL, STAGING, HELD = "DOCKET_FINAL_OUTPUT", "DOCKET_STAGING", "DOCKET_HELD"
JINJA, KEPT = "JINJA_ENVIRONMENT", "bytecode_cache"
CACHE, JOBS, EAGER = "DOCKET_CACHE", "DOCKET_JOBS", "DOCKET_EAGER"
JSON_POLICIES = {"json.dumps_function": compact_text, "json.dumps_kwargs": {}}
"""How templates write JSON (the filter `tojson`): a tenth of the time that Python's own writer takes."""
WITHOUT_EFFECT = (BUILD, HELD, CACHE, JOBS, EAGER, FINAL, STAGING)
"""The settings that change no byte of the output."""
PROGRESS = "DOCKET_PROGRESS"
FEATURES = ("maps", "timelines", "in_force", "threads", "compare", "downloads", "feeds")


class RecordsGenerator(DocketGenerator):
    """Begins the build before anything is written; then offers the pages of the records."""

    def generate_context(self) -> None:
        """Reads, checks and views the records. Prints every problem and ends the build with exit code 1 where there is one, 2 where reading failed."""
        project = Path(self.settings["DOCKET_PROJECT"])
        with told_in_full(project), keeping_everything():
            self.settings[BUILD] = self._begin(project, self.settings[HELD])
        self.context.update(self.edition.frame)

    def _begin(self, project: Path, cache: Cache | None) -> Build:
        """The build of this project, with what the cache knows of the last one."""
        folders = Folders(project, *(project / self.settings[f"DOCKET_{name}"] for name in ("DATA", "SCHEMA", "BASE_MAP")))
        settings, code = make_settings(self.settings["DOCKET_SITE"]), digest_of_code()
        features = [name for name in FEATURES if f"docket_{name}" in self.settings["PLUGINS"]]
        final = self.settings.get(FINAL)
        inputs = digest_of_files([folders.schema, folders.base_map, *self._template_folders()])
        key = digest(digest_of_site(self.settings), inputs, repr((settings, str(final))).encode())
        jobs = int(self.settings.get(JOBS) or available())
        self.env.policies.update(JSON_POLICIES)
        templates = begin_compiling(self.env, self._template_names(), cache, key, jobs)
        memory = recall(cache, key, final, jobs)
        edition = make_edition(folders, settings, features, read_ledger(folders.data), jobs, cache, code, memory.before, shelf_of(BRIEFS, cache, final))
        folder, eager = self.settings.get(STAGING, Path(self.output_path)), bool(self.settings.get(EAGER))
        return Build(edition, memory, cache, key, jobs, templates, final, folder, eager=eager)

    def _template_folders(self) -> list[Path]:
        return [Path(self.theme, "templates"), *map(Path, self.settings["THEME_TEMPLATES_OVERRIDES"])]

    def _template_names(self) -> list[str]:
        return sorted({file.relative_to(folder).as_posix() for folder in self._template_folders() for file in folder.rglob("*.html")})

    def generate_output(self, writer: Any) -> None:
        """Offers the front page, the error page, the lists and every record's page."""
        build, site, settings, drawings = self.build, self.site, self.site_settings, self.edition.drawings
        build.offer_pages("home", self.keys.outlines, lambda: [home_page(site, drawings, settings), missing_page(settings)], "timeline")
        build.offer_pages("indexes", self.keys.outlines, lambda: index_pages(site))
        build.offer_pages("coverage", self.keys.outlines, lambda: coverage_pages(site, drawings))
        build.offer(list_target(build), page_target(build))


def digest_of_site(settings: Mapping[str, Any]) -> bytes:
    """Return the hash of the code a site is made by (ours, and what its owner adds: settings files,
    modules beside them, plugins) and of every setting, ours and Pelican's. If any of it changes,
    everything is made anew."""
    beside = sorted(Path(settings["DOCKET_PROJECT"]).glob("*.py"))
    plugins = [folder for folder in map(Path, settings["PLUGIN_PATHS"]) if folder.resolve() != CODE]
    added = digest_of_files([*plugins, *beside, *modules_of_the_site()])
    names = sorted(settings.keys() - set(WITHOUT_EFFECT))
    effective = [(name, _told(settings[name])) for name in names]
    return digest(digest_of_code(), added, repr(effective).encode())


def _told(value: Any) -> str:
    """Return a setting in words that are the same in every run: a function (a filter of templates,
    say) by its code, not by where it lies in memory."""
    if isinstance(value, Mapping):
        return repr([(name, _told(item)) for name, item in value.items()])
    return digest_of(value.__code__).hex() if hasattr(value, "__code__") else repr(value)


def list_target(build: Build) -> Target:
    """The lists of every kind."""
    site, settings = build.edition.site, build.edition.settings
    found: dict[str, ListPage] = {}

    def keys() -> Mapping[str, bytes]:
        found.update(lists(site, settings))
        return list_keys(site, found)

    return Target("lists", site.keys.outlines, keys, lambda url: [build.drawn(list_page(found[url]))])


def page_target(build: Build) -> Target:
    """The pages of all records."""
    site, settings, drawings = build.edition.site, build.edition.settings, build.edition.drawings

    return Target("pages", None, lambda: record_page_keys(site, build.memory.remembered), lambda name: [build.drawn(record_page(name, site, drawings, settings))])


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
    held = ExitStack()
    pelican.settings[HELD] = held.enter_context(opened(Path(pelican.settings["DOCKET_PROJECT"], folder) if folder else None))
    pelican.docket_held = held  # whoever lets go of it lets go of the lock
    if pelican.settings[HELD]:
        code = KeptCode(pelican.settings[HELD], digest_of_site(pelican.settings))
        pelican.settings[JINJA] = {**pelican.settings[JINJA], KEPT: code}


def carry_out(pelican: Any) -> None:
    """Makes everything that the plugins have offered, once all of them and Pelican itself are done."""
    if BUILD not in pelican.settings:
        return
    build: Build = pelican.settings[BUILD]
    with told_in_full(Path(pelican.settings["DOCKET_PROJECT"])), keeping_everything():
        build.carry_out(host_files(pelican), tell)
    if KEPT in pelican.settings[JINJA]:
        pelican.settings[JINJA][KEPT].save()


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
