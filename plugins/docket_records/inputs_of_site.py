"""Fingerprint the code and settings of a site, which are one input of every output."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from docket.build.code import CODE, fingerprint_of_code, fingerprint_of_files, modules_of_the_site
from docket.build.store import fingerprint


def fingerprint_of_site(settings: Mapping[str, Any], without_effect: Collection[str]) -> bytes:
    """Return the fingerprint of all code (ours, and what the site's owner adds: settings files,
    modules beside them, plugins) and of all settings, ours and Pelican's, except those
    `without_effect` on any output. If it changes, the whole site is made again."""
    beside = sorted(Path(settings["DOCKET_PROJECT"]).glob("*.py"))
    plugins = [folder for folder in map(Path, settings["PLUGIN_PATHS"]) if folder.resolve() != CODE]
    added = fingerprint_of_files([*plugins, *beside, *modules_of_the_site()])
    names = sorted(settings.keys() - set(without_effect))
    effective = [(name, _stable_text(settings[name])) for name in names]
    return fingerprint(fingerprint_of_code(), added, repr(effective).encode())


def _stable_text(value: Any) -> str:
    """Return a text that represents a setting and is the same in every run: for a function (such as
    a template filter) its bytecode, since its repr contains its address in memory."""
    if isinstance(value, Mapping):
        return repr([(name, _stable_text(item)) for name, item in value.items()])
    if hasattr(value, "__code__"):
        return marshal.dumps(value.__code__, 2).hex()
    return repr(value)
