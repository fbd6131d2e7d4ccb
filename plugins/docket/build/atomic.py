"""Call what Python's os module lacks: the atomic exchange of two folders, and the flush of a file
system to its disk."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2
"""Arguments of renameat2(2), Linux: from <fcntl.h> and <linux/fs.h>."""
RENAME_SWAP = 2
"""Argument of renamex_np(2), macOS: from <sys/stdio.h>."""
UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What a system, a file system or a sandbox answers that cannot exchange."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system in one atomic step.

    Return False where the system or the file system cannot; nothing has changed then. Raise
    OSError for any other failure.
    """
    library = ctypes.CDLL(None, use_errno=True)
    here, there = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(here, there, RENAME_SWAP)
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(AT_FDCWD, here, AT_FDCWD, there, RENAME_EXCHANGE)
    else:
        return False
    code = ctypes.get_errno()
    if failed and code not in UNSUPPORTED:
        raise OSError(code, os.strerror(code), str(other))
    return not failed


def flush(folder: Path) -> None:
    """Write everything that the file system of a folder holds in memory to its disk.

    Names and contents of thousands of new files take one call. Raise OSError where that fails.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):  # macOS
        os.sync()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(opened):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(opened)


def flush_names(folder: Path) -> None:
    """Write the names in a folder to the disk. Raise OSError where that fails."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
