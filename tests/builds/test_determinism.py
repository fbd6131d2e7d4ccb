"""Same input, same bytes: whatever the hash seed, the time zone, the locale, the order of files and
the folder's name."""

from __future__ import annotations

import shutil

from pelican_run import contents, pelican
from projects import make_site_project


def test_two_builds_that_differ_in_everything_but_their_input_give_equal_bytes(tmp_path):
    first = make_site_project(tmp_path / "one")
    second = make_site_project(tmp_path / "another-name")
    files = sorted((second / "data").rglob("*.yaml"), key=lambda file: file.name[::-1])
    aside = tmp_path / "aside"
    shutil.move(second / "data", aside)
    for file in files:  # laid down in another order, so that the folder lists them differently
        target = second / "data" / file.relative_to(second / "data")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(aside / file.relative_to(second / "data"), target)
    one = pelican(first, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = pelican(second, PYTHONHASHSEED="2", TZ="Pacific/Apia", LC_ALL="C.UTF-8")
    assert (one.returncode, other.returncode) == (0, 0), one.stderr + other.stderr
    left, right = contents(first / "output"), contents(second / "output")
    assert left.keys() == right.keys()
    assert [path for path in left if left[path] != right[path]] == []


def test_a_second_build_of_the_same_project_gives_equal_bytes(project):
    assert pelican(project).returncode == 0
    before = contents(project / "output")
    assert pelican(project).returncode == 0
    assert contents(project / "output") == before


def test_any_number_of_workers_gives_equal_bytes(project):
    assert pelican(project).returncode == 0
    before = contents(project / "output")
    for workers in (1, 3):
        done = pelican(project, "-e", f"DOCKET_JOBS={workers}")
        assert done.returncode == 0, done.stderr
        assert contents(project / "output") == before
