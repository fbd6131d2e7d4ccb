"""Fingerprints of files: of the program itself, and of the folders of a project."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from sysconfig import get_path

from docket.store import fingerprint


def fingerprint_of_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> bytes:
    """Return the fingerprint of the names and contents of all files below these folders (or of a
    file itself); with `suffixes`, of those alone."""
    parts = []
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            wanted = not suffixes or path.suffix in suffixes
            if wanted and path.is_file() and "__pycache__" not in path.parts:
                parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return fingerprint(*parts)


def fingerprint_of_code() -> bytes:
    """Return the fingerprint of what a run is made by: this library and the plugins beside it,
    Python, and which versions of which packages are installed."""
    places = [Path(get_path(place)) for place in ("purelib", "platlib")]
    packages = sorted({path.name for place in places for path in place.glob("*.dist-info")})
    code = fingerprint_of_files([Path(__file__).parents[1]], (".py", ".json"))
    return fingerprint(sys.version.encode(), *(name.encode() for name in packages), code)
