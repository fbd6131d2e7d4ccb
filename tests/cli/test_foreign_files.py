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
