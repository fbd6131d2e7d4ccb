"""Every single change of a record gives, in a build that makes only what is new, the bytes of a
build from nothing.

The ordinary run makes one change of each sort to each property of each kind, and builds after a few
of them, each of another record. DOCKET_HARD=1 makes all of them, and builds after each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

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
HARD = bool(os.environ.get("DOCKET_HARD"))
TOGETHER = 1 if HARD else 4
"""How many changes at most are built together.

Where one change of a batch leaves a page stale that another one makes again, the page comes out
right, and the fault is not found. Pages with all records read every record, so no batch is without
such pages. To be certain, each change must lead from a state that was compared to another one, and
every state that is compared costs a build from nothing: as many builds as with batches of one. That
is what DOCKET_HARD=1 does (`make hard`)."""
PARTS = 4
"""In how many tests the changes are made, each with a project of its own."""


class Edit(NamedTuple):
    """A change of one record, with the first of its values that no rule refuses, or else the
    last."""

    name: str
    record: str
    values: dict[str, Any]
    accepted: bool


def chosen() -> list[Change]:
    """Return the changes to be tried: all, or one of each sort."""
    found = [change for change in changes(miniature()) if change.values]
    return found if HARD else list({change.sort: change for change in found}.values())


def settled(project: Path, change: Change) -> Edit:
    """Return a change as an edit of a project, which stays as it is."""
    file = project / "data" / f"{change.record}.yaml"
    before = file.read_text()
    for values in change.values:
        write(file, values)
        if accepted := is_accepted(project):
            break
    file.write_text(before)
    return Edit(change.name, change.record, values, accepted)


def batches(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Return edits in batches that are built together: at most TOGETHER, each of another record.
    One that a rule refuses is alone, since a build that refuses makes nothing."""
    made: list[list[Edit]] = []
    for edit in edits:
        fitting = (batch for batch in made if edit.accepted and _fits(batch, edit))
        batch = next(fitting, None)
        if batch is None:
            made.append(batch := [])
        batch.append(edit)
    return made


def _fits(batch: Sequence[Edit], edit: Edit) -> bool:
    others = [other.record for other in batch if other.accepted]
    return 0 < len(others) < TOGETHER and edit.record not in others


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


class Trial:
    """A project that is edited and built again and again, and what was stale after that."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.stale: list[str] = []
        self.built = forked.compare(project, {})
        assert self.built.done.code == 0, self.built.done.printed

    def build_with(self, edits: Sequence[Edit]) -> None:
        """Make edits, build, and take them back. Those that are refused together are built one by
        one."""
        files = [self.project / "data" / f"{edit.record}.yaml" for edit in edits]
        before = [(file, file.read_text()) for file in files]
        for edit, file in zip(edits, files, strict=True):
            write(file, edit.values)
        together = len(edits) == 1 or is_accepted(self.project)
        if together:
            self._build(" + ".join(edit.name for edit in edits))
        for file, text in before:
            file.write_text(text)
        for edit in () if together else edits:
            self.build_with([edit])

    def _build(self, name: str) -> None:
        forked.keep_compiled_templates(self.project)
        self.built = forked.compare(self.project, self.built.output)
        if self.built.difference:
            self.stale.append(f"{name}: {self.built.difference}")
            shutil.rmtree(self.project / CACHE)  # so that the next one is not blamed for it


@pytest.mark.parametrize("part", range(PARTS))
def test_after_every_single_change_of_a_record_warm_is_cold(part: int, tmp_path: Path) -> None:
    """The changes are made to the records as they are in git, so that every build also takes the
    last ones back."""
    trial = Trial(make_site_project(tmp_path / "project"))
    edits = [settled(trial.project, change) for change in chosen()[part::PARTS]]
    for batch in batches(edits):
        trial.build_with(batch)
    assert trial.stale == []
