"""docket check: exit codes, formats, folders."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from builders import AS_OF
from docket.cli import main
from edits import DIRECTIVE, changed
from projects import make_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = make_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def break_one(project):
    changed(project, DIRECTIVE, lambda data: data.update(stance="limits-coperation"))
    return project / "data" / f"{DIRECTIVE}.yaml"


def test_a_clean_collection_exits_0_and_says_how_many_records_it_has(project):
    done = run("check", "--today", AS_OF)
    assert done.exit_code == 0, done.output
    records = sum(1 for _ in (project / "data").rglob("*.yaml"))
    assert done.output.startswith(f"{records} records, no problems.\n")


def test_a_problem_exits_1_and_is_reported_with_place_rule_fact_and_hint(project):
    file = break_one(project)
    done = run("check", "--today", AS_OF)
    assert done.exit_code == 1
    line = 1 + file.read_text().split("\n").index(' "stance": "limits-coperation",')
    place = f"data/directives/{file.name}:{line}:12"
    fact = "'limits-coperation' is not one of limits-cooperation"
    assert f"{place}: error[schema/enum] {fact}" in done.output
    assert "did you mean 'limits-cooperation'?" in done.output
    assert "1 problem in 1 file." in done.output


def test_problems_as_json_can_be_read_by_a_program(project):
    break_one(project)
    reported = json.loads(run("check", "--today", AS_OF, "--format", "json").output)
    assert [(problem["code"], problem["path"]) for problem in reported] == [
        ("schema/enum", ["stance"])
    ]


def test_problems_as_annotations_name_file_line_and_rule(project):
    file = break_one(project)
    done = run("check", "--today", AS_OF, "--format", "github")
    assert done.output.startswith(f"::error file=data/directives/{file.name},line=")
    assert "title=schema/enum::" in done.output


def test_a_missing_folder_exits_2_and_names_the_option(project):
    done = run("check", "--data", "nowhere")
    assert done.exit_code == 2
    assert "--data" in done.output


def test_a_schema_that_contradicts_itself_exits_2_and_names_it(project):
    (project / "schema").unlink()
    (project / "schema").mkdir()
    for file in (project.parent / "project" / "theme").resolve().parent.glob("schema/*.json"):
        (project / "schema" / file.name).write_text(file.read_text())
    schema = json.loads((project / "schema" / "directive.schema.json").read_text())
    schema["x-caption"] = ["titel"]
    (project / "schema" / "directive.schema.json").write_text(json.dumps(schema))
    done = run("check")
    assert done.exit_code == 2
    assert "directive.schema.json" in done.output
    assert "titel" in done.output


def test_it_runs_on_another_folder_than_the_projects_own(project, tmp_path):
    other = tmp_path / "elsewhere"
    (project / "data").rename(other)
    assert run("check", "--data", str(other), "--today", AS_OF).exit_code == 0


def test_today_is_the_clocks_day_unless_it_is_given(project):
    assert run("check", "--today", "2025-07-01").exit_code == 1
    assert run("check").exit_code == 0
