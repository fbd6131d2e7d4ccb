"""The cache: what was worked out before, in files that may be deleted, cut short, damaged or stale without changing a byte of the output.

A cache is a folder of states and packs (`docket.shelf`). A state is one value (what marshal knows: tuples, lists, dicts, text, bytes, numbers) under a key; where the key or a
checksum differs there is no state. Its file holds the value as it was last written whole, and behind it what has changed since (`docket.patches`).
"""

from __future__ import annotations

import fcntl
import marshal
import os
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from sysconfig import get_path
from typing import Any, NamedTuple

from docket.patches import patch, patched
from docket.shelf import Shelf

MAGIC = b"docket\x00\x02"
SIZE = 16
"""The length of every digest in bytes."""
HEAD = struct.Struct(f"<8s{SIZE}s{SIZE}s{SIZE}sQ")
"""How the head of a state's file is packed."""
CODE = Path(__file__).parents[1]
"""The folder of this library and of the plugins beside it."""
INSTALLED = frozenset(("site-packages", "dist-packages"))
"""The folders of installed packages, which are known by their versions."""
SMALL = 8
"""What has changed is written alone while it is less than this part of the whole."""


class Head(NamedTuple):
    """The head of a state's file: MAGIC, the key, the hashes of the value as it was last written whole and of what has changed since, and the size of the former."""

    magic: bytes
    key: bytes
    whole: bytes
    change: bytes
    size: int


def digest(*parts: bytes) -> bytes:
    """The BLAKE2b hash (RFC 7693, 16 bytes) of these bytes, one after the other."""
    return _hash(b"".join(parts))


def _hash(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=SIZE).digest()


def digest_of(value: Any) -> bytes:
    """The hash of a value made of what marshal knows; equal values have equal hashes in every process. (From version 3 on marshal's bytes depend on
    which texts are one object; those of version 2 do not.)"""
    return digest(marshal.dumps(value, 2))


def digest_of_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> bytes:
    """Return the hash of the names and contents of all files below these folders, links followed
    (or of a file itself); with suffixes, of those alone."""
    found = []
    for folder in folders:
        for path in sorted(_files(folder)) if folder.is_dir() else [folder]:
            if path.is_file() and (not suffixes or path.suffix in suffixes):
                found += [path.relative_to(folder).as_posix().encode(), digest(path.read_bytes())]
    return digest(*found)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every path below a folder that is no folder; a folder that a link leads to a second
    time is left out."""
    seen = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(place))
        fresh = (name for name in folders if os.path.realpath(f"{place}/{name}") not in seen)
        folders[:] = [name for name in fresh if name != "__pycache__"]
        yield from (Path(place, name) for name in names)


def digest_of_code() -> bytes:
    """The hash of what a run is made by: this library and the plugins beside it, Python, and which versions of which packages are installed."""
    packages = sorted({path.name for place in ("purelib", "platlib") for path in Path(get_path(place)).glob("*.dist-info")})
    installed = [name.encode() for name in packages]
    return digest(sys.version.encode(), *installed, digest_of_files([CODE], (".py", ".json")))


def modules_of_the_site() -> list[Path]:
    """Return the files of all imported modules that are neither Python's own, nor installed, nor
    this library's."""
    left_out = (get_path("stdlib"), get_path("platstdlib"), str(CODE))
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    own = (file for file in files if file.endswith(".py") and not file.startswith(left_out))
    return sorted(path for path in map(Path, own) if INSTALLED.isdisjoint(path.parts))


class Cache:
    """A folder of states and packs. Two builds never use it at the same time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bases: dict[str, tuple[Head, Any]] = {}  # states as they were last written whole, each with the head of its file
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")

    def load(self, name: str, key: bytes) -> Any:
        """The state of this name, None where there is none, or one under another key, or a damaged one. Nobody changes it: what is saved next is held against it."""
        self._bases.pop(name, None)
        with suppress(OSError, EOFError, ValueError, TypeError, LookupError, struct.error):
            content = memoryview((self.folder / name).read_bytes())
            head = Head._make(HEAD.unpack(content[: HEAD.size]))
            body, change = content[HEAD.size : HEAD.size + head.size], content[HEAD.size + head.size :]
            if head == Head(MAGIC, key, _hash(body), _hash(change), head.size):
                base = marshal.loads(body)
                value = patched(base, marshal.loads(change)) if change else base
                self._bases[name] = (head, base)
                return value
        return None

    def save(self, name: str, key: bytes, value: Any) -> None:
        """Puts a state in the place of the old one. Where little has changed since it was last written whole, only that is written behind it; a state that is stopped in
        the middle of this is a damaged one."""
        head, base = self._bases.get(name, (None, None))
        if head is not None and head.key == key:
            change = marshal.dumps(patch(base, value))
            if len(change) < head.size // SMALL:
                with (self.folder / name).open("r+b") as file:
                    file.seek(HEAD.size + head.size)
                    file.write(change)
                    file.truncate()
                    file.seek(0)
                    file.write(HEAD.pack(*head._replace(change=_hash(change))))
                return
        body = marshal.dumps(value)
        target, whole = self.folder / name, Head(MAGIC, key, _hash(body), _hash(b""), len(body))
        aside = target.with_name(f"{name}.new")
        with aside.open("wb") as file:
            file.writelines((HEAD.pack(*whole), body))
        aside.replace(target)
        self._bases[name] = (whole, value)

    def forget(self, name: str) -> None:
        """Removes a state, so that the next run begins without it."""
        self._bases.pop(name, None)
        (self.folder / name).unlink(missing_ok=True)

    def shelf(self, name: str) -> Shelf:
        """The packs of this name."""
        return Shelf(self.folder, name)

    @property
    def now(self) -> int:
        """The time of the file system itself, in nanoseconds: of a file written just now. It is the only clock by which files can be told older or newer."""
        probe = self.folder / "now"
        probe.write_bytes(b"")
        return probe.stat().st_ctime_ns


@contextmanager
def opened(folder: Path | None) -> Iterator[Cache | None]:
    """The cache in a folder, held by this process alone: another one waits. None without a folder, or where it cannot be written to."""
    try:
        cache = Cache(folder) if folder else None
        lock = (cache.folder / "lock").open("wb") if cache else None
    except OSError:
        cache = lock = None
    if cache is None or lock is None:
        yield None
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield cache
