"""Fingerprint the code and settings of a site, which are one input of every output."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from docket.build.code import (
    CODE,
    fingerprint_of_code,
    fingerprint_of_files,
    modules_below,
    modules_of_the_site,
)
from docket.build.store import fingerprint
from docket_records.described import Indescribable, described

NO_CODE = ("DOCKET_DATA", "DOCKET_CACHE", "OUTPUT_PATH", "DOCKET_FINAL_OUTPUT")
"""The settings that name folders in which no code of a project lies."""


def fingerprint_of_site(settings: Mapping[str, Any], without_effect: Collection[str]) -> bytes:
    """Return the fingerprint of the code a site is made by (ours, and what its owner adds: settings
    files, modules of the project, plugins) and of every setting, ours and Pelican's, but for those
    `without_effect` on any output. If any of it changes, everything is made anew."""
    project = Path(settings["DOCKET_PROJECT"])
    left_out = [project / str(settings[name]) for name in NO_CODE if settings.get(name)]
    left_out += [folder.with_name(f"{folder.name}.building") for folder in left_out]
    plugins = [folder for folder in map(Path, settings["PLUGIN_PATHS"]) if folder.resolve() != CODE]
    modules = [*modules_below(project, [CODE, *left_out]), *modules_of_the_site()]
    added = fingerprint_of_files([*plugins, *modules])
    names = sorted(settings.keys() - set(without_effect))
    effective = [(name, _stable_text(name, settings[name])) for name in names]
    return fingerprint(fingerprint_of_code(), added, repr(effective).encode())


def _stable_text(name: str, value: Any) -> str:
    """Return a description of a setting that is the same in every run. For a value that has none,
    return a random text, so that it counts as changed every time, and write a warning."""
    try:
        return described(value)
    except Indescribable as error:
        sys.stderr.write(
            f"docket: warning: {name} holds a value ({error}) of which nobody can tell whether it "
            "changed, so every build makes all pages again; see docs/settings.md\n"
        )
        return os.urandom(16).hex()
