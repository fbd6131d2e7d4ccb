"""The fingerprint of everything but records that a whole site is made by: code and settings."""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from docket.build.code import CODE, fingerprint_of_code, fingerprint_of_files, modules_of_the_site
from docket.build.store import fingerprint


def fingerprint_of_site(settings: Mapping[str, Any], without_effect: Collection[str]) -> bytes:
    """Return the fingerprint of the code a site is made by (ours, and what its owner adds: settings
    files, modules beside them, plugins) and of every setting, ours and Pelican's, but for those
    `without_effect` on any output. If any of it changes, everything is made anew."""
    beside = sorted(Path(settings["DOCKET_PROJECT"]).glob("*.py"))
    plugins = [folder for folder in map(Path, settings["PLUGIN_PATHS"]) if folder.resolve() != CODE]
    added = fingerprint_of_files([*plugins, *beside, *modules_of_the_site()])
    names = sorted(settings.keys() - set(without_effect))
    effective = [(name, _in_words(settings[name])) for name in names]
    return fingerprint(fingerprint_of_code(), added, repr(effective).encode())


def _in_words(value: Any) -> str:
    """Return a setting in words that are the same in every run: a function (a filter of templates,
    say) by its code, not by where it lies in memory."""
    if isinstance(value, Mapping):
        return repr([(name, _in_words(item)) for name, item in value.items()])
    if hasattr(value, "__code__"):
        return marshal.dumps(value.__code__, 2).hex()
    return repr(value)
