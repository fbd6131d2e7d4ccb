"""The store is optional: where it cannot be written to, a run takes longer and gives the same."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from docket.build.store import FILE
from edits import CACHE, DIRECTIVE, put
from pelican_run import contents, docket
from projects import make_site_project

LIMITED = (
    "import os, resource, signal, sys\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)
"""A program that runs another one, which can write no file of more than 1 kB: a full disk."""
NO_FRAGMENTS = """
import shutil
from pelican import signals


def remove_cache(generators):
    shutil.rmtree({cache!r}, ignore_errors=True)


def register():
    signals.all_generators_finalized.connect(remove_cache)
"""
"""A plugin that removes the cache in the middle of a build."""
WARNING = "docket: warning: "


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_site_project(tmp_path_factory.mktemp("full") / "project")
    assert docket(project, "build").returncode == 0
    return project


@pytest.fixture
def project(built: Path) -> Path:
    """The project without a cache and an output."""
    for folder in (CACHE, "output"):
        shutil.rmtree(built / folder, ignore_errors=True)
    return built


@pytest.fixture(scope="module")
def wanted(built: Path) -> dict[str, bytes]:
    return dict(contents(built / "output"))


def test_a_check_on_a_full_disk_gives_the_same(wanted, project):
    done = docket(project, "check", prefix=(sys.executable, "-c", LIMITED))
    assert done.returncode == 0, done.stderr
    assert "records, no problems" in done.stdout
    assert WARNING in done.stderr and "the next run takes longer" in done.stderr
    assert "Traceback" not in done.stderr
    (project / "data" / "events" / "bad.yaml").write_text("id: [")
    bad = docket(project, "check", prefix=(sys.executable, "-c", LIMITED))
    (project / "data" / "events" / "bad.yaml").unlink()
    assert bad.returncode == 1 and "1 problem in 1 file" in bad.stdout


def test_a_build_that_cannot_write_the_store_gives_the_same(wanted, project):
    """A link in the place of the store is not written through."""
    (project / CACHE).mkdir()
    (project / CACHE / FILE).symlink_to("/dev/full")
    done = docket(project, "build")
    assert done.returncode == 0, done.stderr
    assert WARNING in done.stderr and "the next run takes longer" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "output") == wanted


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_build_whose_store_vanishes_gives_the_same(wanted, project, jobs):
    (project / "extra.py").write_text(NO_FRAGMENTS.format(cache=str(project / CACHE)))
    conf = project / "pelicanconf.py"
    kept = conf.read_text()
    conf.write_text(f"{kept}\nPLUGINS = [*PLUGINS, 'extra']\nPLUGIN_PATHS = [*PLUGIN_PATHS, '.']\n")
    done = docket(project, "build", "--jobs", jobs)
    conf.write_text(kept)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "output") == wanted


def test_a_folder_that_cannot_be_a_cache_is_none(wanted, project):
    (project / CACHE).write_text("a file")
    for command in ("check", "build"):
        done = docket(project, command)
        assert done.returncode == 0 and WARNING in done.stderr, done.stderr
    (project / CACHE).unlink()
    assert contents(project / "output") == wanted


def test_an_edit_after_the_store_could_not_be_written_is_seen(project):
    assert docket(project, "build").returncode == 0
    kept = (project / CACHE / FILE).read_bytes()
    for title in ("Once", "Twice"):
        (project / CACHE / FILE).unlink()
        (project / CACHE / FILE).symlink_to("/dev/full")
        put(DIRECTIVE, title=title)(project, 0)
        assert WARNING in docket(project, "build").stderr
        assert title in (project / "output" / DIRECTIVE / "index.html").read_text()
    (project / CACHE / FILE).unlink()
    (project / CACHE / FILE).write_bytes(kept)
    put(DIRECTIVE, title="Executive Directive No. 12")(project, 0)
    assert docket(project, "build").returncode == 0
    assert "Twice" not in (project / "output" / DIRECTIVE / "index.html").read_text()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_store_that_another_program_holds_is_not_waited_for_long(wanted, project, command):
    assert docket(project, "check").returncode == 0
    with closing(sqlite3.connect(project / CACHE / FILE)) as held:
        held.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        done = docket(project, command)
        taken = time.monotonic() - begun
    assert done.returncode == 0 and WARNING in done.stderr, done.stderr
    assert "database is locked" in done.stderr
    assert taken < 25
