"""docket build and docket serve: the real Pelican on a small project."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from docket.cli.build import Run
from docket.cli.project import Project
from pelican_run import DOCKET, environment
from projects import PROJECT, make_site_project

FOLDERS = ("data", "schema", "theme/basemap", "output")


@pytest.fixture
def project(tmp_path):
    return make_site_project(tmp_path / "project")


def docket(*arguments: str, cwd: Path, **more):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins")}
    command = [sys.executable, "-c", "from docket.cli import main; main()", *arguments]
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,
    )


def build(cwd: Path):
    child = docket("build", cwd=cwd)
    printed = child.communicate()[0]
    return child.returncode, printed


def test_it_builds_the_site_and_says_where_it_is(project):
    code, printed = build(project)
    assert code == 0, printed
    assert "The site is in output." in printed
    assert (project / "output" / "index.html").is_file()
    assert not (project / "output.building").exists()


def test_a_bad_record_exits_1_with_our_report_and_without_a_traceback(project):
    assert build(project)[0] == 0
    before = (project / "output" / "SHA256SUMS").read_bytes()
    (project / "data" / "events" / "bad.yaml").write_text("id: bad\ntitle: [\n")
    code, printed = build(project)
    assert code == 1
    assert re.search(r"^data/events/bad\.yaml:\d+:\d+: error\[yaml/syntax\]", printed, re.MULTILINE)
    assert "Traceback" not in printed
    assert (project / "output" / "SHA256SUMS").read_bytes() == before


def test_a_missing_settings_file_exits_2(tmp_path):
    code, printed = build(tmp_path)
    assert code == 2
    assert "settings" in printed


def test_serve_shows_a_change_without_being_asked(project):
    child = docket("serve", "--port", "0", cwd=project)
    try:
        address = next(line.split()[2] for line in child.stdout if line.startswith("Look at"))
        page = address + "directives/executive-directive-12/"
        assert "A changed title" not in urllib.request.urlopen(page).read().decode()
        time.sleep(0.5)  # the watcher has to have begun
        file = project / "data" / "directives" / "executive-directive-12.yaml"
        file.write_text(file.read_text().replace("Executive Directive No. 12", "A changed title"))
        assert next(line for line in child.stdout if line.startswith("The site is in"))
        answer = urllib.request.urlopen(page)
        assert "A changed title" in answer.read().decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    finally:
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=20) == 0


def test_serve_shows_an_edited_record_and_then_all_that_follows_from_it(project):
    child = docket("serve", "--port", "0", cwd=project)
    try:
        assert next(line for line in child.stdout if line.startswith("Look at"))
        time.sleep(0.5)  # the watcher has to have begun
        file = project / "data" / "places" / "test-city.yaml"
        file.write_text(file.read_text().replace("Test City", "Another City"))
        assert next(line for line in child.stdout if line.startswith("The site is in"))
        for page in (
            "places/test-city/index.html",
            "directives/executive-directive-12/index.html",
            "directives/index.html",
            "api/v1/records.json",
        ):
            assert "Another City" in (project / "output" / page).read_text()
        assert [path.name for path in (project / "output").rglob(".*")] == [".docket-output"]
    finally:
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=20) == 0


def test_a_process_that_repeats_builds_as_often_as_asked_and_shows_what_changed(project):
    run = Run(Project(project, *(project / name for name in FOLDERS)), repeats=True)
    for title in ("One", "Two"):
        file = project / "data" / "places" / "test-city.yaml"
        changed = re.sub(r"(?m)^title: .*", f"title: {title}", file.read_text())
        assert changed != file.read_text()
        file.write_text(changed)
        assert run.build() == 0
        assert title in (project / "output" / "places" / "test-city" / "index.html").read_text()
    (project / "data" / "events" / "bad.yaml").write_text("id: [")
    assert run.build() == 1
    (project / "data" / "events" / "bad.yaml").unlink()
    assert run.build() == 0
    assert not run.ended
    run.close()
    assert run.ended


def test_a_process_that_repeats_and_was_ended_has_ended(project):
    run = Run(Project(project, *(project / name for name in FOLDERS)), repeats=True)
    run._child.kill()
    run._child.wait()
    assert run.ended


def test_on_a_terminal_a_report_stands_on_lines_of_its_own_beside_the_bar(project):
    """What a terminal shows is read from its other end, without the codes that move the cursor."""
    (project / "data" / "events" / "bad.yaml").write_text("id: [")
    ours, theirs = os.openpty()
    command, on = [*DOCKET, "build"], environment(TERM="xterm")
    child = subprocess.Popen(command, cwd=project, env=on, stderr=theirs, stdout=theirs)
    os.close(theirs)
    printed = b""
    with suppress(OSError):  # a terminal is at its end when nobody has it open any more
        while part := os.read(ours, 65_536):
            printed += part
    os.close(ours)
    assert child.wait() == 1
    lines = re.split("[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", printed.decode()))
    assert any(line.startswith("Reading records") for line in lines)
    assert any(line.startswith("data/events/bad.yaml:1:") for line in lines), lines
    assert "1 | id: [" in lines and "docket: the site was not built" in lines
