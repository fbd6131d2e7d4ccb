"""The output folder, as a user meets it: nothing that no build made is destroyed, and everything
that no build made is gone from the site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders import directive
from edits import CACHE, DIRECTIVE, anew, built, differing, put
from pelican_run import contents, environment, pelican
from projects import make_site_project

MARKER = ".docket-output"
WITHOUT_POWERS = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""A program that runs Python with other arguments, without the power of root to write into any
folder (prctl PR_CAPBSET_DROP, CAP_DAC_OVERRIDE); it changes nothing for anybody else."""


def docket(project: Path, *arguments: str, home: Path | None = None):
    """Run the command in the folder of a project, and return the finished process."""
    command = [sys.executable, "-c", WITHOUT_POWERS, "-c", "from docket.cli import main; main()"]
    more = {"HOME": str(home)} if home else {}
    return subprocess.run(
        [*command, *arguments],
        cwd=project,
        env=environment(**more),
        capture_output=True,
        text=True,
    )


def everything(folder: Path) -> dict[str, object]:
    """Return all that lies below a folder, links and empty folders too, without the caches."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if CACHE not in name and "__pycache__" not in name:
            found[name] = path.is_file() and path.read_bytes()
            if path.is_symlink():
                found[name] = path.readlink()
    return found


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Path:
    """A project that no build in this module may change."""
    project = make_site_project(tmp_path_factory.mktemp("folders") / "project")
    (project / "mine").mkdir()
    (project / "mine" / "thesis.txt").write_text("x")
    (project / "note").write_text("x")
    (project / "linked").symlink_to("data")
    (project / "circle").symlink_to("circle")
    (project / "closed").mkdir(mode=0o555)
    for name, target in (("at-work", "linked"), ("other", "mine"), ("nothing", "gone/gone")):
        (project / f"{name}.building").symlink_to(target)
    return project


INPUTS = ("data", "schema", "content", "data/events", "data/new", "theme/site", "linked")
REFUSED = {
    "mine": "holds other files",
    **dict.fromkeys(INPUTS, "is read from it"),
    **dict.fromkeys((".", "..", "/", ""), "folder of the project"),
    "note": "is a file",
    "circle": "go in a circle",
    **dict.fromkeys(("closed/site", "note/site"), "must be writable"),
    **dict.fromkeys(("at-work", "other", "nothing"), "was not made by one"),
}


@pytest.mark.parametrize("output", REFUSED)
def test_a_folder_that_is_not_the_site_s_is_refused_and_nothing_is_changed(untouched, output):
    before = everything(untouched.parent)
    done = docket(untouched, "build", "--output", output)
    assert done.returncode == 2, done.stdout + done.stderr
    assert REFUSED[output] in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert everything(untouched.parent) == before


def test_the_home_folder_is_refused(untouched, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    for output in (home, tmp_path):
        done = docket(untouched, "build", "--output", str(output), home=home)
        assert (done.returncode, "your home folder" in done.stderr) == (2, True), done.stderr
    assert sorted(tmp_path.rglob("*")) == [home]


def test_plain_pelican_refuses_too(untouched):
    before = everything(untouched)
    outputs = ("-o", "data"), ("-o", "mine"), ("-o", "note"), ("-e", 'OUTPUT_PATH="content"')
    for arguments in outputs:
        done = pelican(untouched, *arguments)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "docket: " in done.stderr
    assert everything(untouched) == before


def test_a_site_of_an_earlier_version_stays_until_somebody_deletes_it(project):
    built(project)
    (project / "output" / MARKER).unlink()
    before = everything(project)
    done = docket(project, "build")
    assert done.returncode == 2
    assert "looks like the site of an earlier version" in done.stderr
    assert everything(project) == before
    shutil.rmtree(project / "output")
    assert docket(project, "build").returncode == 0
    assert differing(project) == []


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "nothing yet"])
def test_a_link_stays_and_the_folder_it_leads_to_is_built(project, tmp_path, there):
    www = tmp_path / "www"
    if there:
        www.mkdir()
    (project / "output").symlink_to(www)
    for title in ("One", "Two"):
        put(DIRECTIVE, title=title)(project, 0)
        assert docket(project, "build").returncode == 0
        assert (project / "output").readlink() == www
        assert differing(project) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "www"]
    assert not (project / "output.building").exists()


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_what_no_build_made_is_reported_and_removed(project, warm):
    built(project)
    before = contents(project / "output")
    (project / "output" / "CNAME").write_text("example.org")
    (project / "output" / "empty" / "folder").mkdir(parents=True)
    if not warm:
        shutil.rmtree(project / CACHE)
    done = docket(project, "build")
    assert done.returncode == 0
    assert "output/CNAME was made by no build and is removed" in done.stderr
    assert "extra/" in done.stderr
    assert contents(project / "output") == before
    assert not (project / "output" / "empty").exists()
    again = docket(project, "build")
    assert again.stderr == ""


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_a_restored_backup_brings_no_removed_record_back(project, warm):
    """An older output, put back with its times, as from a backup or the cache of a CI."""
    extra = project / "data" / "directives" / "extra.yaml"
    extra.write_text(json.dumps(directive("extra")))
    built(project)
    shutil.copytree(project / "output", project / "backup", copy_function=shutil.copy2)
    extra.unlink()
    put(DIRECTIVE, title="Other title")(project, 0)
    built(project)
    shutil.rmtree(project / "output")
    (project / "backup").rename(project / "output")
    assert (project / "output" / "directives" / "extra" / "index.html").exists()
    if not warm:
        shutil.rmtree(project / CACHE)
    done = docket(project, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert differing(project) == []
    assert not (project / "output" / "directives" / "extra").exists()


def test_a_full_build_and_a_small_one_leave_the_same_tree(project):
    built(project)
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    built(project)
    assert contents(project / "output") == anew(project)
    assert (project / "output" / MARKER).is_file()
    assert sorted(path.name for path in project.iterdir() if "output" in path.name) == ["output"]


def test_without_the_release_plugin_no_file_of_an_earlier_build_passes_for_a_new_one(project):
    conf = project / "pelicanconf.py"
    conf.write_text(conf.read_text() + "\nPLUGINS.remove('docket_release')\n")
    built(project)
    before = contents(project / "output")
    put(DIRECTIVE, title="Another title")(project, 1)
    done = pelican(project)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "the output already has a file or folder in this place" in done.stderr
    assert "add docket_release to PLUGINS" in done.stderr
    assert contents(project / "output") == before
    shutil.rmtree(project / "output")
    built(project)
    page = project / "output" / "directives" / "executive-directive-12" / "index.html"
    assert "Another title" in page.read_text()
