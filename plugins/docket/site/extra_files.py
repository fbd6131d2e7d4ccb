"""Read the extra files: those that a site owner adds to the site, copied unchanged from a
folder."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from docket.build.destination import MARKER, errors_told
from docket.build.output import OutputFile
from docket.model.diagnostics import DocketError

CHUNK = 1 << 20
"""The number of bytes of a file that are read at a time."""


class Extra(NamedTuple):
    """A file below the folder of extra files: its path in the site, the file itself, and the
    SHA-256 of its content (32 bytes)."""

    path: str
    source: Path
    hashed: bytes


def read_extras(folder: Path) -> list[Extra]:
    """Return every file below a folder, ordered by path.

    Raise DocketError for a link, device, pipe or socket, and for a name that no file of the site
    may have.
    """
    with errors_told(folder):
        return sorted(_extras(folder, ""))


def output_file(extra: Extra) -> OutputFile:
    """Return an extra file as an output whose bytes are read when it is written."""
    media_type = mimetypes.guess_type(extra.path)[0] or "application/octet-stream"
    name = extra.source.name
    return OutputFile(extra.path, media_type, b"", name, "", chunks=lambda: _chunks(extra.source))


def _extras(folder: Path, inside: str) -> Iterator[Extra]:
    """Yield the files below a folder, whose path in the site is `inside` (empty, or with a slash at
    the end)."""
    for entry in os.scandir(folder):
        path, source = f"{inside}{entry.name}", Path(entry.path)
        mode = entry.stat(follow_symlinks=False).st_mode
        if not entry.name.isprintable() or "\\" in entry.name or path == MARKER:
            raise DocketError(
                f"{folder}: {entry.name!r} cannot be the name of a file of the site; give it "
                "another one"
            )
        if stat.S_ISDIR(mode):
            yield from _extras(source, f"{path}/")
        elif stat.S_ISREG(mode):
            hashed = sha256()
            for chunk in _chunks(source):
                hashed.update(chunk)
            yield Extra(path, source, hashed.digest())
        else:
            what = "a link" if stat.S_ISLNK(mode) else "a device, pipe or socket"
            raise DocketError(
                f"{source}: is {what}; only files and folders of files are copied into the site, "
                "so put the file itself here"
            )


def _chunks(source: Path) -> Iterator[bytes]:
    """Yield the bytes of a file. Raise OSError for a link, which may have replaced it meanwhile."""
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
