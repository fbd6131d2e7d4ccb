"""Refuse links that lead out of the folders of prose, templates and static files, since the build
would publish what they lead to."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docket.model.diagnostics import DocketError


def check_links(settings: Mapping[str, Any]) -> None:
    """Raise DocketError for the first link that leads out of the folder of prose or of the theme,
    or the first path that is neither file nor folder. No file is opened."""
    for top, folder in _folders(settings):
        around = Path(os.path.realpath(top))
        for path in _below(folder):
            if not Path(os.path.realpath(path)).is_relative_to(around):
                raise DocketError(
                    f"{path}: is a link that leads out of {top}, and what it leads to would be "
                    "published; put the file itself here"
                )
            if not (path.is_file() or path.is_dir()):
                raise DocketError(
                    f"{path}: is a broken link, a device, pipe or socket; a site is made of files "
                    "and folders of files, so remove it"
                )


def _folders(settings: Mapping[str, Any]) -> Iterator[tuple[Path, Path]]:
    """Yield each folder that Pelican reads, after the folder of the settings that it lies in."""
    content, theme = Path(settings["PATH"]), Path(settings["THEME"])
    for name in ("PAGE_PATHS", "ARTICLE_PATHS", "STATIC_PATHS"):
        yield from ((content, content / below) for below in settings[name])
    for below in ("templates", *settings["THEME_STATIC_PATHS"]):
        yield theme, theme / below
    yield from ((folder, folder) for folder in map(Path, settings["THEME_TEMPLATES_OVERRIDES"]))


def _below(folder: Path) -> Iterator[Path]:
    """Yield a folder, if it exists, and all paths below it. No link below it is followed."""
    if os.path.lexists(folder):
        yield folder
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in sorted((*folders, *names)))
