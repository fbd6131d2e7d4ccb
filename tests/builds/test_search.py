"""The search index: the same bytes each time, made again only where a page has changed, put off
while somebody edits and looks, and gone with its plugin."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from docket.exports.headers import policy
from edits import DIRECTIVE, built, put
from pelican_run import contents, docket, pelican
from projects import PROJECT

INDEX = "assets/search/"
EDIT = put(DIRECTIVE, title="Another title zebra")
EAGER = ("-e", "DOCKET_EAGER=true")


def index_of(folder: Path) -> dict[str, bytes]:
    return {path: text for path, text in contents(folder).items() if path.startswith(INDEX)}


def stamps(project: Path) -> dict[str, int]:
    files = (project / "output" / INDEX).rglob("*")
    return {str(file): file.stat().st_mtime_ns for file in files if file.is_file()}


@pytest.fixture
def counted(project, monkeypatch) -> Path:
    """A project with a Pagefind that writes down each time it is run."""
    plugin = project / "counting"
    plugin.mkdir()
    (plugin / "counting.py").write_text(
        "from pathlib import Path\n"
        "import docket_search\n"
        "make = docket_search.make_index\n"
        "def counted(pages):\n"
        f"    with Path({str(project / 'runs')!r}).open('a') as log:\n"
        "        log.write('run ')\n"
        "    return make(pages)\n"
        "docket_search.make_index = counted\n"
        "def register():\n"
        "    pass\n"
    )
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write(
            f"PLUGIN_PATHS = [*PLUGIN_PATHS, {str(plugin)!r}]\n"
            "PLUGINS = [*PLUGINS[:-1], 'counting', PLUGINS[-1]]\n"
        )
    return project


def runs(project: Path) -> int:
    log = project / "runs"
    return len(log.read_text().split()) if log.exists() else 0


def build(project: Path, *more: str) -> None:
    done = pelican(project, *more)
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_builds_of_the_same_records_make_the_same_index(site, project):
    build(project)
    assert index_of(project / "output") == index_of(site) != {}


def test_only_pages_of_records_and_prose_are_in_the_index(site):
    pages = json.loads((site / INDEX / "pagefind-entry.json").read_text())["languages"]["en"]
    marked = [path for path in site.rglob("*.html") if b"data-pagefind-body" in path.read_bytes()]
    assert pages["page_count"] == len(marked) > 10
    tops = {path.relative_to(site).parts[0] for path in marked}
    assert not tops & {"search", "coverage", "404.html", "timeline", "index.html"}


def test_an_index_is_made_again_only_where_a_page_has_changed(counted):
    build(counted)
    assert runs(counted) == 1
    before = stamps(counted)
    build(counted)
    assert (runs(counted), stamps(counted)) == (1, before)
    (counted / "extra").mkdir()
    (counted / "extra" / "CNAME").write_text("docket.test")
    build(counted)
    assert (runs(counted), stamps(counted)) == (1, before)
    EDIT(counted, 0)
    build(counted)
    assert runs(counted) == 2


def test_an_index_that_was_damaged_is_made_again(counted):
    build(counted)
    before = index_of(counted / "output")
    (counted / "output" / INDEX / "pagefind-entry.json").write_text("{}")
    build(counted)
    assert (runs(counted), index_of(counted / "output")) == (2, before)


def test_while_somebody_edits_the_index_waits_for_the_next_whole_build(counted):
    build(counted)
    before = index_of(counted / "output")
    EDIT(counted, 0)
    build(counted, *EAGER)
    build(counted, *EAGER)
    assert (runs(counted), index_of(counted / "output")) == (1, before)
    build(counted)
    assert runs(counted) == 2
    assert index_of(counted / "output") != before
    build(counted)
    assert runs(counted) == 2


def test_an_edit_taken_back_while_looking_leaves_nothing_to_do_again_and_again(counted):
    build(counted)
    kept = {path: path.read_bytes() for path in (counted / "data").rglob("*.yaml")}
    EDIT(counted, 0)
    build(counted, *EAGER)
    for path, content in kept.items():
        path.write_bytes(content)
    build(counted, *EAGER)
    build(counted)
    assert runs(counted) == 2
    build(counted)
    assert runs(counted) == 2


def test_without_the_plugin_there_is_no_box_no_page_no_file_and_a_stricter_policy(project):
    conf = project / "pelicanconf.py"
    conf.write_text(
        conf.read_text() + '\nPLUGINS = [name for name in PLUGINS if name != "docket_search"]\n'
    )
    built(project)
    output = project / "output"
    assert not (output / "search").exists() and index_of(output) == {}
    for page in output.rglob("*.html"):
        text = page.read_text()
        assert (
            'class="search-box"' not in text and "data-pagefind" not in text.partition("<main")[0]
        )
        assert "css/search.css" not in text and "js/search" not in text
    assert policy(search=False) in (output / "_headers").read_text()
    assert "wasm" not in (output / "_headers").read_text()


def test_with_the_plugin_the_policy_allows_web_assembly_and_nothing_else_more(site):
    assert policy(search=True) in (site / "_headers").read_text()
    assert policy(search=True).replace(" 'wasm-unsafe-eval'", "") == policy(search=False)


def test_where_pagefind_is_missing_the_build_says_what_to_do(project):
    (project / "pagefind_bin.py").write_text("raise ImportError('no such module')\n")
    done = docket(project, "build", PYTHONPATH=f"{project}{os.pathsep}{PROJECT / 'plugins'}")
    assert done.returncode == 2
    assert "docket_search needs pagefind-bin" in done.stderr
    assert not (project / "output").exists()
