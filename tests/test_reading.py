"""Reading with a notebook: what one run noted serves the next, whatever day that one is held
against."""

from __future__ import annotations

import json
import marshal
import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest

from builders import directive, event, source, state, step
from docket.build.store import Store
from docket.lint.collection import read_collection
from docket.lint.load import Reader
from docket.model.diagnostics import Problem
from docket.model.kind_loader import load_kinds
from docket.source.base_map import BaseMap, load_base_map
from docket.source.scan import find
from edits import changed
from projects import make_project

BASE_MAP = Path(__file__).parents[1] / "theme" / "basemap"
EXCEPTED = {"test-county"}
"""What has a problem, if only an excused one, is read every time."""
BUILD, TODAY = None, date(2026, 3, 1)
AHEAD = {
    "a step": {"steps": [step("2026-02-01", "signed")]},
    "a source": {"sources": [source(seen="2026-02-01")]},
    "a step of a month": {"steps": [step("2026-02", "signed")]},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small library on disk, every file older than the clock of the disk can mistake."""
    project = make_project(tmp_path)
    old = time.time() - 60
    for file in (project / "data").rglob("*.yaml"):
        os.utime(file, (old, old))
    return project


def put(project: Path, **more: object) -> None:
    """One more directive."""
    (project / "data" / "directives" / "ahead.yaml").write_text(
        json.dumps(directive("ahead", **more))
    )


def check(project: Path, today: date | None, base: BaseMap | None = None) -> list[Problem]:
    """The problems of the collection, with the store."""
    data, schema, store = project / "data", project / "schema", Store(project / ".docket-cache")
    return list(read_collection(data, schema, project, today, base, store=store).problems)


class Recording(Store):
    """A store that records which values are put into it: those of files that were opened."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.values: list[dict[str, object]] = []

    def put(self, content: bytes) -> bytes:
        self.values.append(marshal.loads(content))
        return super().put(content)


def opened_files(project: Path, today: date | None) -> set[object]:
    """The ids of the records whose files are read, since the store does not know them, but for
    those with exceptions."""
    store, kinds = Recording(project / ".docket-cache"), load_kinds(project / "schema")
    reader = Reader(project / "data", project, kinds, today, store, b"k" * 16)
    found, _ = find(project / "data", kinds, project)
    reader.read(found)
    reader.save()
    return {values["id"] for values in store.values} - EXCEPTED


def wait_for_the_disks_clock(project: Path) -> None:
    """Until a new file is younger than those that are there, so that none of them is racy."""
    newest = max(file.stat().st_ctime_ns for file in (project / "data").rglob("*.yaml"))
    while Store(project / ".docket-cache").now <= newest:
        time.sleep(0.002)


@pytest.mark.parametrize(
    ("first", "then"), [(BUILD, TODAY), (TODAY, BUILD), (TODAY, date(2026, 3, 2)), (BUILD, BUILD)]
)
def test_what_a_build_or_a_check_read_the_next_one_need_not_read(project, first, then):
    wait_for_the_disks_clock(project)
    assert len(opened_files(project, first)) > 5
    assert opened_files(project, then) == set()


@pytest.mark.parametrize("ahead", AHEAD.values(), ids=AHEAD)
def test_what_lies_ahead_is_found_though_a_build_noted_the_record_as_sound(project, ahead):
    put(project, **ahead)
    assert check(project, BUILD) == []
    assert [problem.code for problem in check(project, date(2026, 1, 15))] in (
        ["steps/future"],
        ["sources/published"],
    )
    assert check(project, TODAY) == []


def test_a_check_on_an_earlier_day_reads_again_what_a_later_one_found_sound(project):
    put(project, steps=[step("2026-02-01", "signed")])
    assert check(project, TODAY) == []
    assert [problem.code for problem in check(project, date(2026, 1, 15))] == ["steps/future"]


def test_a_file_with_other_bytes_is_read_again(project):
    wait_for_the_disks_clock(project)
    opened_files(project, BUILD)
    (project / "data" / "events" / "park-operation.yaml").write_text(
        json.dumps(event(title="Other"))
    )
    assert opened_files(project, BUILD) == {"park-operation"}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("places/test-state", {"geoid": "04"}),
        ("places/test-city", {"parent": "arizona"}),
        ("events/park-operation", {"place": "arizona"}),
    ],
)
def test_a_point_is_looked_at_again_where_its_place_or_what_that_lies_in_changed(
    project, name, more
):
    base = load_base_map(BASE_MAP)
    (project / "data" / "places" / "arizona.yaml").write_text(
        json.dumps(state("arizona", title="Arizona", geoid="04"))
    )
    assert check(project, TODAY, base) == []
    changed(project, name, lambda data: data.update(more))
    assert "events/park-operation" in {
        found.file.removeprefix("data/").removesuffix(".yaml")
        for found in check(project, TODAY, base)
        if found.code == "coordinates/inside"
    }


@pytest.mark.parametrize("old", ["test-county", "harbor-city"])
def test_a_record_that_goes_or_is_renamed_is_missed_by_those_that_name_it(project, old):
    """One of them has an exception, and so is read every time."""
    wait_for_the_disks_clock(project)
    file = project / "data" / "places" / f"{old}.yaml"
    text = file.read_text()
    renamed = text.replace(f"id: {old}", "id: another")
    for change in (file.unlink, lambda: file.write_text(renamed)):
        file.write_text(text)
        assert check(project, BUILD) == check(project, BUILD) == []
        change()
        found = check(project, BUILD)
        assert "refs/resolve" in [problem.code for problem in found]
        shutil.rmtree(project / ".docket-cache")
        assert found == check(project, BUILD)
