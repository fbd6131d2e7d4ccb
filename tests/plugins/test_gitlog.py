"""The second clock: when a record was written down comes from git alone, and from nowhere where git
does not know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docket.model.recorded import Recorded
from docket_records.gitlog import read_ledger
from pelican_run import pelican
from projects import make_site_project
from repositories import git


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "A change", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two records handed in on two days, the first changed and moved later; each day is the next
    one in UTC."""
    folder = tmp_path / "project"
    (folder / "data" / "ca").mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "data" / "ca" / "first.yaml").write_text("one")
    commit(folder, "2026-01-05")
    (folder / "data" / "ca" / "first.yaml").write_text("two")
    (folder / "data" / "ca" / "niño.yaml").write_text("one")
    commit(folder, "2026-01-07")
    (folder / "data" / "us").mkdir()
    git(folder, "mv", "data/ca/first.yaml", "data/us/first.yaml")
    commit(folder, "2026-01-09")
    return folder


def days(recorded: Recorded) -> tuple[str, str, int]:
    return (recorded.first.isoformat(), recorded.last.isoformat(), recorded.changes)


def test_a_record_has_the_days_of_its_first_and_last_commit_in_utc_wherever_it_was_moved(
    repository,
):
    assert {
        name: days(recorded) for name, recorded in read_ledger(repository / "data").items()
    } == {
        "first": ("2026-01-06", "2026-01-10", 3),
        "niño": ("2026-01-08", "2026-01-08", 1),
    }


def test_what_is_not_handed_in_is_not_in_it(repository):
    (repository / "data" / "ca" / "new.yaml").write_text("one")
    assert "new" not in read_ledger(repository / "data")


def test_a_shallow_copy_does_not_pass_its_oldest_commit_off_as_the_beginning(repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "copy")
    assert read_ledger(tmp_path / "copy" / "data") == {}


def test_without_git_nothing_is_invented(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "first.yaml").write_text("one")
    assert read_ledger(tmp_path / "data") == {}


def test_pages_and_json_show_both_clocks(tmp_path):
    project = make_site_project(tmp_path / "project")
    git(project, "init", "-q")
    commit(project, "2026-01-05")
    assert pelican(project).returncode == 0
    published = json.loads(
        (project / "output" / "api" / "v1" / "events" / "park-operation.json").read_text()
    )
    assert published["recorded"] == {"first": "2026-01-06", "last": "2026-01-06", "changes": 1}
    assert published["date"]["edtf"] == "2025-07-07"
    page = (project / "output" / "events" / "park-operation" / "index.html").read_text()
    assert 'On this site since <time datetime="2026-01-06">6 January 2026</time>' in page
    assert '"dateModified":"2026-01-06"' in page
