"""The cache: what was worked out before, in files that may be deleted, cut short, damaged or stale without changing a byte of the output.

A cache is a folder of states and packs (`docket.shelf`). A state is one value (what marshal knows: tuples, lists, dicts, text, bytes, numbers) under a key; where the key or a
checksum differs there is no state. Its file holds the value as it was last written whole, and behind it what has changed since (`docket.patches`).
"""

from __future__ import annotations

import marshal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from sysconfig import get_path
from typing import Any, NamedTuple, TypeVar

from docket.lock import locked
from docket.patches import patch, patched
from docket.shelf import Shelf, Unwritable, writing

MAGIC = b"docket\x00\x02"
SIZE = 16
"""The length of every digest in bytes."""
HEAD = struct.Struct(f"<8s{SIZE}s{SIZE}s{SIZE}sQ")
"""How the head of a state's file is packed."""
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
    """The hash of the names and contents of all files below these folders (or of a file itself); with suffixes, of those alone."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and "__pycache__" not in path.parts and (not suffixes or path.suffix in suffixes):
                found += [path.relative_to(folder).as_posix().encode(), digest(path.read_bytes())]
    return digest(*found)


def digest_of_code() -> bytes:
    """The hash of what a run is made by: this library and the plugins beside it, Python, and which versions of which packages are installed."""
    packages = sorted({path.name for place in ("purelib", "platlib") for path in Path(get_path(place)).glob("*.dist-info")})
    return digest(sys.version.encode(), *(name.encode() for name in packages), digest_of_files([Path(__file__).parents[1]], (".py", ".json")))


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
        the middle of this is a damaged one. Raises Unwritable."""
        with writing(self.folder / name):
            self._save(name, key, value)

    def _save(self, name: str, key: bytes, value: Any) -> None:
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
        try:
            with aside.open("wb") as file:
                file.writelines((HEAD.pack(*whole), body))
            aside.replace(target)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        self._bases[name] = (whole, value)

    def forget(self, name: str) -> None:
        """Removes a state, so that the next run begins without it."""
        self._bases.pop(name, None)
        with suppress(OSError):
            (self.folder / name).unlink(missing_ok=True)

    def shelf(self, name: str) -> Shelf:
        """The packs of this name."""
        return Shelf(self.folder, name)

    @property
    def now(self) -> int:
        """The time of the file system itself, in nanoseconds: of a file written just now. It is the
        only clock by which files can be told older or newer. Raises Unwritable."""
        probe = self.folder / "now"
        with writing(probe):
            probe.write_bytes(b"")
            return probe.stat().st_ctime_ns


@contextmanager
def opened(folder: Path | None) -> Iterator[Cache | None]:
    """Hold the cache in a folder, for this process alone: another one waits. None without a folder,
    or where it cannot be written to. Raise DocketError where another holds it for too long."""
    with ExitStack() as held:
        cache = None
        with suppress(OSError):
            if folder:
                found = Cache(folder)
                held.enter_context(locked(folder / "lock"))
                cache = found
        yield cache


Result = TypeVar("Result")


def without_cache_where_full(work: Callable[[Path | None], Result], folder: Path | None) -> Result:
    """Return what `work` gives for a cache folder. Where the cache cannot be written to, say so on
    stderr and work once more without one: that takes longer and gives the same."""
    try:
        return work(folder)
    except Unwritable as error:
        if folder is None:
            raise
        sys.stderr.write(f"docket: warning: {error}; working without the cache\n")
        return work(None)
