"""Bombs: a small file costs at most a second and 200 MB, tells nothing of other files, and is
refused.

Each bomb of `hostile` and `hostile_values` is checked in a process of its own with generous limits
of processor time and memory, so that a loaded machine makes no difference.
"""

from __future__ import annotations

import json
import os

import pytest

from builders import AS_OF, directive
from docket.lint.report import MOST
from hostile import PLACES, YAML
from hostile_values import VALUES, WORDS
from limited import check, docket
from projects import make_project


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project")


@pytest.mark.parametrize("bomb", (*PLACES, *YAML, *VALUES, *WORDS), ids=lambda bomb: bomb.name)
def test_a_bomb_is_refused_in_time(bomb, project):
    bomb.write(project / "data")
    checked = check(project)
    assert checked.codes <= bomb.codes
    assert checked.codes or "" in bomb.codes
    for report in checked.reports:
        assert len(report) < 100_000 or bomb.name == "a thousand empty files"
        assert "root:" not in report and "\x1b" not in report.replace("\\u001b", "")
    assert checked.reports[2].count("::error") <= max(
        MOST + 1, 1_000 if "thousand" in bomb.name else 0
    )


@pytest.fixture
def hostile(project, tmp_path):
    """A project with links, a pipe, a device and a large file, which a stranger could send."""
    (tmp_path / "secret.txt").write_text("the secret\n")
    topics = project / "data" / "topics"
    (topics / "file.yaml").symlink_to(tmp_path / "secret.txt")
    (topics / "zero.yaml").symlink_to("/dev/zero")
    (topics / "folder").symlink_to(tmp_path)
    os.mkfifo(topics / "pipe.yaml")
    with (topics / "large.yaml").open("wb") as opened:
        opened.truncate(10 * 2**30)
    return project


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_check_reads_no_link_pipe_or_large_file(hostile, form):
    printed, code = docket(hostile, "check", "--today", AS_OF, "--format", form)
    assert code == 1
    assert "the secret" not in printed and "Traceback" not in printed
    for name in ("file.yaml", "zero.yaml", "folder", "pipe.yaml", "large.yaml"):
        assert f"data/topics/{name}" in printed


def test_a_kinds_folder_that_is_a_link_is_not_read(project, tmp_path):
    (project / "data" / "topics").rename(tmp_path / "topics")
    (project / "data" / "topics").symlink_to(tmp_path / "topics")
    printed, code = docket(project, "check", "--today", AS_OF)
    assert code == 1
    assert "data/topics: error[load/symlink] this is a link" in printed


def test_a_data_folder_that_is_a_link_stops_the_check(project, tmp_path):
    (project / "data").rename(tmp_path / "data")
    (project / "data").symlink_to(tmp_path / "data")
    printed, code = docket(project, "check")
    assert code == 2
    assert "this is a link" in printed


@pytest.mark.parametrize(
    ("form", "lines"), [("text", "error["), ("json", '"code"'), ("github", "::error")]
)
def test_of_a_file_with_many_problems_the_first_are_reported_and_the_rest_counted(
    project, form, lines
):
    unknown = {f"k{number}": 1 for number in range(40)}
    provisions = [{"type": "protocol", "text": "x", "sources": ["report"], "kind": 1}] * 30
    record = directive("bomb", provisions=provisions, **unknown)
    (project / "data" / "directives" / "bomb.yaml").write_text(json.dumps(record, indent=1))
    printed, code = docket(project, "check", "--today", AS_OF, "--format", form)
    assert code == 1
    assert printed.count(lines) == MOST + 1
    assert "20 more problems in this file" in printed
    assert form != "text" or "70 problems in 1 file." in printed


PATTERN = r"^(?=.*[A-Z])\p{L}+$"


@pytest.mark.parametrize("pattern", [PATTERN, "(", r"\p{Letters}", r"(a)\1", "a{1000}{1000}", 7])
def test_a_pattern_that_is_not_linear_or_wrong_stops_the_check_with_its_place(project, pattern):
    change_pattern(project, pattern)
    printed, code = docket(project, "check", "--today", AS_OF)
    assert code == 2
    assert "docket: common.schema.json#/$defs/line/pattern: " in printed
    assert "https://docs.rs/regex" in printed and "Traceback" not in printed


@pytest.mark.parametrize("pattern", ["^(a+)+$", r"^(\w*\w*)*!$", r"^\p{L}[^\n]*$"])
def test_no_pattern_takes_longer_than_its_text_is_long(project, pattern):
    change_pattern(project, pattern)
    record = directive("bomb", title="a" * 399 + "!?")
    (project / "data" / "directives" / "bomb.yaml").write_text(json.dumps(record))
    printed, code = docket(project, "check", "--today", AS_OF)
    assert code == 1
    assert "Traceback" not in printed


def change_pattern(project, pattern):
    """Give a project schemas of its own in which every line of text has this pattern."""
    schemas = (project / "schema").resolve()
    (project / "schema").unlink()
    (project / "schema").mkdir()
    for file in schemas.glob("*.json"):
        schema = json.loads(file.read_text())
        if file.name == "common.schema.json":
            schema["$defs"]["line"]["pattern"] = pattern
        (project / "schema" / file.name).write_text(json.dumps(schema))
