"""What lies where a lock or the cache would be and was made by no run stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pelican_run import docket
from projects import make_site_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was never built."""
    return make_site_project(tmp_path / "project")


def refused(project: Path, *arguments: str, words: str) -> None:
    """Run a command that has to end with exit code 2 and these words."""
    done = docket(project, *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not (project / "output").exists()


def test_a_lock_file_of_somebody_else_stays(project):
    mine = project / "requirements.lock"
    mine.write_text("mine\n")
    refused(project, "build", "--output", "requirements", words="was not made by a build")
    assert mine.read_text() == "mine\n"


@pytest.mark.parametrize("sort", ["link", "hard link", "pipe", "folder"])
def test_a_link_or_pipe_in_the_place_of_a_lock_is_not_written_to(project, sort):
    lock, mine = project / "output.lock", project / "precious.txt"
    mine.write_text("mine\n")
    make = {"link": os.symlink, "hard link": os.link}
    if sort in make:
        make[sort](mine, lock)
    elif sort == "pipe":
        os.mkfifo(lock)
    else:
        lock.mkdir()
    refused(project, "build", words="was not made by a build")
    assert mine.read_text() == "mine\n" and os.path.lexists(lock)


def with_cache(project: Path, folder: str) -> None:
    """Name a folder as cache in the settings file."""
    conf = project / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\nDOCKET_CACHE = {folder!r}\n")


@pytest.mark.parametrize("folder", [".", "..", "content", "data", "output", "mine"])
def test_a_folder_with_files_of_somebody_else_is_no_cache(project, folder):
    mine = [project / name for name in (".gitignore", "lock", "now", "mine/.gitignore", "mine/a")]
    mine.append(project / "content" / ".gitignore")
    (project / "mine").mkdir()
    for file in mine:
        file.write_text("mine\n")
    before = sorted(project.parent.rglob("*"))
    with_cache(project, folder)
    refused(project, "build", words="DOCKET_CACHE")
    assert {file.read_text() for file in mine} == {"mine\n"}
    assert sorted(project.parent.rglob("*")) == before


def test_a_check_takes_no_folder_of_somebody_else_as_cache(project):
    mine = project / ".docket-cache" / "now.txt"
    mine.parent.mkdir()
    mine.write_text("mine\n")
    refused(project, "check", words="choose another folder")
    assert [*mine.parent.iterdir()] == [mine]


@pytest.mark.parametrize("name", ["now", ".gitignore", "store.sqlite"])
def test_a_link_in_the_cache_is_not_written_through(project, name):
    mine, cache = project / "precious", project / ".docket-cache"
    mine.write_bytes(b"")
    cache.mkdir()
    (cache / name).symlink_to(mine)
    stamp = mine.stat().st_mtime_ns
    assert docket(project, "check").returncode == 0
    assert (mine.read_bytes(), mine.stat().st_mtime_ns) == (b"", stamp)


@pytest.mark.parametrize("ignored", ["*\n", ""], ids=["earlier version", "killed"])
def test_a_cache_that_a_run_made_is_used_again(project, ignored):
    docket(project, "check")
    cache = project / ".docket-cache"
    (cache / ".gitignore").write_text(ignored)
    (cache / "lock").write_text("12\n/usr/bin/docket check\n")
    done = docket(project, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in cache.iterdir()) == [".gitignore", "now", "store.sqlite"]
