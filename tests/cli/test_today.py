"""The day: docket build finds what docket check finds on it, and no output depends on it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from builders import SCHEMAS
from docket.lint.collection import read_collection
from edits import DIRECTIVE, changed
from pelican_run import contents, docket, pelican
from projects import make_site_project


@pytest.fixture
def project(tmp_path):
    return make_site_project(tmp_path / "project")


def as_of(project, day):
    conf = project / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\nDOCKET_SITE = {{**DOCKET_SITE, 'as_of': {day!r}}}\n")


@pytest.mark.parametrize(
    ("values", "fact"),
    [
        (
            {"steps": [{"date": "9999-12-31", "step": "signed", "sources": ["report"]}]},
            "'signed' on 9999-12-31 is still to come",
        ),
        ({"seen": "9999-12-31"}, "seen on 9999-12-31, which is still to come"),
    ],
)
def test_what_is_still_to_come_is_a_problem_for_check_build_and_pelican(project, values, fact):
    def edit(data):
        data.update({name: value for name, value in values.items() if name != "seen"})
        data["sources"][0].update({name: value for name, value in values.items() if name == "seen"})

    changed(project, DIRECTIVE, edit)
    found = [docket(project, "check"), docket(project, "build"), pelican(project)]
    assert [done.returncode for done in found] == [1, 1, 1]
    assert all(fact in done.stdout + done.stderr for done in found)
    assert not (project / "output").exists()


def test_the_day_reaches_no_byte_of_the_output(project):
    outputs = []
    for day in ("2026-01-01", "2030-07-04"):
        done = docket(project, "build", "--today", day, "--output", day)
        assert done.returncode == 0, done.stderr
        outputs.append(contents(project / day))
    assert outputs[0] == outputs[1]


def test_a_warm_cache_hides_no_problem_of_an_earlier_day(project):
    """And a later day finds none again."""
    counts = []
    for day in ("2026-01-01", "2025-10-19", "2025-07-10", "2025-10-19", "2026-01-01"):
        warm = docket(project, "build", "--today", day)
        problems = read_collection(
            project / "data", SCHEMAS, project, date.fromisoformat(day), None
        ).problems
        assert warm.returncode == (1 if problems else 0)
        assert len(re.findall(r"error\[", warm.stderr)) == len(problems)
        counts.append(len(problems))
    assert counts[0] == counts[4] == 0
    assert 0 < counts[1] == counts[3] < counts[2]


def test_statuses_are_read_on_a_day_before_the_newest_reading(project):
    """as_of says on which day statuses are read, and nothing of what was known then."""
    as_of(project, "2025-09-01")
    done = docket(project, "build")
    assert done.returncode == 0, done.stderr
    record = json.loads((project / "output" / "api" / "v1" / f"{DIRECTIVE}.json").read_text())
    assert (record["status"]["code"], record["status"]["as_of"]) == ("in-force", "2025-09-01")


def test_the_setting_is_the_day_of_plain_pelican(project):
    assert pelican(project, "-e", 'DOCKET_TODAY="2025-10-19"').returncode == 1
    assert pelican(project, "-e", 'DOCKET_TODAY="2026-01-01"').returncode == 0


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("day", ["tomorrow", "2025-13-01", "2025-02-29", "20250101", ""])
def test_a_day_that_is_none_is_a_usage_error(project, command, day):
    done = docket(project, command, "--today", day)
    assert done.returncode == 2
    assert f"Invalid value for '--today': '{day}' is no day" in done.stderr
    assert "YYYY-MM-DD" in done.stderr and "Traceback" not in done.stderr
