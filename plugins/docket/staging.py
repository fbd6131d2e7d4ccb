"""The staging: what is new of a site, written into a folder beside the output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from docket.destination import errors_told
from docket.manifest import CHANGED, HASHED, PATH, SIZE, Manifest, Plain
from docket.outputs.output import OutputFile, Written
from docket.problems import DocketError
from docket.shelf import Writer

PAGE = f"{os.sep}index.html"


class PathTaken(DocketError):
    """A file cannot be written because another output has its path, or a folder of its path."""


@dataclass
class Made:
    """What a worker made: by target and item the key and the files, and the paths of those that were written, since they are not as they were."""

    items: dict[tuple[str, str], tuple[bytes, list[Plain]]] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)


def together(shares: Iterable[Made]) -> Made:
    """What all workers made."""
    made = Made()
    for share in shares:
        made.items |= share.items
        made.fresh += share.fresh
    return made


class Staging(NamedTuple):
    """The folder, and what the last build made. A file that lies in the output as it would be written is left there."""

    folder: Path
    before: Manifest

    def put(self, target: str, item: str, key: bytes, files: Iterable[OutputFile], made: Made, writer: Writer | None = None) -> None:
        """Writes the files of an item of a target, and adds it to what was made; fragments go to the writer of a pack."""
        known = {file[PATH]: file for file in self.before.files_of(target, item) if file[PATH] not in self.before.gone}
        made.items[target, item] = (key, [tuple(self._put(file, known.get(file.path), made, writer)) for file in files])

    def _put(self, file: OutputFile, known: Plain | None, made: Made, writer: Writer | None) -> Written:
        slots = {name: writer.add(fragment) for name, fragment in file.fragments.items()} if writer and file.fragments else None
        if known and not file.chunks and (known[SIZE], known[HASHED]) == (file.size, file.hashed):
            size, hashed, changed = file.size, known[HASHED], known[CHANGED]
        else:
            try:
                size, hashed, changed = write_file(self.folder, file)
            except PathTaken:  # the plan finds both outputs and names them
                size, hashed, changed = 0, b"", 0
            if known and (known[SIZE], known[HASHED]) == (size, hashed):
                (self.folder / file.path).unlink()
                changed = known[CHANGED]
            else:
                made.fresh.append(file.path)
        return Written(file.path, size, hashed, changed, file.media_type, file.title, file.licence, file.listed, slots)


def write_file(folder: Path, file: OutputFile) -> tuple[int, bytes, int]:
    """Write a file below a folder and return its size, its SHA-256 and the time of its change.

    Raise PathTaken where another output is there already, and DocketError where it cannot be
    written, as on a full disk.
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
    """The descriptor of a new file; its folder is made where it is missing."""
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
    """Write chunks one after the other, each added to the hash by a thread meanwhile: to hash a
    large file takes as long as to write it. No more than two wait at a time."""
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
