"""Reading files of the project that are no records: neither is a pipe waited for, nor a device
read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

NO_PLAIN_FILE = "it is no plain file"


def read_plain(path: Path) -> bytes:
    """Return the bytes of a plain file, or of one that a link leads to. Raise OSError for anything
    else."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb", closefd=True) as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(0, NO_PLAIN_FILE)
        return file.read()
