"""The folders that a build reads and keeps things in, and which folder may be its cache."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docket.build.destination import check_cache

CACHE, DEFAULT_CACHE = "DOCKET_CACHE", ".docket-cache"
EXTRA, DEFAULT_EXTRA = "DOCKET_EXTRA", "extra"


def extra_folder(settings: Mapping[str, Any]) -> Path:
    """Return the folder of the files that are copied into the site as they are."""
    return Path(settings["DOCKET_PROJECT"], settings.get(EXTRA, DEFAULT_EXTRA))


def inputs(pelican: Any) -> dict[str, Path]:
    """Return the folders that a build only reads, by the name of their setting."""
    settings, project = pelican.settings, Path(pelican.settings["DOCKET_PROJECT"])
    names = ("DOCKET_DATA", "DOCKET_SCHEMA", "DOCKET_BASE_MAP")
    folders = {name: project / settings[name] for name in names}
    folders[CACHE] = project / (settings.get(CACHE) or DEFAULT_CACHE)
    folders[EXTRA] = extra_folder(settings)
    folders |= {"PATH": Path(pelican.path), "THEME": Path(pelican.theme)}
    for name in ("PLUGIN_PATHS", "THEME_TEMPLATES_OVERRIDES"):
        for number, folder in enumerate(settings[name]):
            folders[f"{name}[{number}]"] = Path(folder)
    return folders


def cache(pelican: Any, output: Path) -> Path | None:
    """Return the folder of the store; None where the settings want none. Raise DocketError where it
    is, holds or lies in a folder that a build reads or makes. Nothing is written."""
    project = Path(pelican.settings["DOCKET_PROJECT"])
    name = pelican.settings.setdefault(CACHE, DEFAULT_CACHE)
    if not name:
        return None
    others = {**inputs(pelican), "OUTPUT_PATH": output}
    del others[CACHE]
    return check_cache(project / name, project, others)
