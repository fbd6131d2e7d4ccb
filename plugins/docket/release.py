"""The release: files written beside the site and put in the place of the old ones, whole.

A first build, or one that makes most of the site anew, is swapped in by two renames. A build that changes a few files of many lays them into the site one by one
after a journal says which: a build that was stopped in the middle is finished by the next one, so that what is there is always the old site or the new.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from docket.outputs.output import OutputFile
from docket.problems import DocketError

UMASK = 0o022
"""Files can be read by all (644), folders too (755), so that hosts can serve them and copies do not differ by the builder."""
JOURNAL = ".journal.json"
PAGE = f"{os.sep}index.html"


def staging_of(final: Path) -> Path:
    """The folder in which the next site, or what is new of it, is written, on the same disk as the output."""
    return final.with_name(final.name + ".building")


def retired_of(final: Path) -> Path:
    """The folder that holds the old site for the moment of the swap."""
    return final.with_name(final.name + ".retired")


def host_of(final: Path) -> Path:
    """The folder into which the host (Pelican) writes its own files."""
    return final.with_name(final.name + ".host")


def journal_of(final: Path) -> Path:
    """The folder of new files that are being laid into the site; the journal in it names those to be removed."""
    return final.with_name(final.name + ".changes")


def begin(final: Path) -> None:
    """Puts right what an earlier, broken build left: a swap or a laying in that did not finish is finished, everything else of it is removed."""
    retired = retired_of(final)
    if retired.exists() and not final.exists():
        retired.rename(final)
    if (journal_of(final) / JOURNAL).exists() and final.is_dir():
        _lay_in(final)
    clear(final)
    staging_of(final).mkdir(parents=True)


def clear(final: Path) -> None:
    """Removes every folder beside the output."""
    for leftover in (retired_of(final), staging_of(final), journal_of(final), host_of(final)):
        if leftover.exists():
            shutil.rmtree(leftover)


def empty_staging(folder: Path) -> None:
    """Empties the folder in which the next site is written."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def write_file(folder: Path, file: OutputFile) -> tuple[int, bytes, int]:
    """Writes a file below a folder; its size, its SHA-256 and the time of its change. Raises DocketError where the path is taken: one of the two would be lost."""
    hashed = sha256()
    opened = _new_file(f"{folder}{os.sep}{file.path}", file.path)
    try:
        if file.chunks:
            _write_chunks(opened, file.chunks(), hashed.update)
        else:
            hashed.update(file.content)
            _write_all(opened, file.content)
        told = os.fstat(opened)
    finally:
        os.close(opened)
    return told.st_size, hashed.digest(), told.st_mtime_ns


def _new_file(target: str, path: str) -> int:
    """The descriptor of a new file; its folder is made where it is missing."""
    if target.endswith(PAGE):  # a page has a folder of its own, which is not there yet
        with suppress(OSError):
            os.mkdir(target.removesuffix(PAGE))  # noqa: PTH102 - a Path for each of ten thousand pages would take as long as writing them
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(target, flags, 0o644)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        return os.open(target, flags, 0o644)
    except FileExistsError:
        raise DocketError(f"{path}: two outputs want this path") from None


def replace_file(folder: Path, file: OutputFile) -> None:
    """Puts a file in the place of the one below a folder, whole."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.new")
    aside.write_bytes(file.content)
    aside.replace(target)


def _write_chunks(opened: int, chunks: Iterable[bytes], add: Callable[[bytes], None]) -> None:
    """Writes chunks one after the other, each added to the hash by a thread meanwhile: to hash a large file takes as long as to write it. No more than two wait at a time."""
    with ThreadPoolExecutor(1) as beside:
        adding = None
        for chunk in chunks:
            if adding:
                adding.result()
            adding = beside.submit(add, chunk)
            _write_all(opened, chunk)


def _write_all(opened: int, chunk: bytes) -> None:
    written = os.write(opened, chunk)
    while written < len(chunk):
        written += os.write(opened, memoryview(chunk)[written:])


def swap(final: Path) -> None:
    """Puts the built site in the place of the old one: two renames, so that no reader meets half a site. Raises DocketError where nothing was built."""
    staging, retired = staging_of(final), retired_of(final)
    if not staging.is_dir():
        raise DocketError(f"{staging}: nothing was built")
    if final.exists():
        final.rename(retired)
    staging.rename(final)
    if retired.exists():
        shutil.rmtree(retired)


def lay_in(final: Path, fresh: Collection[str], removed: Iterable[str]) -> None:
    """Puts the files written beside the site into it, and takes out those that are no longer wanted. From the moment the journal is there the next build would
    finish what this one began."""
    changes = journal_of(final)
    staging_of(final).rename(changes)
    journal = changes / f"{JOURNAL}.new"
    journal.write_text(json.dumps({"fresh": sorted(fresh), "removed": sorted(removed)}))
    journal.rename(changes / JOURNAL)
    _lay_in(final)
    shutil.rmtree(changes)


def _lay_in(final: Path) -> None:
    changes = journal_of(final)
    journal = json.loads((changes / JOURNAL).read_text())
    for path in journal["fresh"]:
        source, target = changes / path, final / path
        if source.exists():  # else it was laid in before this was stopped
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for path in journal["removed"]:
        with suppress(FileNotFoundError):
            (final / path).unlink()
        _remove_empty((final / path).parent, final)


def _remove_empty(folder: Path, top: Path) -> None:
    """Removes a folder and those around it, as far as they are empty."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:  # something is in it, or it is gone already
            return
        folder = folder.parent
