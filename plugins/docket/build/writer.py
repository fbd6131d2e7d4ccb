"""Write the files of a site into the staging directory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from docket.build.destination import errors_told
from docket.build.output import OutputFile
from docket.model.diagnostics import DocketError

PAGE = f"{os.sep}index.html"


class PathTaken(DocketError):
    """A file cannot be written because another output has its path, or a folder of its path."""


def write_file(folder: Path, file: OutputFile) -> tuple[int, bytes, int]:
    """Write a file below a folder, and return its size, its SHA-256 (32 bytes) and the time of its
    change.

    Raise PathTaken where its path is taken, and DocketError where it cannot be written, as on a
    full disk.
    """
    hashed = sha256()
    with errors_told(Path(file.path), hint="the site that was there stays as it was"):
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
    """Return the descriptor of a new file, whose folder is created where it is missing."""
    if target.endswith(PAGE):  # a page has a folder of its own, which is not there yet
        with suppress(OSError):
            os.mkdir(target.removesuffix(PAGE))  # noqa: PTH102 - a Path takes as long as the call
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        try:
            return os.open(target, flags, 0o644)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            return os.open(target, flags, 0o644)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise PathTaken(f"{path}: two outputs want this path") from None


def _write_chunks(opened: int, chunks: Iterable[bytes], add: Callable[[bytes], None]) -> None:
    """Write chunks one by one while a thread hashes them, since hashing a large file takes as long
    as writing it. At most two chunks are in memory."""
    with ThreadPoolExecutor(1) as beside:
        adding = None
        for chunk in chunks:
            if adding:
                adding.result()
            adding = beside.submit(add, chunk)
            _write_all(opened, chunk)


def _write_all(opened: int, chunk: bytes) -> None:
    """Write all bytes of a chunk, with as many calls as it takes."""
    written = os.write(opened, chunk)
    while written < len(chunk):
        written += os.write(opened, memoryview(chunk)[written:])
