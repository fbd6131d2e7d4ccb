"""Locks: let one process at a time work with a cache or an output folder; others wait, then give
up.

A lock is flock(2) on a file: the system releases it when its holder ends, however it ends. The file
holds the process number and the command of the holder. It is removed when the lock is released. A
file with another text was not made here: it is neither changed nor removed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shlex
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from docket.build.store import LOCK, Store, take_folder
from docket.model.diagnostics import DocketError

WAIT = "DOCKET_LOCK_WAIT"
"""The environment variable that holds for how many seconds to wait for a lock."""
DEFAULT_WAIT = 300
PAUSE = 0.1
"""Seconds between two attempts to get a lock."""
FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
"""The flags a lock is opened with: no link is followed, and no pipe waited for."""
OURS = re.compile(rb"(?:[0-9]+\n[^\n]*(?:docket|pelican)|\Z)")
"""The start of the text of a lock. It is empty where the disk was full, or the power failed."""


def lock_of(output: Path) -> Path:
    """Return the lock file of an output folder, which is beside the folder."""
    folder = output.resolve()
    return folder.with_name(f"{folder.name}.lock")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file, which is created where it is missing.

    While another process holds it, wait and name that process on stderr. Raise DocketError when the
    time to wait (WAIT) is over or the file was not made here, and OSError where it cannot be
    created.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = _acquired(file)
    try:
        with suppress(OSError):  # with a full disk the holder stays unnamed
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _own_text(), 0)
        yield
    finally:
        with suppress(OSError):
            if _is(descriptor, file):
                file.unlink()
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # forked workers have the descriptor too
        os.close(descriptor)


@contextmanager
def opened(folder: Path | None) -> Iterator[Store]:
    """Open the store in a folder for this process alone. Warn on stderr at the end if it could not
    be written.

    Without a folder, or where it cannot be made, the store keeps nothing. Raise DocketError where
    another process holds the store for too long, or the folder holds other files.
    """
    with ExitStack() as held:
        store = Store(None)
        try:
            if folder:
                take_folder(folder)
                held.enter_context(locked(folder / LOCK))
                store = Store(folder)
        except OSError as error:
            store.fault = f"{folder}: {error.strerror}"
        yield store
        if store.fault:
            warning = f"docket: warning: {store.fault}; the next run takes longer\n"
            sys.stderr.write(warning)


def _acquired(file: Path) -> int:
    """Return the descriptor of the lock file, once this process holds the lock."""
    wait, begun, announced = _seconds(), time.monotonic(), False
    while True:
        descriptor = _opened(file)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is(descriptor, file):
                return descriptor
        except BlockingIOError:
            holder = _holder(descriptor)
            if not announced:
                sys.stderr.write(f"docket: waiting for {holder}, which holds {file}\n")
                announced = True
            if time.monotonic() - begun >= wait:
                os.close(descriptor)
                raise DocketError(
                    f"{file}: is still held by {holder} after {wait:g} seconds\n"
                    f"  End that process, or wait longer: {WAIT}=SECONDS in the environment."
                ) from None
            time.sleep(PAUSE)
        except BaseException:  # Ctrl-C too must close the file
            os.close(descriptor)
            raise
        os.close(descriptor)


def _opened(file: Path) -> int:
    """Open a lock file, which is created where it is missing. Raise DocketError for one that was
    not made here."""
    ours = False
    try:
        descriptor = os.open(file, FLAGS, 0o644)
        ours = stat.S_ISREG(os.fstat(descriptor).st_mode)
        ours = ours and OURS.match(os.pread(descriptor, 4096, 0)) is not None
        if ours:
            return descriptor
        os.close(descriptor)
    except OSError:
        if not os.path.lexists(file) or stat.S_ISREG(file.lstat().st_mode):
            raise
    raise DocketError(
        f"{file}: a lock would be made here, but what lies here was not made by a build; move it "
        "away, or choose another folder"
    )


def _own_text() -> bytes:
    """Return what a lock says of this process: its number and its command, each on a line."""
    command = " ".join(shlex.join(sys.orig_argv).split())
    return f"{os.getpid()}\ndocket, as {command}\n".encode(errors="replace")


def _is(descriptor: int, file: Path) -> bool:
    """Return whether a file is still the one that was opened, neither removed nor replaced."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.lstat())
    except FileNotFoundError:
        return False


def _holder(descriptor: int) -> str:
    """Return who holds the lock: process number, command and since when (local time)."""
    lines = os.pread(descriptor, 4096, 0).decode(errors="replace").split("\n")
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime).isoformat(" ", "seconds")
    if len(lines) < 2:
        return "another process"
    command = lines[1] if len(lines[1]) <= 200 else f"{lines[1][:200]} …"
    return f"process {lines[0]} ({command}; since {since})"


def _seconds() -> float:
    """Return for how many seconds to wait. Raise DocketError where the variable is not a number."""
    value = os.environ.get(WAIT, str(DEFAULT_WAIT))
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < float("inf"):
        raise DocketError(f"{WAIT}: {value!r} is no number of seconds; write for example 300")
    return seconds
