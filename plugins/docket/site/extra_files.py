"""Extra files: what a site owner adds to the site by hand, copied from a folder as it is."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from docket.build.destination import MARKER, errors_explained
from docket.build.output import OutputFile
from docket.model.diagnostics import DocketError

CHUNK = 1 << 20
"""How many bytes of a file are held in memory at a time."""


class Extra(NamedTuple):
    """A file below the folder of extra files: its path in the site, where it lies, and the SHA-256
    of its bytes (32 bytes)."""

    path: str
    source: Path
    hashed: bytes


def read_extras(folder: Path) -> list[Extra]:
    """Return every file below a folder, in the order of their paths.

    Raise DocketError where one is a link, a device or a pipe, or has a name that a site cannot
    have.
    """
    with errors_explained(folder):
        return sorted(_extras(folder, ""))


def output_file(extra: Extra) -> OutputFile:
    """Return an extra file as an output, its bytes read when they are asked for."""
    media_type = mimetypes.guess_type(extra.path)[0] or "application/octet-stream"
    name = extra.source.name
    return OutputFile(extra.path, media_type, b"", name, "", chunks=lambda: _chunks(extra.source))


def _extras(folder: Path, inside: str) -> Iterator[Extra]:
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
    """Yield the bytes of a file. A link that took its place meanwhile is not followed."""
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
