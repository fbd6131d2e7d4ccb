"""A project on disk for the command: the small library as files, with this project's schemas and theme."""

from __future__ import annotations

import json
from pathlib import Path

from builders import SCHEMAS, small_library

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
PAGE = """Title: About
Slug: about
Description: What this miniature is.

A page of prose, with a [link](../directives/) and

- a list.

## What a directive does

A rule.
"""


def make_project(folder: Path) -> Path:
    """A project folder with the small library's records as YAML (JSON is YAML), a link to the schemas and one to the theme."""
    for record in small_library():
        file = folder / "data" / record.kind.plural / f"{record.id}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(record.data, indent=2, ensure_ascii=False), encoding="utf-8")
    (folder / "pelicanconf.py").write_text("")
    (folder / "schema").symlink_to(SCHEMAS)
    (folder / "theme").symlink_to(PROJECT / "theme")
    return folder


def make_site_project(folder: Path) -> Path:
    """Such a project with a settings file and a page of prose, so that Pelican can build it."""
    make_project(folder)
    (folder / "content" / "pages").mkdir(parents=True)
    for name in ("about", "method", "contribute"):
        (folder / "content" / "pages" / f"{name}.md").write_text(PAGE.replace("About", name.title()).replace("Slug: about", f"Slug: {name}"))
    (folder / "pelicanconf.py").write_text(CONF.format(folder=str(folder), project=str(PROJECT)))
    return folder
