"""docket migrate: older records are rewritten, whole or not at all."""

from __future__ import annotations

import os
import subprocess

import pytest
from click.testing import CliRunner

from docket.cli import main
from docket.source.migrations import NEWEST
from projects import make_project

OLD = b"# a comment\nid: old\nsteps:\r\n  - on: 2025-07-11\r\n    step: signed"
NEW = OLD.replace(b"- on:", b"- date:")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the miniature's records, one of which is old."""
    folder = make_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    record(folder).write_bytes(OLD)
    record(folder).chmod(0o640)
    return folder


def record(project):
    return project / "data" / "directives" / "old.yaml"


def number(project):
    file = project / "data" / ".version"
    return file.read_text() if file.exists() else None


def files(project):
    found = (path for path in (project / "data").rglob("*") if path.is_file())
    return {path: (path.read_bytes(), path.stat().st_ino) for path in found}


def run(*arguments):
    return CliRunner().invoke(main, ["migrate", *arguments])


def test_old_records_are_rewritten_and_the_number_is_kept(project):
    before = files(project)
    done = run()
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == "data/directives/old.yaml"
    assert f"was at migration 0 and is now at {NEWEST}" in done.output
    assert record(project).read_bytes() == NEW
    assert record(project).stat().st_mode & 0o777 == 0o640
    assert number(project) == f"{NEWEST}\n"
    changed = {path for path, found in files(project).items() if before.get(path) != found}
    assert changed == {record(project), project / "data" / ".version"}


def test_a_second_run_changes_nothing(project):
    run()
    before = files(project)
    done = run()
    assert (done.exit_code, "already" in done.output) == (0, True)
    assert files(project) == before


def test_older_records_that_came_later_are_rewritten_on_demand(project):
    run()
    record(project).write_bytes(OLD)
    assert "--from 0" in run().output
    assert record(project).read_bytes() == OLD
    assert run("--from", "0").exit_code == 0
    assert record(project).read_bytes() == NEW


def test_a_dry_run_shows_what_would_change_and_writes_nothing(project):
    before = files(project)
    done = run("--dry-run")
    assert files(project) == before
    (project / "shown.patch").write_bytes(done.stdout_bytes)
    subprocess.run(["git", "apply", "shown.patch"], check=True)
    assert record(project).read_bytes() == NEW


def test_nothing_is_changed_where_a_file_cannot_be_read(project):
    (project / "data" / "events" / "broken.yaml").write_text("id: broken\ntitle: a\ntitle: b\n")
    (project / "data" / "events" / "link.yaml").symlink_to(record(project))
    before = files(project)
    done = run()
    assert done.exit_code == 2
    assert "nothing was changed, since not every record can be read" in done.output
    assert "data/events/broken.yaml:3:1: error[yaml/duplicate-key]" in done.output
    assert "data/events/link.yaml" in done.output
    assert files(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_nothing_is_changed_where_a_file_may_not_be_read(project):
    record(project).chmod(0)
    done = run()
    assert (done.exit_code, "cannot be read" in done.output) == (2, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one\n", "no number"),
        ("-1\n", "no number"),
        ("", "no number"),
        (f"{NEWEST + 1}\n", "this docket knows"),
    ],
)
def test_a_number_that_is_none_or_unknown_is_refused(project, text, words):
    (project / "data" / ".version").write_text(text)
    done = run()
    assert (done.exit_code, words in done.output) == (2, True)
    assert record(project).read_bytes() == OLD


def test_a_record_that_cannot_be_replaced_stays_whole(project):
    (project / "data" / "directives" / ".old.yaml.new").mkdir()
    done = run()
    assert (done.exit_code, "old.yaml: cannot be written" in done.output) == (2, True)
    assert record(project).read_bytes() == OLD
    assert number(project) is None
