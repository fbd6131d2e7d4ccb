"""Pelican's own --autoreload and --listen, in which one process has two instances of Pelican."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from edits import DIRECTIVE, EVENT, anew, put
from pelican_run import contents, docket, environment
from projects import make_site_project

LONG = 120
PAGE = f"{DIRECTIVE}/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_site_project(tmp_path / "project")


@contextmanager
def pelican_on(project: Path, *options: str) -> Iterator[Path]:
    """Run Pelican until the end of the block, and give the file with what it prints."""
    printed = project / "printed"
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"]
    with printed.open("wb") as file:
        child = subprocess.Popen(
            [*command, *options],
            cwd=project,
            env=environment(),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        yield printed
        assert child.poll() is None, printed.read_text()
        child.send_signal(signal.SIGINT)
        child.wait(LONG)
    finally:
        child.kill()
        child.wait()


def until(holds: Callable[[], bool], printed: Path, again: Callable[[], object] = object) -> None:
    """Wait until a condition holds, doing `again` every second: Pelican may not have begun yet to
    watch the files."""
    end = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < end, printed.read_text()
        again()
        time.sleep(1)


def shows(file: Path, text: str) -> bool:
    return file.is_file() and text in file.read_text()


def test_autoreload_builds_again_when_a_record_changes(project):
    output = project / "output"
    with pelican_on(project, "--autoreload") as printed:
        until(lambda: shows(output / "SHA256SUMS", "index.html"), printed)
        for title in ("Changed once", "Changed twice"):
            edit = put(DIRECTIVE, title=title)
            shown, again = partial(shows, output / PAGE, title), partial(edit, project, 0)
            until(shown, printed, again)
        assert docket(project, "check").returncode == 0  # it holds no lock while it waits
        until(lambda: not list(project.glob("output.*")), printed)
        built = contents(output)
    assert built == anew(project)


def test_autoreload_goes_on_after_a_problem(project):
    output, bad = project / "output", project / "data" / "events" / "bad.yaml"
    with pelican_on(project, "--autoreload") as printed:
        until(lambda: shows(output / "SHA256SUMS", "index.html"), printed)
        until(
            lambda: shows(printed, "data/events/bad.yaml:1:"),
            printed,
            lambda: bad.write_text("id: ["),
        )
        assert "Traceback" not in printed.read_text()
        bad.unlink()
        edit = put(EVENT, title="After the problem")
        page = output / f"{EVENT}/index.html"
        until(lambda: shows(page, "After the problem"), printed, lambda: edit(project, 0))


def test_listen_and_autoreload_serve_a_record_that_changes(project):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def served(text: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{PAGE}", timeout=LONG) as answer:
                return text in answer.read().decode()
        except OSError:
            return False

    with pelican_on(project, "--listen", "--autoreload", "--port", str(port)) as printed:
        until(lambda: served("Executive Directive No. 12"), printed)
        edit = put(DIRECTIVE, title="A changed title")
        until(lambda: served("A changed title"), printed, lambda: edit(project, 0))


def test_listen_alone_serves_what_is_there_and_holds_no_lock(project):
    assert docket(project, "build").returncode == 0
    before = contents(project / "output")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def served() -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/index.html", timeout=LONG
            ) as answer:
                return answer.read() == before["index.html"]
        except OSError:
            return False

    with pelican_on(project, "--listen", "--port", str(port)) as printed:
        until(served, printed)
        done = docket(project, "build", DOCKET_LOCK_WAIT="0")
        assert done.returncode == 0, done.stderr
    assert contents(project / "output") == before
