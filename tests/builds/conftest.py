"""The small library as a site, built once by the real Pelican."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelican_run import pelican
from projects import make_site_project


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build that nobody changes."""
    project = make_site_project(tmp_path_factory.mktemp("builds") / "project")
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "output"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one's own to change and build."""
    return make_site_project(tmp_path / "project")
