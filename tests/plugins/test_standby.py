"""A build that stands by until it is told to begin."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from pelican_run import command, environment
from projects import PROJECT, make_site_project

STANDBY = str(PROJECT / "plugins" / "docket_records" / "standby.py")
READY = 20
"""How many seconds importing takes at the most."""


@pytest.fixture
def project(tmp_path):
    return make_site_project(tmp_path / "project")


def standing_by(project: Path) -> subprocess.Popen[str]:
    """One that has imported all it needs: it sleeps until there is a line to be read."""
    python, _, _, *arguments = command(project)
    child = subprocess.Popen([python, STANDBY, *arguments], cwd=project, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(2)
    assert child.poll() is None
    return child


def test_nothing_is_made_until_it_is_told_to_begin(project):
    child = standing_by(project)
    assert not (project / "output").exists()
    printed = child.communicate("begin\n", timeout=READY)[0]
    assert child.returncode == 0, printed
    assert (project / "output" / "index.html").is_file()


def test_where_nobody_is_left_to_tell_it_ends_without_a_word(project):
    child = standing_by(project)
    assert child.communicate(timeout=READY)[0] == ""
    assert child.returncode == 0
    assert not (project / "output").exists()


def test_our_code_is_that_of_the_moment_and_of_the_place_that_the_settings_name(project, tmp_path):
    child = standing_by(project)
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins")
    module = tmp_path / "plugins" / "docket" / "structured.py"
    module.write_text(module.read_text().replace("https://schema.org", "https://changed.test"))
    conf = project / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\nsys.path.insert(0, {str(tmp_path / 'plugins')!r})\nPLUGIN_PATHS = [{str(tmp_path / 'plugins')!r}]\n")
    printed = child.communicate("begin\n", timeout=READY)[0]
    assert child.returncode == 0, printed
    assert "https://changed.test" in (project / "output" / "directives" / "executive-directive-12" / "index.html").read_text()
