"""Items of a build: their paths, which of their files are intact, and how the store keeps them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from docket.build.memory import Numbers
from docket.build.output import Written
from docket.model.diagnostics import DocketError

NOT_WRITTEN = b""
"""In place of the hash of a file whose path was taken."""


class Item(NamedTuple):
    """What a build made of one item of a step: its inputs and its files."""

    inputs: Numbers
    files: tuple[Written, ...]


Items = dict[str, dict[str, Item]]
"""By step and name of the item what was made of it."""


def check_paths(items: Items) -> None:
    """Raise DocketError for a path that cannot hold all that was made for it.

    Either two steps make a file at one path, or one makes a file where another needs a folder: the
    error names both. Or a file could not be written because its path was taken before the build.
    """
    makers: dict[str, str] = {}
    folders: dict[str, str] = {}
    for step, found in items.items():
        for file in (file for item in found.values() for file in item.files):
            path = file.path
            if path in makers:
                raise _taken(path, makers[path], step)
            makers[path] = step
            while (path := path.rpartition("/")[0]) and path not in folders:
                folders[path] = step
    for path in sorted(makers.keys() & folders.keys()):
        raise _taken(path, makers[path], folders[path])
    for file in (
        file for found in items.values() for item in found.values() for file in item.files
    ):
        if file.hashed == NOT_WRITTEN:
            raise DocketError(
                f"{file.path}: the output already has a file or folder in this place, and a build "
                "without docket_release replaces none; empty the output, or add docket_release to "
                "PLUGINS"
            )


def _taken(path: str, one: str, other: str) -> DocketError:
    """Return the error for a path that two steps need."""
    both = f"'{one}' and '{other}'" if one != other else f"'{one}' twice"
    return DocketError(f"{path}: two outputs want this path, {both}; rename or remove one of them")


def intact_files(items: Items, output: Path, newest: int) -> frozenset[str]:
    """Return the paths of the files that are unchanged in the output.

    A file is only read if it was touched after `newest`, which `newest_change` returned when the
    files were published.
    """
    top = f"{output}{os.sep}"
    files = (file for step in items.values() for item in step.values() for file in item.files)
    return frozenset(file.path for file in files if _is_intact(top + file.path, file, newest))


def _is_intact(path: str, file: Written, newest: int) -> bool:
    """Return whether a file has the size, the time and (if touched since) the content it was
    written with."""
    try:
        known = os.lstat(path)
        if known.st_mtime_ns != file.changed or known.st_size != file.size:
            return False
        return (
            known.st_ctime_ns <= newest or sha256(Path(path).read_bytes()).digest() == file.hashed
        )
    except OSError:
        return False


def newest_change(paths: Iterable[str], output: Path) -> int:
    """Return the newest status change time (st_ctime_ns) of these files. No program can set that
    time."""
    top = f"{output}{os.sep}"
    return max((os.lstat(top + path).st_ctime_ns for path in paths), default=0)


def plain_items(items: Items) -> Any:
    """Return items in the form in which the store keeps them."""
    return {
        step: {
            name: (item.inputs, [tuple(file) for file in item.files])
            for name, item in found.items()
        }
        for step, found in items.items()
    }


def read_items(plain: Any) -> Items:
    """Return the items that `plain_items` turned into plain values."""
    return {
        step: {
            name: Item(inputs, tuple(Written(*file) for file in files))
            for name, (inputs, files) in found.items()
        }
        for step, found in plain.items()
    }
