"""Output files: what every page and format gives back, and what is known of a file once it is
written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from docket.model.urls import safe_path


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One finished file: its path from the root of the site, media type, bytes, a title that says
    what it holds, the name of its licence, whether the site map lists it. Of a file too large to be
    held in memory whole the bytes come in `chunks`, and `content` is empty."""

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
        """How many bytes it has."""
        return len(self.content)

    @property
    def hashed(self) -> bytes:
        """The SHA-256 of the bytes, 32 bytes."""
        return sha256(self.content).digest()

    @property
    def sha256(self) -> str:
        """The same as 64 hex digits."""
        return self.hashed.hex()


class Written(NamedTuple):
    """What is known of a file of the site: path, size, SHA-256 (32 bytes), the time of its last
    change (nanoseconds), and what OutputFile says of it."""

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
        """The SHA-256 of the bytes, 64 hex digits."""
        return self.hashed.hex()
