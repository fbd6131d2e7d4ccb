"""Output files: what every format module gives back, whatever the format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One finished file: its path from the root of the site, media type, bytes, a title that says what it holds, and the name of its licence."""

    path: str
    media_type: str
    content: bytes
    title: str
    licence: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()
