"""The folders that the settings file names are those that a check and a build work with."""

from __future__ import annotations

from pathlib import Path

import pytest

from edits import DIRECTIVE
from pelican_run import docket
from projects import make_site_project

PLAIN = 'DOCKET_DATA = "records"\nOUTPUT_PATH = "public"\nDOCKET_CACHE = "kept"\n'
COMPUTED = 'DOCKET_DATA = "rec" + "ords"\nOUTPUT_PATH = "pub" + "lic"\nDOCKET_CACHE = "ke" + "pt"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the miniature's records."""
    return make_site_project(tmp_path / "project")


@pytest.mark.parametrize("text", [PLAIN, COMPUTED])
def test_check_and_build_use_the_folders_of_the_settings_file(project, text):
    (project / "data").rename(project / "records")
    with (project / "pelicanconf.py").open("a") as conf:
        conf.write(text)
    done = docket(project, "build")
    assert (done.returncode, done.stdout) == (0, "The site is in public.\n"), done.stderr
    assert (project / "public" / "index.html").is_file()
    assert not (project / "output").exists()
    assert docket(project, "check").returncode == 0
    assert (project / "kept").is_dir() and not (project / ".docket-cache").exists()
    (project / "records" / f"{DIRECTIVE}.yaml").write_text("id: [")
    (project / "data").mkdir()
    assert [docket(project, command).returncode for command in ("check", "build")] == [1, 1]
    assert docket(project, "build", "--data", "data", "--output", "other").returncode == 0
    assert (project / "other" / "index.html").is_file()


@pytest.mark.parametrize(
    "text, words",
    [
        ("DOCKET_DATA = 3", "settings: DOCKET_DATA must be text, not 3"),
        ("DOCKET_DATA = nothing", "pelicanconf.py:1: name 'nothing' is not defined"),
        ("DOCKET_DATA = ", "pelicanconf.py:1: invalid syntax"),
    ],
)
def test_a_check_says_what_is_wrong_with_the_settings_file(project, text, words):
    (project / "pelicanconf.py").write_text(text)
    done = docket(project, "check")
    assert done.returncode == 2
    assert words in done.stderr
