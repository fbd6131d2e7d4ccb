"""What each commit changed, read from real repositories."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest

from builders import kinds
from docket.build.store import Store
from docket.model.commits import GitHistory
from docket.views.record_history import record_history
from docket_records.gitlog import read_history
from pelican_run import pelican
from projects import make_site_project
from repositories import Repository, git, make_committed_project

DIRECTIVE = """id: rule
title: The rule
place: test-city
instrument: ordinance
stance: limits-cooperation
issuer: {name: Pat Doe, office: Mayor}
summary: What it says.
steps:
  - date: 2025-07-01
    step: adopted
    sources: [report]
topics: [city-property]
sources:
  - {id: report, url: "https://news.test/a", title: A, publisher: T, type: news, seen: 2025-10-20}
"""
PLANNED = """  - date: 2026-03-01
    step: effective
    planned: true
    sources: [report]
topics:"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository in which one record was committed."""
    found = Repository(tmp_path / "project")
    found.commit("2026-01-05", rule=DIRECTIVE)
    return found


def test_a_new_record_is_added_on_the_authors_day_in_utc(repository):
    (commit,) = repository.history().changes
    assert commit.day.isoformat() == "2026-01-06"
    assert [(one.record, one.what, one.title) for one in commit.records] == [
        ("rule", "added", "The rule")
    ]


def test_a_change_names_properties_new_steps_and_the_status_before_and_after(repository):
    signed = "  - {date: 2025-08-01, step: effective, sources: [report]}\ntopics:"
    text = DIRECTIVE.replace("topics:", signed).replace("What it says.", "What it says now.")
    repository.commit("2026-01-07", rule=text)
    (change,) = repository.last()
    assert change.what == "changed"
    assert change.fields == ("steps", "summary")
    assert change.added == (("effective", "2025-08-01"),)
    assert (change.before, change.after) == ("adopted", "in-force")


def test_a_step_with_another_date_is_corrected_and_not_new(repository):
    repository.commit("2026-01-07", rule=DIRECTIVE.replace("2025-07-01", "2025-07-02"))
    (change,) = repository.last()
    assert (change.added, change.removed) == ((), ())
    assert change.corrected == (("adopted", "2025-07-02"),)


def test_a_record_that_is_withdrawn_and_one_that_is_deleted_are_told_apart(repository):
    gone = DIRECTIVE + "withdrawn: {date: 2026-01-07, reason: It was a proposal.}\n"
    repository.commit("2026-01-07", rule=gone, other=DIRECTIVE.replace("id: rule", "id: other"))
    assert [(one.record, one.what) for one in repository.last()] == [
        ("other", "added"),
        ("rule", "withdrawn"),
    ]
    assert repository.last()[1].reason == "It was a proposal."
    repository.commit("2026-01-08", other=None)
    assert [(one.record, one.what) for one in repository.last()] == [("other", "deleted")]


def test_comments_and_another_way_of_writing_are_no_change(repository):
    repository.commit("2026-01-07", rule="# A comment.\n" + DIRECTIVE.replace("T,", '"T",'))
    assert repository.last() == ()


def test_a_property_that_a_migration_renames_is_no_change(repository):
    old = DIRECTIVE.replace("  - date: 2025", "  - on: 2025")
    repository.commit("2026-01-07", rule=old)
    assert repository.last() == ()
    repository.commit("2026-01-08", rule=DIRECTIVE)
    assert repository.last() == ()


def test_a_record_that_moves_to_another_folder_is_neither_new_nor_gone(repository):
    (repository.data / "directives" / "ca").mkdir()
    git(repository.folder, "mv", "data/directives/rule.yaml", "data/directives/ca/rule.yaml")
    repository.commit("2026-01-07")
    assert repository.last() == ()


def test_a_merge_counts_as_one_commit_of_the_main_line(repository):
    git(repository.folder, "checkout", "-qb", "side")
    repository.commit("2026-01-07", rule=DIRECTIVE.replace("The rule", "A rule"))
    repository.commit("2026-01-08", rule=DIRECTIVE.replace("The rule", "Our rule"))
    git(repository.folder, "checkout", "-q", "main")
    git(repository.folder, "merge", "-q", "--no-ff", "-m", "Merge", "side", day="2026-01-09")
    _, second = repository.history().changes
    assert second.day.isoformat() == "2026-01-10"
    assert [(one.fields, one.title) for one in second.records] == [(("title",), "Our rule")]


def test_a_day_that_is_planned_no_more_is_remembered(repository):
    repository.commit("2026-01-07", rule=DIRECTIVE.replace("topics:", PLANNED))
    repository.commit("2026-01-08", rule=DIRECTIVE)
    (day,) = repository.history().dropped("rule")
    assert (day.key, day.date) == ("effective", "2026-03-01")


def test_a_file_with_an_odd_name_is_never_taken_for_a_commit(repository):
    name = "\x01" + "0" * 40 + " 1"
    repository.commit("2026-01-07", **{name: DIRECTIVE, "other\nname": DIRECTIVE})
    assert len(repository.history().changes) == 2


def test_a_version_that_cannot_be_read_stops_nothing(repository):
    repository.commit("2026-01-07", rule="steps: [1, {date: 3}]\n")
    repository.commit("2026-01-08", rule="a: [")
    repository.commit("2026-01-09", rule=DIRECTIVE)
    assert len(repository.history().changes) == 4


def test_a_shallow_clone_and_a_folder_without_git_know_nothing(repository, tmp_path):
    repository.commit("2026-01-07", rule=DIRECTIVE.replace("The rule", "A rule"))
    git(tmp_path, "clone", "-q", "--depth", "1", repository.folder.as_uri(), "copy")
    (tmp_path / "plain" / "data").mkdir(parents=True)
    for data in (tmp_path / "copy" / "data", tmp_path / "plain" / "data"):
        assert read_history(data) is None
    assert not record_history(None, kinds()).known


def test_contents_are_read_only_for_commits_that_no_build_has_seen(repository, tmp_path):
    store = Store(tmp_path / "store")
    before = repository.history(store)
    repository.commit("2026-01-07", rule=DIRECTIVE.replace("The rule", "A rule"))
    found = read_history(repository.data)
    assert found
    asked = []

    def contents(names):
        asked.append(len(names))
        return found.contents(names)

    for _ in range(2):
        after = record_history(GitHistory(found.commits, contents), kinds(), store, b"key")
    assert asked == [2]
    assert after.changes[0] == before.changes[0]
    assert after == repository.history()


def test_pages_feed_and_json_list_what_changed(tmp_path):
    project = make_committed_project(tmp_path / "project")
    assert pelican(project.folder).returncode == 0
    output = project.folder / "output"
    page = (output / "changes" / "index.html").read_text()
    assert page.index("19 January 2026 to 25 January 2026") < page.index("5 January 2026 to 11")
    assert "changed: title" in page
    assert "What changed lately" in (output / "index.html").read_text()
    published = json.loads((output / "api/v1/changes.json").read_text())
    assert published["known"] is True
    first = published["changes"][0]
    assert (first["date"], first["change"], first["fields"]) == ("2026-01-21", "changed", ["title"])
    assert first["record"]["url"] == "https://civic-docket.example/events/park-operation/"
    feed = feedparser.parse((output / "api/v1/feeds/changes.atom").read_bytes())
    assert not feed.bozo
    assert feed.entries[0].title.startswith("Corrected: The ")
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_site_without_a_history_says_so(tmp_path):
    project = make_site_project(tmp_path / "project")
    assert pelican(project).returncode == 0
    output = project / "output"
    assert "so what changed is not known" in (output / "changes" / "index.html").read_text()
    assert json.loads((output / "api/v1/changes.json").read_text())["known"] is False
    assert "What changed lately" not in (output / "index.html").read_text()
