"""SIGTERM and Ctrl-C end a command with every process that it began, and leave the old site."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from docket.build.lock import locked
from docket.cli import main
from pelican_run import DOCKET, contents, docket, environment
from projects import make_site_project

LONG = 120
PAUSE = """
import os, time
import docket.site.build as build

drawn, parent = build.Build.drawn, os.getppid()


def paused(self, page):
    try:
        os.mkdir(DOCKET_PROJECT + "/begun")
        with open(DOCKET_PROJECT + "/pipe", "w") as pipe:
            pipe.write("begun")
    except FileExistsError:
        pass
    {wait}


build.Build.drawn = paused
DOCKET_CACHE = None
"""
"""Settings with which each worker waits at its first page."""
FOR_EVER = """while True:
        time.sleep(0.01)"""
FOR_THE_END_OF_THE_COMMAND = """while os.getppid() == parent:
        time.sleep(0.01)
    return drawn(self, page)"""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built once, for copies."""
    project = make_site_project(tmp_path_factory.mktemp("signals") / "project")
    assert docket(project, "build").returncode == 0
    return project


@pytest.fixture
def built(first: Path, tmp_path: Path) -> Path:
    """A project that was built."""
    folder = tmp_path / "project"
    shutil.copytree(first, folder, symlinks=True)
    conf = folder / "pelicanconf.py"
    conf.write_text(conf.read_text().replace(str(first), str(folder)))
    return folder


def begun(project: Path, wait: str, *arguments: str) -> subprocess.Popen[str]:
    """Return a command that has come to its first page. All its processes share its output."""
    os.mkfifo(project / "pipe")
    conf = project / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\n{PAUSE.format(wait=wait)}")
    child = subprocess.Popen(
        [*DOCKET, *arguments],
        cwd=project,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert (project / "pipe").read_text() == "begun"
    return child


@pytest.mark.parametrize(
    ("command", "number", "code"),
    [
        (["build", "--jobs", "3"], signal.SIGTERM, 143),
        (["build", "--jobs", "1"], signal.SIGHUP, 129),
        (["build", "--jobs", "3"], signal.SIGINT, 130),
        (["serve", "--port", "0"], signal.SIGTERM, 143),
        (["serve", "--port", "0"], signal.SIGINT, 130),
    ],
)
def test_a_signal_to_the_command_ends_every_process_and_leaves_the_site(
    built, command, number, code
):
    """The output of the command is at its end only when no process is left that has it."""
    before = contents(built / "output")
    child = begun(built, FOR_EVER, *command)
    child.send_signal(number)
    printed = child.communicate(timeout=LONG)[0]
    assert child.returncode == code, printed
    assert "Traceback" not in printed
    assert ("Stopped." in printed) == (number == signal.SIGINT)
    assert contents(built / "output") == before
    assert not (built / "output.lock").exists(), printed


def test_a_build_whose_command_was_killed_ends_and_leaves_the_site(built):
    before = contents(built / "output")
    child = begun(built, FOR_THE_END_OF_THE_COMMAND, "build", "--jobs", "1")
    child.kill()
    printed = child.communicate(timeout=LONG)[0]
    assert "the command that began this build has ended" in printed
    assert contents(built / "output") == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_signal_ends_what_waits_for_another_process(built, command, number, code):
    with locked(built / ".docket-cache" / "lock"):
        child = subprocess.Popen(
            [*DOCKET, command], cwd=built, env=environment(), text=True, stderr=subprocess.PIPE
        )
        assert f"waiting for process {os.getpid()}" in child.stderr.readline()
        child.send_signal(number)
        printed = child.communicate(timeout=LONG)[1]
    assert child.returncode == code
    assert printed.strip() in ("", "Stopped.", "Stopped. The site that was there stays as it was.")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_command_that_waits_too_long_for_another_process_gives_up(built, command):
    before = contents(built / "output")
    with locked(built / ".docket-cache" / "lock"):
        done = docket(built, command, DOCKET_LOCK_WAIT="0.2")
    assert done.returncode == 2
    assert f"is still held by process {os.getpid()} (" in done.stderr
    assert "DOCKET_LOCK_WAIT" in done.stderr and "Traceback" not in done.stderr
    assert contents(built / "output") == before


def test_two_builds_without_a_cache_come_one_after_the_other(built):
    conf = built / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\nDOCKET_CACHE = None\n")
    before = contents(built / "output")
    command = [*DOCKET, "build"]
    children = [
        subprocess.Popen(command, cwd=built, env=environment(), text=True, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    printed = [child.communicate(timeout=LONG)[1] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], printed
    assert contents(built / "output") == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_build_that_has_hardly_begun(built, tmp_path, number, code):
    """It comes while the process that runs Pelican imports it."""
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "pelican.py").write_text("import time\nprint('here', flush=True)\ntime.sleep(60)\n")
    path = f"{environment()['PYTHONPATH']}{os.pathsep}{slow}"
    child = subprocess.Popen(
        [*DOCKET, "build", "--debug"],
        cwd=built,
        env=environment(PYTHONPATH=path),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert child.stdout.readline() == "here\n"
    child.send_signal(number)
    printed = child.communicate(timeout=LONG)[0]
    assert child.returncode == code and "Traceback" not in printed, printed


def test_ctrl_c_while_a_command_is_imported_ends_it_like_any_other(monkeypatch):
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("docket.cli.import_module", interrupted)
    done = CliRunner().invoke(main, ["check"])
    assert (done.exit_code, "Stopped." in done.output) == (130, True), done.output


def test_a_server_that_waits_for_changes_is_ended_by_a_signal(built):
    child = subprocess.Popen(
        [*DOCKET, "serve", "--port", "0"],
        cwd=built,
        env=environment(PYTHONUNBUFFERED="1"),
        text=True,
        stdout=subprocess.PIPE,
    )
    while not child.stdout.readline().startswith("Look at"):
        assert child.poll() is None
    time.sleep(1)
    child.terminate()
    child.communicate(timeout=LONG)
    assert child.returncode == 143
