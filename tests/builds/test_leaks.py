"""A link among prose or in the theme publishes nothing that lies elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pelican_run import docket
from projects import PROJECT

SECRET = "a secret of mine"
PLACES = ("content/pages/leak.md", "theme/static/leak.txt", "theme/templates/leak.html")


@pytest.fixture
def own_theme(project: Path) -> Path:
    """A project with a secret file and a theme of its own."""
    (project / "theme").unlink()
    shutil.copytree(PROJECT / "theme", project / "theme")
    conf = project / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}\nTHEME = DOCKET_PROJECT + '/theme'\n")
    (project / "secret").write_text(f"Title: {SECRET}\n\n{SECRET}")
    return project


def test_a_link_that_leads_elsewhere_is_refused(own_theme):
    for place in PLACES:
        link = own_theme / place
        link.symlink_to(own_theme / "secret")
        done = docket(own_theme, "build")
        assert done.returncode == 2
        assert f"{link}: is a link that leads out of" in done.stderr
        assert "put the file itself here" in done.stderr
        link.unlink()
    (own_theme / "theme" / "static" / "more").symlink_to("..", target_is_directory=True)
    os.mkfifo(own_theme / "content" / "pages" / "pipe.md")
    done = docket(own_theme, "build")
    assert (done.returncode, "pipe.md: is a broken link, a device" in done.stderr) == (2, True)
    assert not (own_theme / "output").exists()


def test_a_link_inside_a_folder_does_no_harm(own_theme):
    (own_theme / "theme" / "static" / "again.txt").symlink_to("css")
    done = docket(own_theme, "build")
    assert done.returncode == 0, done.stderr
