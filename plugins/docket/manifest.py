"""The manifest: which files the last build made, from what, and whether they still lie in the output as it left them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from docket.outputs.output import Written
from docket.shelf import Slot
from docket.workers import aside

Plain = tuple[Any, ...]
"""A file as outputs.output.Written tells of it, as the plain tuple that the cache and workers pass on: path, size, SHA-256, time of change …"""
PATH, SIZE, HASHED, CHANGED, SLOTS = map(Written._fields.index, ("path", "size", "hashed", "changed", "slots"))
"""Where these stand in it."""
Items = dict[str, tuple[bytes, list[Plain]]]
"""By item its key and the files made of it."""


@dataclass(frozen=True)
class Manifest:
    """By target its gate and its items; `find_gone` gives the paths that are not in the output any more as they were written."""

    targets: dict[str, tuple[bytes | None, Items]] = field(default_factory=dict)
    find_gone: Callable[[], frozenset[str]] = frozenset

    @cached_property
    def gone(self) -> frozenset[str]:
        """The paths that are not in the output any more as they were written."""
        return self.find_gone()

    def items(self, target: str) -> Items:
        """The items of a target, none for one that was not there."""
        return self.targets[target][1] if target in self.targets else {}

    def files_of(self, target: str, item: str) -> list[Plain]:
        """The files that were made of an item, none of one that was not there."""
        known = self.items(target).get(item)
        return known[1] if known else []

    def stands(self, target: str, gate: bytes | None) -> bool:
        """Whether a target was made behind the same gate and all of its files are still there."""
        known = self.targets.get(target)
        return known is not None and gate is not None and known[0] == gate and (not self.gone or all(self.whole(files) for _, files in known[1].values()))

    def whole(self, files: list[Plain]) -> bool:
        """Whether all of these files are still there."""
        return not self.gone or all(file[PATH] not in self.gone for file in files)

    def files(self) -> dict[str, Plain]:
        """Every file by its path."""
        return {file[PATH]: file for _, items in self.targets.values() for _, files in items.values() for file in files}

    def slots(self) -> list[Slot]:
        """The slots of all fragments."""
        return [slot for _, items in self.targets.values() for _, files in items.values() for file in files if file[SLOTS] for slot in file[SLOTS].values()]

    def moved(self, to: Mapping[Slot, Slot]) -> Manifest:
        """The same manifest with fragments in other slots."""

        def move(file: Plain) -> Plain:
            return (*file[:SLOTS], {name: to[slot] for name, slot in file[SLOTS].items()} if file[SLOTS] else None)

        moved = {name: (gate, {item: (key, list(map(move, files))) for item, (key, files) in items.items()}) for name, (gate, items) in self.targets.items()}
        return Manifest(moved, self.find_gone)

    def plain(self) -> Any:
        """The manifest as plain values, for the cache."""
        return self.targets


def read_manifest(
    plain: Mapping[str, Any], folder: Path, newest: int, workers: int = 1
) -> Manifest:  # fmt: skip
    """Return the manifest that `plain` gave, compared with the folder of the output, by a process
    of its own if there are several workers: a file that was removed or changed is gone. `newest` is
    what newest_change() gave of that output."""
    return Manifest(dict(plain), aside(lambda: _gone(plain, folder, newest), workers))


def newest_change(paths: Iterable[str], folder: Path) -> int:
    """Return the newest time (st_ctime_ns) at which one of these files changed; nobody can set that
    time."""
    return max(((folder / path).stat().st_ctime_ns for path in paths), default=0)


def _gone(plain: Mapping[str, Any], folder: Path, newest: int) -> frozenset[str]:
    top = f"{folder}{os.sep}"
    files = (file for _, items in plain.values() for _, found in items.values() for file in found)
    return frozenset(file[PATH] for file in files if _is_gone(top + file[PATH], file, newest))


def _is_gone(path: str, file: Plain, newest: int) -> bool:
    """Return whether a file is no longer there as it was written. It is read only if it changed
    since the last build."""
    stat = os.stat
    try:
        found = stat(path)
        if found.st_mtime_ns != file[CHANGED] or found.st_size != file[SIZE]:
            return True
        touched = found.st_ctime_ns > newest
        return touched and sha256(Path(path).read_bytes()).digest() != file[HASHED]
    except OSError:
        return True
