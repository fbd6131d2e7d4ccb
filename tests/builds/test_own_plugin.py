"""A plugin with a view, pages and a file of its own: they are made again when what they are made
from has changed, and at no other time, though the plugin says nothing about it (`tally`)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import forked
from builders import directive, place, state
from edits import CHALLENGE, CITY, DIRECTIVE, EVENT, differing, put, write
from projects import make_site_project

TALLY = Path(__file__).with_name("tally")
SETTINGS = f"""
PLUGIN_PATHS = [*PLUGIN_PATHS, {str(TALLY)!r}]
PLUGINS = [*PLUGINS[:-1], "docket_tally", PLUGINS[-1]]
THEME_TEMPLATES_OVERRIDES = [{str(TALLY / "templates")!r}]
"""
HERE, THERE = "test-state", "other-state"
COUNTS = {f"count {HERE}", f"count {THERE}"}
OUTPUTS = {
    f"page {HERE}": f"tally/{HERE}/index.html",
    f"page {THERE}": f"tally/{THERE}/index.html",
    "file": "tally.json",
}


def put_record(project: Path, plural: str, data) -> None:
    write(project / "data" / plural / f"{data['id']}.yaml", data)


def stamps(project: Path) -> dict[str, tuple[int, int]]:
    """By what is made the number and the time of its file."""
    files = {what: project / "output" / path for what, path in OUTPUTS.items()}
    return {
        what: (path.stat().st_ino, path.stat().st_mtime_ns)
        for what, path in files.items()
        if path.exists()
    }


def made(project: Path) -> set[str]:
    """Build, and return what the plugin computed and made for it; nothing is made twice."""
    log = project / "made.log"
    log.write_text("")
    done = forked.start(project).wait()
    assert done.code == 0, done.printed
    lines = log.read_text().splitlines()
    assert len(lines) == len(set(lines))
    return set(lines)


def published_tally(project: Path) -> dict[str, int]:
    return json.loads((project / "output" / "tally.json").read_text())


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the plugin and a second state, that was built. Each test takes its edits
    back."""
    project = make_site_project(tmp_path_factory.mktemp("tally") / "project")
    with (project / "pelicanconf.py").open("a") as settings:
        settings.write(SETTINGS)
    put_record(project, "places", state(THERE, title="Other State", geoid="04"))
    put_record(project, "places", place("other-city", title="Other City", parent=THERE, point=None))
    put_record(project, "directives", directive("there", place="other-city"))
    assert made(project) == {*COUNTS, *OUTPUTS}
    return project


@pytest.fixture
def edited(project: Path):
    """The project, whose data are afterwards as they were before."""
    before = {file: file.read_bytes() for file in (project / "data").rglob("*.yaml")}
    yield project
    for file in (project / "data").rglob("*.yaml"):
        if file not in before:
            file.unlink()
    for file, content in before.items():
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)
    made(project)


def test_a_build_without_an_edit_computes_and_makes_nothing_of_the_plugin(edited):
    before = stamps(edited)
    assert made(edited) == set()
    assert stamps(edited) == before


def test_an_edit_of_what_the_view_does_not_read_computes_nothing(edited):
    """No card shows notes."""
    before = stamps(edited)
    put(DIRECTIVE, notes="Other notes.")(edited, 0)
    assert made(edited) == set()
    assert stamps(edited) == before


@pytest.mark.parametrize(
    "edit",
    [put(DIRECTIVE, title="Another title"), put(EVENT, place="harbor-city")],
    ids=["a title", "another city"],
)
def test_an_edit_that_leaves_the_numbers_alone_computes_them_and_makes_nothing(edited, edit):
    before = stamps(edited)
    edit(edited, 0)
    assert made(edited) == COUNTS
    assert stamps(edited) == before


@pytest.mark.parametrize(
    "edit",
    [put(CITY, title="Another City"), put(CITY, parent="test-county")],
    ids=["a title", "a county between"],
)
def test_what_reads_the_places_themselves_is_made_again_and_keeps_its_file(edited, edit):
    """The file looks for states among all places; the pages read nothing but numbers."""
    before = stamps(edited)
    edit(edited, 0)
    assert made(edited) == COUNTS | {"file"}
    assert stamps(edited) == before


def moved(project: Path) -> None:
    put(CHALLENGE, place="other-city")(project, 0)


def added(project: Path) -> None:
    put_record(project, "directives", directive("added"))


def removed(project: Path) -> None:
    (project / "data" / "directives" / "there.yaml").unlink()


def city_moved(project: Path) -> None:
    put("places/other-city", parent=HERE)(project, 0)


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (added, {f"page {HERE}", "file"}),
        (removed, {f"page {THERE}", "file"}),
        (moved, {f"page {HERE}", f"page {THERE}", "file"}),
        (city_moved, {f"page {HERE}", f"page {THERE}", "file"}),
    ],
    ids=["a record added", "a record removed", "a record moved", "a city moved"],
)
def test_exactly_the_outputs_whose_number_changes_are_made_again(
    edited: Path, edit: Callable[[Path], None], changed: set[str]
):
    before, numbers = stamps(edited), published_tally(edited)
    edit(edited)
    assert made(edited) == COUNTS | changed
    after = stamps(edited)
    assert {what for what in OUTPUTS if after[what] != before[what]} == changed
    assert published_tally(edited) != numbers
    assert made(edited) == set()


def test_a_new_state_gets_a_page_and_the_others_keep_theirs(edited):
    before = stamps(edited)
    put_record(edited, "places", state("third-state", title="Third", geoid="32"))
    assert made(edited) == {*COUNTS, "count third-state", "page third-state", "file"}
    after = stamps(edited)
    assert [what for what in before if after[what] != before[what]] == ["file"]
    assert "third-state has 0 records" in (
        edited / "output" / "tally" / "third-state" / "index.html"
    ).read_text(encoding="utf-8")
    (edited / "data" / "places" / "third-state.yaml").unlink()
    assert made(edited) == {*COUNTS, "file"}
    assert not (edited / "output" / "tally" / "third-state").exists()


def test_a_page_that_was_spoilt_or_lost_is_made_again_alone(edited):
    (edited / "output" / OUTPUTS[f"page {HERE}"]).write_text("spoilt")
    assert made(edited) - COUNTS == {f"page {HERE}"}
    (edited / "output" / OUTPUTS["file"]).unlink()
    assert made(edited) - COUNTS == {"file"}


def test_after_all_edits_the_outputs_are_those_of_a_build_from_nothing(edited):
    for edit in (added, moved, city_moved, removed):
        edit(edited)
        made(edited)
    assert differing(edited) == []
    assert published_tally(edited)["states"] == {HERE: 8, THERE: 0}
