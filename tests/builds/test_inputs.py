"""Every change of what a site is made from beside its records, and of what lies in its output and
its cache, gives the bytes of a build from nothing. The ordinary run builds after every third change
of what has one fingerprint for all; DOCKET_HARD=1 builds after each."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import forked
from edits import CACHE
from every_input import INPUTS
from inputs import make_own_project

TOGETHER = ("template", "schema", "site", "settings")
OF_NO_TEMPLATE = ("file", "prose", "extra file", "history", "output", "cache")
"""Changes that leave the templates as they were compiled for the build from nothing."""


def chosen() -> set[str]:
    """Return the changes after which the project is built; the others are made with the next
    one."""
    together = [name for name in INPUTS if name.partition(":")[0] in TOGETHER]
    left_out = set(together) - set(together[::3])
    return set(INPUTS) - (set() if os.environ.get("DOCKET_HARD") else left_out)


def test_after_every_change_of_another_input_warm_is_cold(tmp_path: Path) -> None:
    """The changes are made one after the other to one project."""
    project = make_own_project(tmp_path / "project")
    stale, built = [], forked.compare(project, {})
    assert built.done.code == 0, built.done.printed
    builds = chosen()
    for name, change in INPUTS.items():
        change(project)
        if name not in builds:
            continue
        if name.partition(":")[0] in OF_NO_TEMPLATE:
            forked.keep_compiled_templates(project)
        else:
            shutil.rmtree(project / forked.COLD_CACHE, ignore_errors=True)
        built = forked.compare(project, built.output)
        assert built.done.code == 0, f"{name}: {built.done.printed}"
        if built.difference:
            stale.append(f"{name}: {built.difference}")
            shutil.rmtree(project / CACHE)  # so that the next one is not blamed for it
    assert stale == []
