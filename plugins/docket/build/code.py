"""Fingerprints of the program itself, and of the folders of a project."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from sysconfig import get_path

from docket.build.store import fingerprint

CODE = Path(__file__).parents[2]
"""The folder of this library and of the plugins beside it."""
INSTALLED = frozenset(("site-packages", "dist-packages"))
"""The folders of installed packages, whose versions are part of the fingerprint of the code."""
NOT_OF_THE_SITE = (get_path("stdlib"), get_path("platstdlib"), str(CODE), "<frozen")
"""The beginnings of the paths of Python's own modules and of this library's."""
NO_CODE = frozenset(("__pycache__", "node_modules", ".git", ".hg", ".svn", *INSTALLED))
"""The names of folders that hold no code of a project."""


def fingerprint_of_files(folders: Iterable[Path], suffixes: tuple[str, ...] = ()) -> bytes:
    """Return the fingerprint of the names and contents of all files below these folders, links
    followed (or of a file itself); with `suffixes`, of those alone."""
    parts = []
    for folder in folders:
        for path in sorted(_files(folder)) if folder.is_dir() else [folder]:
            if path.is_file() and (not suffixes or path.suffix in suffixes):
                parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return fingerprint(*parts)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every path below a folder that is no folder; a folder that a link leads to a second
    time is left out."""
    seen = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        seen.add(os.path.realpath(place))
        fresh = (name for name in folders if os.path.realpath(f"{place}/{name}") not in seen)
        folders[:] = [name for name in fresh if name != "__pycache__"]
        yield from (Path(place, name) for name in names)


def fingerprint_of_code() -> bytes:
    """Return the fingerprint of what a run is made by: this library and the plugins beside it,
    Python, and which versions of which packages are installed."""
    places = [Path(get_path(place)) for place in ("purelib", "platlib")]
    packages = sorted({path.name for place in places for path in place.glob("*.dist-info")})
    code = fingerprint_of_files([CODE], (".py", ".json"))
    return fingerprint(sys.version.encode(), *(name.encode() for name in packages), code)


def modules_of_the_site() -> list[Path]:
    """Return the files of all imported modules that are neither Python's own, nor installed, nor
    this library's."""
    files = {getattr(module, "__file__", None) or "" for module in list(sys.modules.values())}
    return sorted(Path(file) for file in files if file.endswith(".py") and is_of_the_site(file))


def is_of_the_site(file: str) -> bool:
    """Return whether a file of code is neither Python's own, nor installed, nor this library's."""
    return (
        bool(file)
        and not file.startswith(NOT_OF_THE_SITE)
        and INSTALLED.isdisjoint(Path(file).parts)
    )


def modules_below(project: Path, left_out: Iterable[Path]) -> list[Path]:
    """Return the Python files of a project, since a filter may import one when it is called.

    Links are followed. Files in the folders `left_out`, in repositories and in virtual environments
    are left out.
    """
    seen = {os.path.realpath(folder) for folder in left_out}
    found = []
    for place, folders, names in os.walk(project, followlinks=True):
        seen.add(os.path.realpath(place))
        fresh = (name for name in folders if os.path.realpath(f"{place}/{name}") not in seen)
        folders[:] = [name for name in fresh if not _is_no_part(Path(place, name))]
        found += [Path(place, name) for name in names if name.endswith(".py")]
    return sorted(found)


def _is_no_part(folder: Path) -> bool:
    """Return whether a folder has no code of a project: a cache, a repository, an environment."""
    return folder.name in NO_CODE or (folder / "pyvenv.cfg").is_file()
