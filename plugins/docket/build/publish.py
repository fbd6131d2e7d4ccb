"""Publish a site: complete it in the staging directory, and put it whole in the place of the old
one.

New files are written to the staging directory beside the output; files that stay as they are become
hard links to those of the old site. One atomic exchange then swaps the two folders. Where the
system cannot exchange folders, two renames do, and the next build undoes a first one without a
second.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from docket.build import atomic
from docket.build.checksums import PATH as CHECKSUMS
from docket.build.checksums import paths_in
from docket.build.destination import (
    MARKER,
    MARKER_TEXT,
    check_contents,
    check_working_folder,
    errors_told,
    has_marker,
    make_working_folder,
    working_folder,
)
from docket.build.output import OutputFile
from docket.model.diagnostics import DocketError

UMASK = 0o022
"""Files can be read by all (644), folders too (755), so that hosts can serve them and copies do not
differ by the builder."""


class Stamp(NamedTuple):
    """The size of a file in bytes and the time of its last change in nanoseconds."""

    size: int
    changed: int


def staging_of(final: Path) -> Path:
    """Return the folder in which the next site is made."""
    return working_folder(final) / "site"


def host_of(final: Path) -> Path:
    """Return the folder into which the host (Pelican) writes its own files."""
    return working_folder(final) / "host"


def retired_of(final: Path) -> Path:
    """Return the folder that holds the old site between the two renames."""
    return working_folder(final) / "old"


def begin(final: Path) -> None:
    """Undo what an interrupted build left beside the output, and make empty working folders.

    Raise DocketError where that is not possible, or where something else is in their place.
    """
    check_working_folder(final)
    retired = retired_of(final)
    with errors_told(final):
        if retired.is_dir() and not retired.is_symlink() and not os.path.lexists(final):
            retired.rename(final)
    make_working_folder(final)
    with errors_told(final):
        staging_of(final).mkdir()


def replace_file(folder: Path, file: OutputFile) -> None:
    """Replace one file below a published folder in one step, unless its content is the same
    already.

    Nothing is replaced in a folder that no build has made.
    """
    target = folder / file.path
    with suppress(OSError):
        if target.read_bytes() == file.content:
            return
    if has_marker(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(file.content)
        beside.replace(target)


def publish(
    final: Path,
    files: Mapping[str, Stamp],
    fresh: Collection[str],
    exchange: Callable[[Path, Path], bool] = atomic.exchange,
    whole: bool = True,
) -> list[str]:
    """Make the output hold exactly these files and the marker; return the paths of foreign files.

    `files` are all files of the site by path: those in `fresh` are in the staging directory, the
    others in the output. Foreign files, which the old SHA256SUMS does not name, are removed; their
    paths come back sorted. The old site stays in the working folder. `exchange` swaps two folders,
    or returns False where that is not possible. Without `whole` the files are replaced one by one,
    for somebody who edits and looks. Raise DocketError where the output was changed meanwhile or
    cannot be published; the old site is untouched then.
    """
    check_contents(final)
    with errors_told(final, hint="the site that was there stays as it was"):
        found = listing(final)
        unknown = found - files.keys() - {MARKER} - paths_in(_read(final / CHECKSUMS))
        if not whole and _has_our_marker(final):
            _replace(final, fresh, found - files.keys() - {MARKER})
        elif fresh or not _has_our_marker(final) or found != {*files, MARKER}:
            _complete(final, files, fresh)
            _swap(final, exchange)
        return sorted(unknown)


def listing(folder: Path) -> set[str]:
    """Return the path of everything below a folder that is no folder, and of every empty folder
    with a slash at the end; links are not followed. A folder that is missing has nothing below.
    """
    found: set[str] = set()
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with suppress(FileNotFoundError):
            entries = list(os.scandir(f"{folder}{os.sep}{inside}"))
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    found.add(f"{inside}{entry.name}")
            if inside and not entries:
                found.add(inside)
    return found


def _read(file: Path) -> bytes:
    """Return the bytes of a file; none where it cannot be read."""
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _has_our_marker(final: Path) -> bool:
    """Return whether the marker of a folder has the text that a build of today writes."""
    return has_marker(final) and _read(final / MARKER) == MARKER_TEXT.encode()


def _replace(final: Path, fresh: Collection[str], gone: Collection[str]) -> None:
    """Move the fresh files into the output one by one, and remove those that are gone. An
    interrupted build leaves a mixture of old and new files, which the next one completes."""
    for path in gone:
        target = final / path
        if path.endswith("/"):
            target.rmdir()
        else:
            target.unlink()
        _remove_empty(target.parent, final)
    for path in sorted(fresh):
        target = final / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging_of(final) / path).replace(target)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those around it, as far as they are empty."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def _complete(final: Path, files: Mapping[str, Stamp], fresh: Collection[str]) -> None:
    """Add the marker and the files that stay as they are to the staging folder.

    Raise DocketError where the folder does not hold exactly these files then, because somebody
    changed a file of the output, or because another build works in the same folder.
    """
    staging, folders = staging_of(final), set[str]()
    if _has_our_marker(final):
        _link(f"{final / MARKER}", f"{staging / MARKER}")
    else:
        (staging / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    for path in sorted(files):
        target, new = f"{staging}{os.sep}{path}", path in fresh
        folder = path.rpartition("/")[0]
        if folder not in folders:
            (staging / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        with suppress(FileNotFoundError):
            if not new:
                _link(f"{final}{os.sep}{path}", target)
            told = os.lstat(target)
            if Stamp(told.st_size, told.st_mtime_ns) == files[path]:
                continue
        raise DocketError(
            f"{target if new else final / path}: was changed while the site was built, perhaps by "
            "another build; build again"
        )
    foreign = listing(staging) - files.keys() - {MARKER}
    if foreign:
        raise DocketError(
            f"{staging / min(foreign)}: was not written by this build, perhaps by another one at "
            "the same time; build again"
        )


def _link(source: str, target: str) -> None:
    """Make a hard link to a file, or a copy with its times where the system allows no link."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(final: Path, exchange: Callable[[Path, Path], bool]) -> None:
    """Put the staging folder in the place of the output, and the output into the working folder.

    All of it is on the disk before, and the swap itself is afterwards.
    """
    staging, retired = staging_of(final), retired_of(final)
    atomic.flush(staging)
    if not os.path.lexists(final):
        staging.rename(final)
    elif not exchange(staging, final):
        final.rename(retired)
        try:
            staging.rename(final)
        except OSError:
            retired.rename(final)
            raise
    for folder in (final.parent, working_folder(final)):
        atomic.flush_names(folder)
