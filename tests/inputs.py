"""A project of an owner who added to it (filters, a plugin, a history), and ways to change what a
site is made from beside its records."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from edits import CACHE, CITY, DIRECTIVE, EVENT, put
from projects import PROJECT, make_site_project

Edit = Callable[[Path], object]
OWN = """
import os, sys
sys.path.insert(0, DOCKET_PROJECT)
sys.modules.pop("helper", None)
import helper
DOCKET_SITE = {**DOCKET_SITE, "repository_url": "https://code.test/docket"}
THEME = DOCKET_PROJECT + "/theme"
PLUGIN_PATHS = [*PLUGIN_PATHS, DOCKET_PROJECT + "/more"]
PLUGINS = [*PLUGINS[:-1], "hello", PLUGINS[-1]]
STATIC_PATHS = ["extra"]
CONSTANT = "constant"
word_of_the_environment = os.environ.get("WORD", "none")
def body(text): return text + " body " + own_helper() + CONSTANT
def own_helper(): return "own helper "
def of_a_module(text): return text + helper.word()
def of_a_lazy_module(text):
    sys.modules.pop("lazily", None)
    import lazily
    return text + lazily.WORD
JINJA_FILTERS = {"body": body, "of_a_module": of_a_module, "of_a_lazy_module": of_a_lazy_module}
JINJA_GLOBALS = {"word": "global"}
"""
FILTERS = "<i>{{ 'x'|body }} {{ 'x'|of_a_module }} {{ 'x'|of_a_lazy_module }} {{ word }}</i>"
NAMES = "<i>{{ SITENAME }} {{ SITEURL }} {{ DEFAULT_LANG }}</i>"
PLUGIN = """
from pathlib import Path
from pelican import signals
from docket.build.output import OutputFile
from docket.site.page import Page
from docket.build.steps import single
from docket_records import DocketGenerator

class Hello(DocketGenerator):
    def generate_output(self, writer):
        text = "hello " + (Path(__file__).parent / "word.txt").read_text()
        made = lambda: [OutputFile("hello.txt", "text/plain", text.encode(), "Hello", "CC0-1.0")]
        self.build.offer(single("hello", made))

def register():
    signals.get_generators.connect(get_generators)

def get_generators(pelican):
    return Hello
"""


def make_own_project(folder: Path) -> Path:
    """Return a project with a theme, schemas and a history of its own, filters of templates, and a
    plugin of its owner."""
    make_site_project(folder)
    for name in ("theme", "schema"):
        (folder / name).unlink()
        shutil.copytree(PROJECT / name, folder / name)
    (folder / "more" / "hello").mkdir(parents=True)
    (folder / "more" / "hello" / "__init__.py").write_text(PLUGIN)
    (folder / "more" / "hello" / "word.txt").write_text("one")
    (folder / "helper.py").write_text("def word(): return ' of a module'\n")
    (folder / "lazily.py").write_text("WORD = ' of a lazy module'\n")
    (folder / "content" / "extra").mkdir()
    (folder / "content" / "extra" / "extra.txt").write_text("extra")
    for name, shown in (("record.html", FILTERS), ("page.html", FILTERS + NAMES)):
        replace(f"theme/templates/{name}", "</h1>", f"</h1>{shown}")(folder)
    more(OWN)(folder)
    git(folder, "init", "-q")
    commit("2025-10-01")(folder)
    return folder


def replace(name: str, old: str, new: str) -> Edit:
    """Return an edit that puts another text in the place of the first one like it in a file."""

    def edit(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old}"
        (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def more(text: str) -> Edit:
    """Return an edit that adds lines to the settings file."""

    def edit(project: Path) -> None:
        with (project / "pelicanconf.py").open("a") as file:
            file.write(text + "\n")

    return edit


def schema(name: str, change: Callable[[Any], object]) -> Edit:
    """Return an edit that changes the values of a schema."""

    def edit(project: Path) -> None:
        file = project / "schema" / f"{name}.schema.json"
        value = json.loads(file.read_text())
        change(value)
        file.write_text(json.dumps(value))

    return edit


def site(**values: Any) -> Edit:
    """Return an edit that changes settings of the site."""
    return more(f"DOCKET_SITE = {{**DOCKET_SITE, **{values!r}}}")


def move(old: str, new: str) -> Edit:
    """Return an edit that moves a file."""

    def edit(project: Path) -> None:
        (project / new).parent.mkdir(parents=True, exist_ok=True)
        (project / old).rename(project / new)

    return edit


def write(name: str, text: str) -> Edit:
    """Return an edit that writes a file."""

    def edit(project: Path) -> None:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)

    return edit


def remove(name: str) -> Edit:
    """Return an edit that removes a file."""
    return lambda project: (project / name).unlink()


def rename(old: str, new: str) -> Edit:
    """Return an edit that gives a record another id, wherever it is named."""

    def edit(project: Path) -> None:
        for file in (project / "data").rglob("*.yaml"):
            file.write_text(file.read_text().replace(old, new))
            file.rename(file.with_stem(file.stem.replace(old, new)))

    return edit


def git(project: Path, *words: str, day: str = "2025-10-01") -> None:
    """Run git in a project as if it were a day's noon."""
    who = {
        f"GIT_{role}_{what}": "t@docket.test"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(
        ["git", *words],
        cwd=project,
        env={**os.environ, **who, **when},
        check=True,
        capture_output=True,
    )


def commit(day: str) -> Edit:
    """Return an edit that commits all records as they are, on a day."""

    def edit(project: Path) -> None:
        git(project, "add", "data")
        git(project, "commit", "-q", "--allow-empty", "-m", "records", day=day)

    return edit


def edited_and_committed(day: str) -> Edit:
    """Return an edit that changes a record and commits it, on a day."""

    def edit(project: Path) -> None:
        put(EVENT, notes=f"Noted on {day}.")(project, 0)
        commit(day)(project)

    return edit


def keep_the_output(project: Path) -> None:
    """Copy the output as a backup does, then change records."""
    shutil.copytree(project / "output", project / "backup", dirs_exist_ok=True)
    put(CITY, title="City of the backup")(project, 0)
    put(DIRECTIVE, notes="Notes of the backup.")(project, 0)


def restore_the_output(project: Path) -> None:
    """Put the backup in the place of the output."""
    shutil.rmtree(project / "output")
    (project / "backup").rename(project / "output")


def older_page(project: Path) -> None:
    """Write an older page over the one in the output, with the same size and time."""
    page = project / "output" / EVENT / "index.html"
    before, text = page.stat(), page.read_bytes()
    page.write_bytes(text.replace(b"Operation", b"Oporation"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


def each_of_the_cache(change: Callable[[Path], object]) -> Edit:
    """Return an edit that does something to every file of the cache."""

    def edit(project: Path) -> None:
        for file in sorted((project / CACHE).iterdir()):
            if file.is_file() and file.stat().st_size:
                change(file)

    return edit


def flip(at: float) -> Callable[[Path], object]:
    """Return what turns a bit of a file, somewhere between its beginning (0) and its end (1)."""

    def change(file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[int((len(data) - 1) * at)] ^= 1
        file.write_bytes(data)

    return change


def keep_the_cache(project: Path) -> None:
    """Copy the cache, then change a record."""
    shutil.copytree(project / CACHE, project / "old-cache", dirs_exist_ok=True)
    put(CITY, title="City of the old cache")(project, 0)


def restore_the_cache(project: Path) -> None:
    """Put the older cache in the place of the cache."""
    shutil.rmtree(project / CACHE)
    (project / "old-cache").rename(project / CACHE)
