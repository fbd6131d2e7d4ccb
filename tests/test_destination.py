"""The destination: what a build may replace, and what it never touches."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docket.build.destination import MARKER, check_destination
from docket.model.diagnostics import DocketError


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project in a home folder, with inputs in it and one outside."""
    home = tmp_path / "home"
    for name in ("data/events", "theme/basemap", "content"):
        (home / "project" / name).mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home / "project"


def inputs(project: Path) -> dict[str, Path]:
    return {
        "DOCKET_DATA": project / "data",
        "DOCKET_BASE_MAP": project / "theme" / "basemap",
        "DOCKET_EXTRA": project / "extra",
        "PATH": project / "content",
        "THEME": project / "theme",
        "PLUGIN_PATHS": project.parents[1] / "shared",
    }


def checked(project: Path, output: str) -> Path:
    return check_destination(project / output, project, inputs(project))


@pytest.mark.parametrize("output", ["output", "a/b/c", "../beside", "data-x", "/nowhere/x"])
def test_a_folder_that_is_not_there_is_taken(project, output):
    assert checked(project, output) == Path(os.path.normpath(project / output))


def test_an_empty_folder_is_taken(project):
    (project / "output").mkdir()
    assert checked(project, "output") == project / "output"


def test_a_folder_with_the_marker_is_taken(project):
    (project / "output").mkdir()
    (project / "output" / MARKER).write_text("")
    (project / "output" / "index.html").write_text("")
    assert checked(project, "output") == project / "output"


@pytest.mark.parametrize(
    "output",
    [
        "data",
        "data/events",
        "data/new",
        "theme",
        "theme/basemap",
        "theme/output",
        "content/output",
        "extra",
        "extra/x",
        "../../shared",
        "../../shared/output",
        "data/../data",
        "./data/.",
    ],
)
@pytest.mark.parametrize("marked", [False, True])
def test_an_input_is_never_taken(project, output, marked):
    """Not even one that is empty or carries the marker."""
    if marked:
        (project / output).mkdir(parents=True, exist_ok=True)
        (project / output / MARKER).write_text("")
    with pytest.raises(DocketError, match="is read from it; choose another folder"):
        checked(project, output)


@pytest.mark.parametrize("output", [".", "..", "../..", "/"])
def test_the_project_and_what_is_around_it_are_never_taken(project, output):
    if output != "/":
        (project / output / MARKER).write_text("")
    with pytest.raises(DocketError, match="is or holds the folder of the project"):
        checked(project, output)


def test_the_home_folder_is_never_taken(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (project.parent / MARKER).write_text("")
    for output in (project.parent, project.parent.parent):
        with pytest.raises(DocketError, match="is or holds your home folder"):
            check_destination(output, elsewhere, {})


@pytest.mark.parametrize("target", ["data", ".", "..", "../../shared", "theme/basemap"])
def test_a_link_is_what_it_leads_to(project, target):
    (project / "output").symlink_to(target)
    with pytest.raises(DocketError, match="every build replaces the folder"):
        checked(project, "output")


def test_an_input_that_is_a_link_is_what_it_leads_to(project, tmp_path):
    (tmp_path / "records").mkdir()
    (project / "linked").symlink_to(tmp_path / "records")
    for output in ("records", "records/site"):
        with pytest.raises(DocketError, match="is read from it"):
            check_destination(tmp_path / output, project, {"DOCKET_DATA": project / "linked"})


def test_a_site_may_lie_in_the_project_though_pelican_reads_its_prose_there(project):
    everywhere = {"PATH": project, "DOCKET_DATA": project / "data"}
    assert check_destination(project / "output", project, everywhere) == project / "output"


def test_a_link_leads_to_the_real_folder(project, tmp_path):
    (tmp_path / "www").mkdir()
    (project / "output").symlink_to(tmp_path / "www")
    assert checked(project, "output") == tmp_path / "www"


def test_a_link_to_nothing_leads_to_where_the_folder_will_be(project, tmp_path):
    (project / "output").symlink_to(tmp_path / "www")
    assert checked(project, "output") == tmp_path / "www"


def test_links_in_a_circle_are_reported(project):
    (project / "output").symlink_to("other")
    (project / "other").symlink_to("output")
    with pytest.raises(DocketError, match="go in a circle"):
        checked(project, "output")


def test_a_folder_with_other_files_is_not_taken(project):
    (project / "mine").mkdir()
    (project / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(DocketError, match=r"mine: holds other files and has no \.docket-output"):
        checked(project, "mine")


def test_a_site_of_an_earlier_version_is_not_taken_and_one_learns_what_to_do(project):
    (project / "output" / "api").mkdir(parents=True)
    (project / "output" / "SHA256SUMS").write_text("")
    with pytest.raises(DocketError, match=r"looks like the site of an earlier .* delete it"):
        checked(project, "output")


@pytest.mark.parametrize("make", [Path.mkdir, lambda marker: marker.symlink_to("x")])
def test_a_marker_is_a_file(project, make):
    (project / "output").mkdir()
    make(project / "output" / MARKER)
    with pytest.raises(DocketError, match="holds other files"):
        checked(project, "output")


@pytest.mark.parametrize("name", [".git", ".hg", ".svn"])
def test_a_folder_that_holds_a_repository_is_not_taken(project, name):
    """Such as a checkout of the branch from which a host serves the site, marker and all."""
    (project / "output" / name).mkdir(parents=True)
    (project / "output" / MARKER).write_text("")
    with pytest.raises(DocketError, match="holds a repository"):
        checked(project, "output")


def test_a_file_is_not_taken(project):
    (project / "output").write_text("x")
    with pytest.raises(DocketError, match="a file lies where the folder of the site would be"):
        checked(project, "output")
