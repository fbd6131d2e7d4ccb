"""The tests' quick way to run a command is like a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelican_run import docket, pelican

OWN = {"PYTHONUNBUFFERED": "1"}
"""A variable that makes it a process of its own."""


def stamps(project: Path) -> dict[str, int]:
    """Return when each file of the output was last written."""
    files = sorted(path for path in (project / "output").rglob("*") if path.is_file())
    return {str(path): path.stat().st_mtime_ns for path in files}


@pytest.mark.parametrize(("one", "other"), [(OWN, {}), ({}, OWN)], ids=["own first", "own last"])
def test_each_takes_over_all_that_the_other_built(project: Path, one, other) -> None:
    assert pelican(project, **one).returncode == 0
    before = stamps(project)
    assert before
    assert pelican(project, **other).returncode == 0
    assert stamps(project) == before


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--data", "gone"), ("nothing",), ("--version",)]
)
def test_both_print_the_same_and_end_with_the_same_code(project: Path, arguments) -> None:
    (project / "data" / "places" / "test-city.yaml").write_text("id: test-city")
    found = [docket(project, *arguments, **more) for more in (OWN, {})]
    assert len({(done.returncode, done.stdout, done.stderr) for done in found}) == 1, found
