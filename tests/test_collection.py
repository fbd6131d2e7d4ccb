"""A collection: the whole story of a check, over broken files, unsound records and references
between them."""

from __future__ import annotations

import json
from datetime import date

import pytest

from builders import SCHEMAS, directive, small_library
from docket.lint.collection import read_collection
from docket.model.diagnostics import Place


@pytest.fixture
def project(tmp_path):
    for record in small_library():
        write(tmp_path, record.kind.plural, record.data)
    return tmp_path


def write(project, plural, data, name=""):
    file = project / "data" / plural / f"{name or data['id']}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(data if isinstance(data, str) else json.dumps(data, indent=1), encoding="utf-8")


def read(project, **more):
    return read_collection(project / "data", SCHEMAS, project, date(2025, 11, 1), None, **more)


def codes(project):
    return [(problem.file.rpartition("/")[2], problem.code) for problem in read(project).problems]


def test_a_sound_collection_has_all_its_records_and_no_problem(project):
    collection = read(project)
    assert collection.problems == ()
    assert set(collection.library.by_id) == set(small_library().by_id)
    assert collection.files == len(small_library())


@pytest.mark.parametrize(
    "broken",
    ["id: [", "title: Test City\n", "id: 7\n", "id: test-city\nlevel: town\ntitle: x\n", ""],
)
def test_a_reference_to_a_broken_file_is_not_reported_as_missing(project, broken):
    write(project, "places", broken, "test-city")
    assert {file for file, _ in codes(project)} == {"test-city.yaml"}


def test_a_reference_by_the_id_of_an_unsound_record_is_not_reported_as_missing(project):
    write(project, "places", {"id": "test-city", "title": "Test City"}, "some-other-name")
    (project / "data" / "places" / "test-city.yaml").unlink()
    assert codes(project) == [("some-other-name.yaml", "schema/required")]


def test_rules_run_on_the_sound_records_though_others_are_not(project):
    write(project, "topics", "id: x\n", "x")
    write(project, "directives", directive("second", place="nowhere"))
    assert codes(project) == [
        ("second.yaml", "refs/resolve"),
        ("x.yaml", "schema/required"),
        ("x.yaml", "schema/required"),
    ]


def test_problems_come_located_and_in_order(project):
    write(
        project,
        "directives",
        directive("second", place="nowhere", topics=["nothing"], stance="limits-cooperation"),
    )
    found = read(project).problems
    assert [problem.place for problem in found] == sorted(
        (problem.place for problem in found), key=lambda place: (place.line, place.column)
    )
    assert found[0].place == Place(4, 11, 9)


def test_the_order_of_files_on_disk_does_not_matter(project):
    write(project, "directives", directive("second", place="nowhere"))
    once = read(project)
    for file in sorted((project / "data").rglob("*.yaml"), reverse=True):
        text = file.read_text()
        file.unlink()
        file.write_text(text)
    assert read(project).problems == once.problems


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_finds_the_same(project, workers):
    write(project, "topics", "id: x\n", "x")
    write(project, "events", "id: [", "broken")
    write(project, "directives", directive("second", place="nowhere", title="A <b>title</b>"))
    write(project, "directives", directive("second", title="Call 213-555-0100"), "z-double")
    alone, shared = read(project), read(project, workers=workers)
    assert shared.problems == alone.problems
    assert {problem.code for problem in alone.problems} >= {
        "id/unique",
        "text/plain",
        "people/private",
        "refs/resolve",
        "schema/required",
        "yaml/syntax",
    }
    assert [(record.id, record.file, record.data) for record in shared.library] == [
        (record.id, record.file, record.data) for record in alone.library
    ]
    assert all(record.kind is shared.kinds.by_name[record.kind.name] for record in shared.library)
