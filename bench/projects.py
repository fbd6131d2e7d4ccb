"""Projects to be measured: the made-up collection with our own theme, with a plain one, and as a
stock Pelican blog."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import corpus

ROOT = Path(__file__).parents[1]
PLAIN = Path(__file__).parent / "plain"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT / "plugins"),
}
"""What builds run in: this process's environment, but modules are compiled once and kept, as they
are for whoever does not forbid it. To compile ours takes a fifth of a small rebuild."""
LEFT_OUT = ("wording", "search")
"""Kinds of which the made-up collection has no record."""
FULL_SETTINGS = """
import sys
sys.path.insert(0, {root!r})
sys.modules.pop("pelicanconf", None)
from pelicanconf import *
DOCKET_PROJECT = {folder!r}
DOCKET_SCHEMA = "schema"
DOCKET_BASE_MAP = {base_map!r}
PATH = {folder!r} + "/content"
THEME = {theme!r}
PLUGIN_PATHS = [{root!r} + "/plugins"]
"""
PLAIN_SETTINGS = (
    FULL_SETTINGS
    + """
PLUGINS = ["docket_records", "docket_feeds", "docket_downloads", "docket_release"]
DOCKET_DOWNLOADS = ["records", "dump"]
DOCKET_FEEDS = ["all"]
"""
)


def full(records: int, folder: Path) -> None:
    """A project with our own theme, all plugins and the prose pages."""
    _project(records, folder, FULL_SETTINGS, ROOT / "theme", plain=False)
    shutil.copytree(ROOT / "content", folder / "content", dirs_exist_ok=True)


def plain(records: int, folder: Path) -> None:
    """A project with a plain theme, schemas without facets, and of the data files a file a record,
    the dump and one feed."""
    _project(records, folder, PLAIN_SETTINGS, PLAIN, plain=True)
    (folder / "content" / "pages").mkdir(parents=True, exist_ok=True)


def _project(records: int, folder: Path, settings: str, theme: Path, plain: bool) -> None:
    corpus.write(records, folder / "data")
    (folder / "schema").mkdir(exist_ok=True)
    for file in (ROOT / "schema").glob("*.schema.json"):
        if not plain or file.name.partition(".")[0] not in LEFT_OUT:
            schema = json.loads(file.read_text(encoding="utf-8"))
            narrowed = {"x-facets": []} if plain and "x-facets" in schema else {}
            (folder / "schema" / file.name).write_text(
                json.dumps({**schema, **narrowed}), encoding="utf-8"
            )
    filled = settings.format(
        root=str(ROOT),
        folder=str(folder),
        base_map=str(ROOT / "theme" / "basemap"),
        theme=str(theme),
    )
    (folder / "pelicanconf.py").write_text(filled)
