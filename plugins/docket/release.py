"""The release: a site built beside the old one and put in its place whole."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from docket.problems import DocketError


def staging_of(final: Path) -> Path:
    """The folder in which the next site is built, on the same disk as the output."""
    return final.with_name(final.name + ".building")


def retired_of(final: Path) -> Path:
    """The folder that holds the old site for the moment of the swap."""
    return final.with_name(final.name + ".retired")


def clear_staging(final: Path) -> None:
    """Removes what an earlier, broken build left. A site that was set aside by a swap that did not finish is put back first."""
    retired = retired_of(final)
    if retired.exists() and not final.exists():
        retired.rename(final)
    for leftover in (retired, staging_of(final)):
        if leftover.exists():
            shutil.rmtree(leftover)


def swap(final: Path) -> None:
    """Puts the built site in the place of the old one: two renames, so that no reader meets half a site. Raises DocketError where nothing was built."""
    staging, retired = staging_of(final), retired_of(final)
    if not staging.is_dir():
        raise DocketError(f"{staging}: nothing was built")
    if final.exists():
        final.rename(retired)
    staging.rename(final)
    if retired.exists():
        shutil.rmtree(retired)


def digests(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of every file below a folder by its path, in order of path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def make_readable(folder: Path) -> None:
    """Gives every file the mode 644 and every folder 755, so that hosts can serve them and copies do not differ by the builder's umask."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
