"""Output files: what pages and exports return, and what is known of a file after it was written."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from docket.model.urls import safe_path


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A finished file of the site.

    `path` begins at the root of the site, `title` says what the file holds, `licence` names its
    licence, `listed` says whether it is in the site map. For a file too large for memory `chunks`
    returns the bytes piece by piece, and `content` is empty.
    """

    path: str
    media_type: str
    content: bytes
    title: str
    licence: str
    listed: bool = False
    chunks: Callable[[], Iterable[bytes]] | None = None

    def __post_init__(self) -> None:
        """Raise DocketError for a path that could lead out of the site."""
        safe_path(self.path)

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content)

    @property
    def hashed(self) -> bytes:
        """Return the SHA-256 of the bytes, as 32 bytes."""
        return sha256(self.content).digest()

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes, as 64 hex digits."""
        return self.hashed.hex()


class Written(NamedTuple):
    """A file of the site as it was written: path, size, SHA-256 (32 bytes), time of the last change
    (nanoseconds), and the other fields of its OutputFile."""

    path: str
    size: int
    hashed: bytes
    changed: int
    media_type: str
    title: str
    licence: str
    listed: bool

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the bytes, as 64 hex digits."""
        return self.hashed.hex()


def asset(path: str, content: bytes, licence: str) -> OutputFile:
    """Return a file of the site whose media type is guessed from its name."""
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return OutputFile(path, media_type, content, path.rsplit("/", 1)[-1], licence)
