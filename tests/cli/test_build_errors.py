"""docket build: whatever fails is reported (what, where, what to do), with exit code 2."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from docket.build.destination import MARKER, MARKER_TEXT
from docket.cli.project import Project, with_project
from pelican_run import contents, docket, pelican
from projects import make_site_project

FULL_DISK = (
    "import os, resource, signal, sys\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)
"""A program that runs another one, which can write no file of more than 1 kB."""


def conf(text: str) -> Callable[[Path], None]:
    """Return an edit that adds lines to the settings file."""

    def edit(project: Path) -> None:
        file = project / "pelicanconf.py"
        file.write_text(f"{file.read_text()}\n{text}\n")

    return edit


def plugin(text: str) -> Callable[[Path], None]:
    """Return an edit that adds a plugin of the site owner's own, called `extra`."""

    def edit(project: Path) -> None:
        (project / "extra.py").write_text(text)
        conf("PLUGINS = [*PLUGINS, 'extra']\nPLUGIN_PATHS = [*PLUGIN_PATHS, '.']")(project)

    return edit


def page(old: str, new: str) -> Callable[[Path], None]:
    """Return an edit that changes a page of prose."""

    def edit(project: Path) -> None:
        file = project / "content" / "pages" / "about.md"
        file.write_text(file.read_text().replace(old, new))

    return edit


def no_text(project: Path) -> None:
    """Put bytes that are no UTF-8 into a page of prose."""
    (project / "content" / "pages" / "about.md").write_bytes(b"Title: \xff\xfe")


def own_template(name: str, text: str) -> Callable[[Path], None]:
    """Return an edit that puts a template before the theme's own."""

    def edit(project: Path) -> None:
        (project / "own").mkdir()
        (project / "own" / name).write_text(text)
        conf("THEME_TEMPLATES_OVERRIDES = [DOCKET_PROJECT + '/own']")(project)

    return edit


def garbled_map(project: Path) -> None:
    """Give the project a base map that is no JSON."""
    (project / "basemap").mkdir()
    (project / "basemap" / "states.geojson").write_text("{")
    conf("DOCKET_BASE_MAP = 'basemap'")(project)


class Case(NamedTuple):
    """A way to break a build, and the words of its message: what failed, where, what to do."""

    what: str
    where: str
    hint: str
    edit: Callable[[Path], None]


ADDED = r"pelicanconf\.py:11"
"""Where an edit of the settings file puts its first line."""
CASES = {
    "a wrong PATH": Case(
        "Cannot|You need|exist",
        r"pelicanconf\.py",
        "Correct pelicanconf.py",
        conf("PATH = 'nowhere'"),
    ),
    "an unknown plugin": Case(
        "Cannot load plugin `nothing`",
        "nothing",
        "Correct PLUGINS",
        conf("PLUGINS = [*PLUGINS, 'nothing']"),
    ),
    "a plugin that raises when it is imported": Case(
        "no such thing.*ValueError",
        r"extra\.py:2",
        "the plugin",
        plugin("\nraise ValueError('no such thing')"),
    ),
    "a plugin that has a syntax error": Case(
        "SyntaxError",
        r"extra\.py:1",
        "the plugin",
        plugin("def ("),
    ),
    "a plugin that needs what is not installed": Case(
        "No module named 'nowhere'",
        "`extra`",
        "the plugin",
        plugin("import nowhere"),
    ),
    "a plugin that raises when it is registered": Case(
        "Cannot register plugin `extra`.*no register",
        "extra",
        "the plugin",
        plugin("def register():\n    raise ValueError('no register')"),
    ),
    "a plugin that raises while the site is built": Case(
        "no such record.*KeyError",
        r"extra\.py:3",
        "Correct the file",
        plugin(
            "from pelican import signals\n"
            "def fail(generators):\n    raise KeyError('no such record')\n"
            "def register():\n    signals.all_generators_finalized.connect(fail)"
        ),
    ),
    "a plugin that ends the process": Case(
        "exit code 7",
        "the site was not built",
        "exit code",
        plugin("import os\nos._exit(7)"),
    ),
    "a plugin that kills the process": Case(
        "SIGKILL",
        "the site was not built",
        "--jobs 1",
        plugin("import os\nos.kill(os.getpid(), 9)"),
    ),
    "a syntax error in the settings": Case(
        "SyntaxError",
        ADDED,
        "Correct pelicanconf.py",
        conf("DOCKET_SITE = ("),
    ),
    "a missing comma in the settings": Case(
        "SyntaxError",
        ADDED,
        "Correct pelicanconf.py",
        conf("DOCKET_SITE = {'a': 1 'b': 2}"),
    ),
    "a name that the settings do not have": Case(
        "'DOCKET_SITES' is not defined",
        ADDED,
        "Correct pelicanconf.py",
        conf("DOCKET_SITES"),
    ),
    "settings that end the process": Case(
        "SystemExit",
        ADDED,
        "Correct pelicanconf.py",
        conf("sys.exit(0)"),
    ),
    "a missing theme": Case(
        "Could not find the theme",
        "nothing",
        "Correct pelicanconf.py",
        conf("THEME = 'nothing'"),
    ),
    "a setting of ours that is unknown": Case(
        "no setting 'tag_line'",
        "settings",
        "did you mean 'tagline'",
        conf("DOCKET_SITE = {**DOCKET_SITE, 'tag_line': ''}"),
    ),
    "a setting that is missing": Case(
        "DOCKET_PROJECT must be text", "settings", "not None", conf("del DOCKET_PROJECT")
    ),
    "settings of a wrong type": Case(
        "DOCKET_SITE must be a dictionary",
        "settings: DOCKET_JOBS",
        "a whole number above zero or None, not 'many'",
        conf("DOCKET_SITE = 'site'\nDOCKET_JOBS = 'many'"),
    ),
    "settings of Pelican and of plugins of a wrong type": Case(
        "DOCKET_EXTRA must be text, not 3",
        "settings: MARKDOWN must be a dictionary",
        "DOCKET_FEEDS must be a list of names, not 'all'",
        conf("DOCKET_EXTRA = MARKDOWN = 3\nDOCKET_FEEDS = 'all'"),
    ),
    "a feed that there is not": Case(
        "DOCKET_FEEDS names no feeds with 'nope'",
        "settings",
        "there are all, kinds, references",
        conf("DOCKET_FEEDS = ['nope']"),
    ),
    "a setting of ours that nobody knows": Case(
        "there is no setting DOCKET_EXTRAS",
        "settings",
        "did you mean 'DOCKET_EXTRA'",
        conf("DOCKET_EXTRAS = 'extra'"),
    ),
    "a garbled base map": Case(
        "no outlines as GeoJSON",
        r"basemap/states\.geojson",
        "make it again with make.py",
        garbled_map,
    ),
    "a day that is none": Case(
        "'2025-02-30' is no day",
        "DOCKET_TODAY",
        "YYYY-MM-DD",
        conf("DOCKET_TODAY = '2025-02-30'"),
    ),
    "a page of prose with a wrong date": Case(
        "'2025-99-99' is not a valid date",
        r"about\.md",
        "Correct the file",
        page("Slug:", "Date: 2025-99-99\nSlug:"),
    ),
    "a page of prose that is no text": Case("decode", r"about\.md", "Correct the file", no_text),
    "a template of prose that has no such name": Case(
        "no attribute 'sumary'",
        r"page\.html:2",
        "Correct the file",
        own_template("page.html", "\n{{ page.metadata.sumary }}"),
    ),
    "a template of prose that is wrong": Case(
        "unknown tag 'nothing'",
        r"page\.html:1",
        "Correct the file",
        own_template("page.html", "{% nothing %}"),
    ),
    "a template of records that is wrong": Case(
        "nothing",
        r"record\.html line 1",
        "cannot be drawn",
        own_template("record.html", "{{ view.nothing }}"),
    ),
    "no schemas": Case(
        "no such folder|no .schema.json",
        "schema",
        "--schema",
        lambda project: (project / "schema").unlink(),
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once. Tests leave its output as it was, and its cache warm."""
    project = make_site_project(tmp_path_factory.mktemp("errors") / "project")
    done = docket(project, "build")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of a project that was built once, with its output and its cache."""
    folder = tmp_path / "project"
    shutil.copytree(built, folder, symlinks=True)
    conf_file = folder / "pelicanconf.py"
    conf_file.write_text(conf_file.read_text().replace(str(built), str(folder)))
    return folder


def assert_reported(
    done: subprocess.CompletedProcess[str], what: str, where: str, hint: str
) -> None:
    """Assert that a command failed with exit code 2 and said what, where and what to do."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for expected in (what, where, hint):
        assert re.search(expected, done.stderr), f"{expected} is not in:\n{done.stderr}"


@pytest.mark.parametrize("name", CASES)
def test_what_pelican_fails_with_is_reported_and_the_old_site_stays(tmp_path, name):
    project = make_site_project(tmp_path / "project")
    (project / "output").mkdir()
    (project / "output" / "index.html").write_text("old")
    (project / "output" / MARKER).write_text(MARKER_TEXT)
    CASES[name].edit(project)
    done = docket(project, "build")
    assert_reported(done, *CASES[name][:3])
    assert contents(project / "output") == {"index.html": b"old", MARKER: MARKER_TEXT.encode()}
    assert list(project.glob("output.lock")) == []


@pytest.mark.parametrize("arguments", [[], ["--jobs", "1"], ["--jobs", "3"]])
def test_a_full_disk_is_reported_and_the_old_site_stays(project, arguments):
    before = contents(project / "output")
    conf("DOCKET_CACHE = None")(project)
    done = docket(project, "build", *arguments, prefix=(sys.executable, "-c", FULL_DISK))
    assert_reported(done, "File too large", "docket: ", "Free space on that disk")
    assert contents(project / "output") == before
    assert docket(project, "build").returncode == 0
    assert contents(project / "output") == before


def test_a_folder_that_cannot_be_written_to_is_reported(project):
    """The parent of the output is a file, since a test may run as a user who may write anywhere."""
    (project / "file").write_text("")
    done = docket(project, "build", "--output", "file/output")
    assert_reported(done, "Not a directory|File exists", "file", "--output")


def test_a_page_of_prose_needs_no_description(project):
    page("Description: What this miniature is.\n", "")(project)
    done = docket(project, "build")
    assert done.returncode == 0, done.stderr
    html = (project / "output" / "about" / "index.html").read_text()
    assert '<meta name="description" content="A page of prose, with a link and' in html


def test_a_warning_of_pelican_is_reported_and_the_site_is_built(project):
    page("A page", "![](../picture.png) A page")(project)
    done = docket(project, "build")
    assert done.returncode == 0
    assert re.search(r"docket: warning: .*alt.*about", done.stderr), done.stderr


def test_debug_shows_the_traceback(project):
    plugin("raise ValueError('no such thing')")(project)
    done = docket(project, "build", "--debug")
    assert done.returncode == 2
    assert "Traceback (most recent call last)" in done.stderr
    assert "docket: extra.py:1: no such thing (ValueError)" in done.stderr


def test_plain_pelican_has_the_same_exit_codes_for_what_we_find_and_no_traceback(project):
    """Of its own errors Pelican tells itself, with exit code 1."""
    (project / "data" / "events" / "bad.yaml").write_text("id: [")
    done = pelican(project)
    assert done.returncode == 1
    assert "error[yaml/syntax]" in done.stderr
    (project / "data" / "events" / "bad.yaml").unlink()
    conf("DOCKET_SITE = {**DOCKET_SITE, 'tag_line': ''}")(project)
    other = pelican(project)
    assert other.returncode == 2
    assert "docket: settings: there is no setting 'tag_line'" in other.stderr
    assert "Traceback" not in done.stdout + done.stderr + other.stdout + other.stderr


def test_a_folder_that_is_no_project_is_reported(tmp_path):
    for command in (["build"], ["check"], ["serve"], ["new", "event", "x"]):
        assert_reported(
            docket(tmp_path, *command), "no project", re.escape(str(tmp_path)), "--data"
        )


def test_an_error_that_nobody_thought_of_is_reported(tmp_path):
    @click.command()
    @with_project("data", "schema")
    def broken(_: Project) -> None:
        raise ValueError("nobody thought of this")

    folders = ["--data", str(tmp_path), "--schema", str(tmp_path)]
    done = CliRunner().invoke(broken, folders)
    assert done.exit_code == 2
    assert re.search(r"^docket: .*test_build_errors\.py:\d+: nobody thought of this", done.output)
    assert "report it" in done.output and "Traceback" not in done.output
    assert "Traceback" in CliRunner().invoke(broken, [*folders, "--debug"]).output
