"""Every single change of a record gives, in a build that makes only what is new, the bytes of a
build from nothing.

The ordinary run makes one change of each sort to each property of each kind. DOCKET_HARD=1 makes
all of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import forked
from builders import kinds, miniature
from docket.build.store import Store
from docket.lint.collection import read_collection
from docket.model.record import Library
from docket.model.schema_files import walk
from docket.source.base_map import load_base_map
from edits import CACHE, write
from leaves import COMMON, Change, changes, general, values_in
from projects import PROJECT, make_site_project

BASE = load_base_map(PROJECT / "theme" / "basemap")


def chosen() -> list[Change]:
    """Return the changes to be tried: all, or one of each sort."""
    found = changes(miniature())
    return (
        found
        if os.environ.get("DOCKET_HARD")
        else list({change.sort: change for change in found}.values())
    )


def make(project: Path, change: Change) -> None:
    """Write the first of a change's values that no rule refuses, or else the last."""
    file = project / "data" / f"{change.record}.yaml"
    for values in change.values:
        write(file, values)
        if values is change.values[-1] or is_accepted(project):
            return


def is_accepted(project: Path) -> bool:
    """Return whether no rule refuses the records of a project."""
    store = Store(project / ".checked")
    return not read_collection(
        project / "data", project / "schema", project, None, BASE, store=store
    ).problems


def unused(library: Library) -> list[str]:
    """Return the properties of kinds, as "kind: path", that occur in no record: what every record
    may have counts once for all kinds."""
    used = {
        (record.kind.name, general(path))
        for record in library
        for path, _ in values_in(record.data)
    }
    everywhere = {path for _, path in used}
    return [
        f"{kind.name}: {'.'.join(path)}"
        for kind in kinds()
        for path, _ in walk(kind.schema)
        if path and (kind.name, path) not in used and not (path[0] in COMMON and path in everywhere)
    ]


def test_the_miniature_has_every_property_of_every_kind():
    assert unused(miniature()) == []


def test_after_every_single_change_of_a_record_warm_is_cold(tmp_path: Path) -> None:
    """Each change is made to the records as they are in git, so that every build also takes the
    last change back."""
    project = make_site_project(tmp_path / "project")
    stale, built = [], forked.compare(project, {})
    assert built.done.code == 0, built.done.printed
    for change in chosen():
        file = project / "data" / f"{change.record}.yaml"
        before = file.read_text()
        make(project, change)
        forked.keep_compiled_templates(project)
        built = forked.compare(project, built.output)
        if built.difference:
            stale.append(f"{change.name}: {built.difference}")
            shutil.rmtree(project / CACHE)  # so that the next one is not blamed for it
        file.write_text(before)
    assert stale == []
