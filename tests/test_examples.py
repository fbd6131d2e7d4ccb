"""Example records: every file in tests/examples is a test; see the README there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copy, copytree

import pytest

from builders import SCHEMAS
from docket.lint.collection import Collection, read_collection
from docket.lint.explain import all_codes
from docket.model.diagnostics import INFO, in_order
from docket.source.base_map import load_base_map

EXAMPLES = Path(__file__).parent / "examples"
BAD = sorted((EXAMPLES / "bad").rglob("*.yaml"))
EXPECTED = re.compile(rb"^# expected at (\d+):(\d+)(?: in (\S+))?$", re.MULTILINE)
BASE_MAP = load_base_map(SCHEMAS.parent / "theme" / "basemap")
TODAY = date(2025, 11, 1)


def collection(project: Path) -> Collection:
    return read_collection(project / "data", SCHEMAS, project, TODAY, BASE_MAP)


def test_the_good_examples_have_no_problem(tmp_path):
    copytree(EXAMPLES / "good", tmp_path / "data")
    read = collection(tmp_path)
    assert read.problems == ()
    assert len(read.library) == read.files == len(list((EXAMPLES / "good").rglob("*.yaml")))


@pytest.mark.parametrize(
    "example", BAD, ids=lambda path: path.relative_to(EXAMPLES / "bad").as_posix()
)
def test_a_bad_example_has_its_problem_at_its_place_and_no_other(example, tmp_path):
    code, *rest = example.relative_to(EXAMPLES / "bad").parts
    copytree(EXAMPLES / "good", tmp_path / "data")
    copy(example, tmp_path.joinpath("data", *rest))
    own = Path("data", *rest).as_posix()
    expected = [
        (code.replace("--", "/"), (file or own.encode()).decode(), int(line), int(column))
        for line, column, file in EXPECTED.findall(example.read_bytes())
    ]
    read = collection(tmp_path)
    found = [
        (problem.code, problem.file, problem.place.line, problem.place.column)
        for problem in in_order((*read.problems, *read.notices))
        if problem.level != INFO or (problem.code, problem.file) == (code.replace("--", "/"), own)
    ]
    assert expected, "the example does not say where its problem is expected"
    assert found == expected


def test_every_code_of_a_single_file_has_a_bad_example():
    shown = {path.relative_to(EXAMPLES / "bad").parts[0].replace("--", "/") for path in BAD}
    elsewhere = {"yaml/too-large", "schema/maxItems", "schema/other", "report/more"}
    assert {code for code in all_codes() if not code.startswith("load/")} - elsewhere == shown
