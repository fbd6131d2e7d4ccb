"""What lies where a lock or the cache would be and was made by no run stays as it is."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from builders import SCHEMAS
from pelican_run import docket
from projects import make_site_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was never built."""
    monkeypatch.chdir(tmp_path)  # the name of a socket has at most 108 characters
    monkeypatch.setenv("DOCKET_LOCK_WAIT", "5")
    return make_site_project(tmp_path / "project")


def paths_below(folder: Path) -> list[Path]:
    """Return every path below a folder but for what Python keeps of a settings file."""
    return sorted(path for path in folder.rglob("*") if "__pycache__" not in path.parts)


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
    before = paths_below(project.parent)
    with_cache(project, folder)
    refused(project, "build", words="DOCKET_CACHE")
    assert {file.read_text() for file in mine} == {"mine\n"}
    assert paths_below(project.parent) == before


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    "folder", ["data", "data/zz", "content/sub", "theme/static/c", "extra/x", "output", "output/x"]
)
def test_a_folder_that_a_build_reads_or_makes_holds_no_cache(project, command, folder):
    with_cache(project, folder)
    before = paths_below(project)
    refused(project, command, words="DOCKET_CACHE")
    assert paths_below(project) == before


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


@pytest.mark.parametrize("sort", ["pipe", "socket", "device"])
@pytest.mark.parametrize("name", ["x.schema.json", "approved-exceptions.yaml"])
def test_a_pipe_or_device_in_the_schema_folder_is_reported(project, name, sort):
    (project / "schema").unlink()
    shutil.copytree(SCHEMAS, project / "schema")
    (project / "schema" / name).unlink(missing_ok=True)
    special(project / "schema" / name, sort)
    refused(project, "check", words=f"{name}: cannot be read")


@pytest.mark.parametrize(
    ("sort", "words"),
    [("pipe", "a device, pipe or socket"), ("socket", "pipe or socket"), ("device", "is a link")],
)
def test_a_pipe_or_device_among_the_prose_is_reported(project, sort, words):
    special(project / "content" / "pages" / "x.md", sort)
    refused(project, "build", words=words)


def special(path: Path, sort: str) -> None:
    """Make what is no plain file: a pipe, a socket, or a link to a device without an end."""
    if sort == "pipe":
        os.mkfifo(path)
    elif sort == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(os.path.relpath(path))


@pytest.mark.parametrize("part", [0, 0.5])
def test_a_cache_whose_files_are_all_cut_short_is_still_ours(project, part):
    assert docket(project, "build").returncode == 0
    for file in (project / ".docket-cache").iterdir():
        os.truncate(file, int(file.stat().st_size * part))
    for _ in range(2):
        done = docket(project, "build")
        assert done.returncode == 0, done.stderr
