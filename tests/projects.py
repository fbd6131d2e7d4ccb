"""A project on disk for the command: the miniature's files, with this project's schemas and
theme."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders import SCHEMAS

PROJECT = SCHEMAS.parent
CONF = """
import sys
sys.path.insert(0, {project!r})
sys.modules.pop("pelicanconf", None)
from pelicanconf import *
DOCKET_PROJECT = {folder!r}
PATH = {folder!r} + "/content"
THEME = {project!r} + "/theme"
PLUGIN_PATHS = [{project!r} + "/plugins"]
"""
SITE = Path(__file__).parent / "site"
"""The miniature: a small site's records and prose, and what is expected of it (`_expected`)."""


def make_project(folder: Path) -> Path:
    """Return a project folder with a copy of the miniature's records, a link to the schemas and one
    to the theme."""
    shutil.copytree(SITE / "data", folder / "data", dirs_exist_ok=True)
    (folder / "pelicanconf.py").write_text("")
    (folder / "schema").symlink_to(SCHEMAS)
    (folder / "theme").symlink_to(PROJECT / "theme")
    return folder


def make_site_project(folder: Path) -> Path:
    """Return such a project with a settings file and pages of prose, so that Pelican can build
    it."""
    make_project(folder)
    shutil.copytree(SITE / "content", folder / "content")
    (folder / "pelicanconf.py").write_text(CONF.format(folder=str(folder), project=str(PROJECT)))
    return folder
