"""docket new: a record that validates once its blanks are filled in."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from builders import AS_OF, kinds
from docket.cli import main
from docket.lint.new_record import blank_record
from docket.lint.schema import Validator
from docket.source.yaml_reader import read
from projects import make_project

ANSWERS = {
    "title": "A title",
    "summary": "A summary.",
    "place": "test-city",
    "instrument": "resolution",
    "stance": "limits-access",
    "topics": "[city-property]",
    "name": "A body",
    "date": "2025-03-02",
    "step": "{step}",
    "sources": "[minutes]",
    "url": "https://city.test/minutes",
    "publisher": "City Clerk",
    "type": "official",
    "seen": "2025-03-05",
    "court": "district-court",
    "plaintiffs": "[City of Test]",
    "defendants": "[State of Test]",
    "lat": "34.05",
    "lon": "-118.24",
    "precision": "city",
    "category": "operation",
    "agency": "test-agency",
    "role": "lead",
    "level": "{level}",
    "avoid": "[raid]",
    "instead": "operation",
    "of": "directive",
    "area": "test-city",
    "until": "2025-03",
    "searched": "2025-03-05",
    "with": "A register.",
}
STEP = {"directive": "adopted", "challenge": "filed", "event": "occurred"}
LEVEL = {"place": "city", "court": "trial", "agency": "city"}


def fill(text: str, kind: str) -> str:
    """The record with an answer behind every blank, as a contributor would type it."""
    lines = []
    for line in text.split("\n"):
        found = re.match(r"^( *(?:- )?)([a-z_]+):( \[\])?( +#.*)?$", line)
        answer = (
            ANSWERS.get(found[2], "minutes" if found[2] == "id" else "")
            if found and not line.startswith("#")
            else ""
        )
        opens_group = (
            found and found[2] in ("issuer", "steps", "courts", "agencies", "location")
        ) or line == "sources:"
        lines.append(
            f"{found[1]}{found[2]}: {answer}" if found and answer and not opens_group else line
        )
    return (
        "\n".join(lines)
        .replace("{step}", STEP.get(kind, ""))
        .replace("{level}", LEVEL.get(kind, ""))
    )


@pytest.mark.parametrize("kind", [kind.name for kind in kinds()])
def test_a_blank_validates_once_it_is_filled(kind):
    text = fill(blank_record(kinds().by_name[kind], "my-record"), kind)
    reading = read(text.encode(), "my-record.yaml")
    assert reading.problems == (), text
    assert Validator(kinds().by_name[kind]).faults(reading.value) == [], text


@pytest.mark.parametrize("kind", [kind.name for kind in kinds()])
def test_a_blank_reads_as_yaml_and_names_every_property_of_its_kind(kind):
    text = blank_record(kinds().by_name[kind], "my-record")
    assert read(text.encode(), "x").problems == ()
    for name in kinds().by_name[kind].schema["properties"]:
        assert re.search(rf"(?m)^(# )?{name}:", text), name


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = make_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


def test_a_name_becomes_an_id_and_a_file(project):
    done = CliRunner().invoke(
        main, ["new", "directive", "Santa Ana: Resolución 2026", "--in", "ca"]
    )
    assert done.exit_code == 0, done.output
    file = project / "data" / "directives" / "ca" / "santa-ana-resolucion-2026.yaml"
    assert "id: santa-ana-resolucion-2026" in file.read_text()


def test_unfilled_blanks_are_reported_by_the_check(project):
    CliRunner().invoke(main, ["new", "event", "my-event"])
    done = CliRunner().invoke(main, ["check", "--today", AS_OF])
    assert done.exit_code == 1
    assert "data/events/my-event.yaml" in done.output


def test_an_id_that_is_taken_by_any_kind_is_refused_and_nothing_is_written(project):
    taken = next((project / "data" / "events").glob("*.yaml")).stem
    before = sorted(project.rglob("*.yaml"))
    done = CliRunner().invoke(main, ["new", "directive", taken])
    assert done.exit_code == 2
    assert "unique" in done.output
    assert sorted(project.rglob("*.yaml")) == before


def test_a_misspelt_kind_is_answered_with_the_nearest(project):
    done = CliRunner().invoke(main, ["new", "directve", "x"])
    assert done.exit_code == 2
    assert "did you mean 'directive'?" in done.output


def everything_in(folder):
    """Return every path below a folder, links not followed."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    "folder",
    [
        "..",
        "../..",
        "../../escaped",
        "ca/../../..",
        "/tmp/escaped",
        ".",
        "./ca",
        "ca//la",
        "ca/",
        "a\\b",
        "C:",
        "Ca",
        "a b",
        "é",
        "con",
        "a.yaml",
        "~",
        "ca\n",
    ],
)
def test_a_folder_that_is_not_below_the_kinds_is_refused_and_nothing_is_written(project, folder):
    before = everything_in(project.parent)
    done = CliRunner().invoke(main, ["new", "directive", "x", "--in", folder])
    assert done.exit_code == 2
    assert "name a folder below data/directives" in done.output
    assert everything_in(project.parent) == before


@pytest.mark.parametrize("name", ["con", "by", "index", "!!!", "x" * 81])
def test_an_id_that_can_be_no_address_is_refused(project, name):
    before = everything_in(project)
    done = CliRunner().invoke(main, ["new", "directive", name])
    assert done.exit_code == 2
    assert "the id is" in done.output
    assert everything_in(project) == before


def test_what_is_in_the_way_of_a_folder_is_named(project, tmp_path):
    directives = project / "data" / "directives"
    (directives / "file").write_text("")
    (directives / "link").symlink_to(tmp_path)
    before = everything_in(tmp_path)
    for name, fact in (
        ("file", "this is no folder"),
        ("file/below", "this is no folder"),
        ("link", "this is a link"),
        ("link/below", "this is a link"),
    ):
        done = CliRunner().invoke(main, ["new", "directive", "x", "--in", name])
        assert done.exit_code == 2
        assert fact in done.output
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("name", ["../../x", "ca/x", "..\\x"])
def test_an_id_that_names_a_folder_is_refused(project, name):
    done = CliRunner().invoke(main, ["new", "directive", name])
    assert done.exit_code == 2
    assert "names a folder" in done.output and "--in" in done.output


def test_a_link_with_the_records_name_is_not_written_through(project, tmp_path):
    (project / "data" / "directives" / "x.yaml").symlink_to(tmp_path / "written")
    done = CliRunner().invoke(main, ["new", "directive", "x"])
    assert done.exit_code == 2
    assert not (tmp_path / "written").exists()
