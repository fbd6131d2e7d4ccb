"""Find and read the files of a data folder. Only regular files are opened, and no link is
followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docket.model.diagnostics import DocketError, Problem
from docket.model.kind import Kinds
from docket.model.text import did_you_mean
from docket.source.encoding import MAX_BYTES

SUFFIX = ".yaml"
USUAL = 65_536
"""The size of the first read, in bytes; most records are smaller. A buffer for MAX_BYTES would take
three times as long to allocate as the file to read."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT = getattr(os, "O_NONBLOCK", 0)
CLOSE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""Flags with which a file is opened (POSIX.1-2024, open); a system may lack some of them."""
Stamp = tuple[int, int, int, int]
"""What identifies an unchanged file: size, times of the last change of content and of status
(nanoseconds), and number on the disk (inode)."""


class Found(NamedTuple):
    """A file to be read: name of its kind, path, name relative to the project, and stamp (None for
    what is not a regular file)."""

    kind: str
    path: str
    name: str
    stamp: Stamp | None


def find(folder: Path, kinds: Kinds, project: Path) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return every file to be read below a data folder, in order of path, and a problem for each
    file or folder that is beside the folders of the kinds.

    Files whose name begins with a dot are left out unless they look like records. Raise DocketError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise DocketError(
            f"{folder}: there is no such folder; --data names the folder with the records"
        )
    if folder.is_symlink():
        hint = "put the folder itself here, or name it with --data"
        raise DocketError(f"{folder}: this is a link; {hint}")
    stray = tuple(_out_of_place(folder, kinds, project))
    within = f"{project}{os.sep}"
    return [
        Found(kind.name, path, _readable(path.removeprefix(within)), stamp)
        for kind in sorted(kinds, key=lambda kind: kind.plural)
        for path, stamp in _files(str(folder / kind.plural))
    ], stray


def file_content(file: Found, folder: Path) -> bytes | Problem:
    """Return the bytes of a file, at most one more than a record may have; or the problem with its
    name, or the one that keeps it from being read."""
    name = file.path.rpartition(os.sep)[2]
    plain = file.stamp and name.endswith(SUFFIX) and not name.startswith(".")
    stray = None if plain else _stray(Path(file.path), file.name)
    if stray:
        return stray
    try:
        return _content(file.path)
    except OSError as error:
        fact, hint = (
            f"the file cannot be read: {error.strerror}",
            "See that it is a plain file and that you may read it.",
        )
        return Problem("load/unreadable", fact, file.name, hint=hint)


def source_text(file: Path) -> str:
    """Return the text of a record's file, of which lines can be shown. It is empty for what
    `file_content` would not read: a link, a pipe, a device."""
    try:
        return _content(str(file)).decode("utf-8", "replace") if file.suffix == SUFFIX else ""
    except (OSError, ValueError):
        return ""


def _content(path: str) -> bytes:
    """Return the bytes of a regular file, at most one more than a record may have. Raise OSError
    for anything else, without following a link, waiting for a pipe or reading a device."""
    number = os.open(path, os.O_RDONLY | NO_LINK | NO_WAIT | CLOSE)
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(0, "it is no plain file")
        content = os.read(number, USUAL)
        more = content if len(content) == USUAL else b""
        while more and len(content) <= MAX_BYTES:
            more = os.read(number, MAX_BYTES + 1 - len(content))
            content += more
        return content
    finally:
        os.close(number)


def _files(folder: str) -> list[tuple[str, Stamp | None]]:
    """Return what is to be read in a folder, in order of path, with the stamps of regular files.

    That is everything but folders, and those folders that have the name of a record or cannot be
    read. No link is followed.
    """
    if Path(folder).is_symlink():
        return [(folder, None)]
    found: list[tuple[str, Stamp | None]] = []
    waiting = [folder] if Path(folder).is_dir() else []
    while waiting:
        path = waiting.pop()
        try:
            entries = list(os.scandir(path))
        except OSError:
            found.append((path, None))
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(SUFFIX):
                waiting.append(entry.path)
            elif not _hidden(entry.name):
                found.append((entry.path, _stamp(entry)))
    return sorted(found)


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of a regular file; None for anything else."""
    if not entry.is_file(follow_symlinks=False):
        return None
    status = entry.stat(follow_symlinks=False)
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _hidden(name: str) -> bool:
    """Return whether a name is that of a file which editors and file managers make, such as
    .DS_Store."""
    return name.startswith(".") and Path(name).suffix not in (SUFFIX, ".yml")


def _name(path: Path, project: Path) -> str:
    return _readable(
        path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix()
    )


def _readable(name: str) -> str:
    """Return the name of a file with a ? for each byte that is not text."""
    return name if name.isascii() else name.encode("utf-8", "replace").decode("utf-8")


def _out_of_place(folder: Path, kinds: Kinds, project: Path) -> Iterator[Problem]:
    """Yield a problem for everything beside the folders of the kinds; an unknown folder is one
    problem."""
    plurals = [kind.plural for kind in kinds]
    for path in sorted(folder.iterdir()):
        name = _name(path, project)
        if _hidden(path.name) or path.name in plurals:
            continue
        if path.is_dir():
            hint = did_you_mean(path.name, plurals) or f"The kinds are {', '.join(plurals)}."
            yield Problem(
                "load/unknown-folder",
                "this is the folder of no kind; nothing in it was read",
                name,
                hint=hint,
            )
        else:
            hint = f"Records lie in {', '.join(plurals)}."
            yield Problem(
                "load/stray-file", "a file stands beside the folders of the kinds", name, hint=hint
            )


def _stray(path: Path, name: str) -> Problem | None:
    """Return the problem with the place or the name of a file, before it is opened; None for no
    problem."""
    if path.is_symlink():
        return Problem("load/symlink", "this is a link", name, hint="Put the file itself here.")
    if path.is_dir() and path.suffix != SUFFIX:
        hint = "See that you may read it."
        return Problem("load/unreadable", "the folder cannot be read", name, hint=hint)
    if not path.is_file():
        return Problem(
            "load/stray-file", "this is no file", name, hint="Put the files themselves here."
        )
    if path.suffix != SUFFIX or path.name.startswith("."):
        hint = f"Rename it to {path.stem.lstrip('.')}{SUFFIX}, or move it out of the data folder."
        return Problem(
            "load/stray-file",
            f"the name is not that of a record, which ends in {SUFFIX}",
            name,
            hint=hint,
        )
    return None
