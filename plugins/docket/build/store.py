"""Keep what earlier builds computed in one SQLite file, which may be deleted or damaged at any
time.

The file holds blobs under their own hash, and states under the fingerprint of everything that a
build depends on. What does not match its hash counts as missing: a damaged store costs time and
never gives a wrong byte. Where the disk is full or read-only, nothing is kept.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docket.model.diagnostics import DocketError

FILE = "store.sqlite"
LOCK, NOW, IGNORE = "lock", "now", ".gitignore"
FILES = {LOCK, NOW, IGNORE, FILE, f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm"}
"""The names of all files in the folder of a store."""
IGNORED = b"# Civic Docket keeps what it computed in this folder. It may be deleted.\n*\n"
"""The text of IGNORE: it keeps the folder out of git, and tells that the folder is ours."""
SIZE = 16
"""The length of a fingerprint in bytes."""
SMALL = 64
"""Blobs of fewer bytes are kept in memory, since many values share a short one."""
LARGE = 4_000_000
"""How many bytes of new blobs are held in memory until they are written."""
TABLES = (
    "CREATE TABLE IF NOT EXISTS blob (hash BLOB PRIMARY KEY, content BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, key BLOB, hash BLOB, content BLOB)",
)


def fingerprint(*parts: bytes) -> bytes:
    """Return the BLAKE2b hash (RFC 7693, 16 bytes) of these parts, each with its length."""
    hashed = blake2b(digest_size=SIZE)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.digest()


def packed(value: Any) -> bytes:
    """Return a value of lists, tuples, dicts, text, bytes and numbers as bytes that are equal for
    equal values.

    This is format 2 of marshal. In later formats the bytes depend on which objects are identical.
    """
    return marshal.dumps(value, 2)


def by_value(value: Any) -> bytes:
    """Return the fingerprint of a value of tuples, lists, dicts and plain values, from its repr."""
    return fingerprint(repr(value).encode())


def take_folder(folder: Path) -> None:
    """Make the folder of a store, or take one that is empty or was made here.

    Raise DocketError where it holds anything else, and OSError where it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names, text = {path.name for path in folder.iterdir()}, b""
    if IGNORE in names:
        number = os.open(folder / IGNORE, os.O_RDONLY | os.O_NONBLOCK)
        text = os.read(number, len(IGNORED) + 1)
        os.close(number)
    if text == IGNORED:
        return
    begun = text in (b"", b"*\n")  # cut short, or an earlier version's
    if names - FILES or not (begun or names & {FILE, NOW}):
        raise DocketError(
            f"{folder}: what was computed would be kept here (DOCKET_CACHE), but this folder "
            "holds other files; move it away, or choose another folder, new or empty"
        )
    number = os.open(folder / IGNORE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o644)
    os.write(number, IGNORED)
    os.close(number)


class Store:
    """The blobs and states in a folder. Without a folder, or where it cannot be written, it keeps
    nothing. `patience` is for how many seconds to wait for another process that writes."""

    def __init__(self, folder: Path | None, patience: float = 5) -> None:
        self.folder, self._patience = folder, patience
        self.fault = ""
        """Why the store could not be written to; empty where it could."""
        self._pending: dict[bytes, bytes] = {}
        self._held = 0
        self._read: dict[bytes, bytes] = {}
        self._connections: dict[int, sqlite3.Connection | None] = {}

    def put(self, content: bytes) -> bytes:
        """Keep a blob, and return its hash. It is written by the next save, or at once where more
        than LARGE bytes wait."""
        hashed = fingerprint(content)
        self._pending[hashed] = content
        self._held += len(content)
        if self._held > LARGE:
            self._write()
        return hashed

    def pending(self, hashed: bytes) -> bytes | None:
        """Return the blob with this hash if it is not in the file yet."""
        return self._pending.get(hashed)

    def get(self, hashed: bytes) -> bytes | None:
        """Return the blob with this hash; None where it is missing or damaged."""
        known = self._pending.get(hashed) or self._read.get(hashed)
        if known is not None:
            return known
        connection = self._connection
        if connection is None:
            return None
        with suppress(sqlite3.Error):
            row = connection.execute(
                "SELECT content FROM blob WHERE hash = ?", (hashed,)
            ).fetchone()
            if row and isinstance(row[0], bytes) and fingerprint(row[0]) == hashed:
                if len(row[0]) < SMALL:
                    self._read[hashed] = row[0]
                return row[0]
        return None

    def load(self, name: str, key: bytes) -> Any:
        """Return the state of this name; None where it is missing, damaged or under another key."""
        connection = self._connection
        if connection is None:
            return None
        with suppress(sqlite3.Error, ValueError, EOFError, TypeError):
            query = "SELECT hash, content FROM state WHERE name = ? AND key = ?"
            row = connection.execute(query, (name, key)).fetchone()
            if row and isinstance(row[1], bytes) and fingerprint(row[1]) == row[0]:
                return marshal.loads(row[1])
        return None

    def save(self, name: str, key: bytes, value: Any) -> None:
        """Write a state, and the blobs put since the last save, in one transaction."""
        content = marshal.dumps(value)
        self._write((name, key, fingerprint(content), content))

    def _write(self, *states: tuple[str, bytes, bytes, bytes]) -> None:
        """Write the blobs put since the last time, and rows of states. Blobs stay in memory where
        the disk is full or the file is locked."""
        self._held, connection = 0, self._connection
        if connection is None:
            return
        try:
            with connection:
                rows = self._pending.items()
                connection.executemany("INSERT OR REPLACE INTO blob VALUES (?, ?)", rows)
                connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)", states)
        except sqlite3.OperationalError as error:  # the disk is full, or the file is locked
            self.fault = f"{self.folder}: {error}"
            connection.execute("PRAGMA busy_timeout = 0")  # to wait again would take as long
            return
        except sqlite3.DatabaseError:
            self._discard()
        self._pending.clear()

    def sweep(self, wanted: Collection[bytes]) -> None:
        """Delete every blob whose hash is not in `wanted`."""
        connection = self._connection
        if connection is None:
            return
        with suppress(sqlite3.Error), connection:
            hashes = [hashed for (hashed,) in connection.execute("SELECT hash FROM blob")]
            gone = [(hashed,) for hashed in hashes if hashed not in wanted]
            connection.executemany("DELETE FROM blob WHERE hash = ?", gone)

    def _discard(self) -> None:
        """Delete a damaged file, so that the next build begins a new one."""
        self._connections[os.getpid()] = None
        if self.folder:
            with suppress(OSError):
                (self.folder / FILE).unlink()

    @property
    def now(self) -> int:
        """Return the time of the file system in nanoseconds; 0 where nothing can be written.

        Only times of one file system can be compared, so that the clock of the machine is not used.
        """
        with suppress(OSError):
            if self.folder and self._connection:
                flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
                probe = os.open(self.folder / NOW, flags, 0o644)
                os.utime(probe)
                status = os.fstat(probe)
                os.close(probe)
                return status.st_ctime_ns
        return 0

    @property
    def _connection(self) -> sqlite3.Connection | None:
        """Return the connection of this process; SQLite forbids using one across a fork."""
        process = os.getpid()
        if process not in self._connections:
            self._connections[process] = self._opened()
        return self._connections[process]

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file and return the connection, None where that fails. A file that is not a
        database is replaced."""
        if self.folder is None:
            return None
        for _ in range(2):
            try:
                take_folder(self.folder)
                if (self.folder / FILE).is_symlink():
                    raise OSError(f"{FILE} is a link")
                connection = sqlite3.connect(self.folder / FILE, timeout=self._patience)
                connection.execute("PRAGMA synchronous = OFF")
                for table in TABLES:
                    connection.execute(table)
                return connection
            except (OSError, sqlite3.OperationalError) as error:  # not writable, or locked
                self.fault = f"{self.folder}: {error}"
                return None
            except sqlite3.DatabaseError:
                with suppress(OSError):
                    (self.folder / FILE).unlink()
        return None
