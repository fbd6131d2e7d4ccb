"""The release: a site built beside the old one and put in its place whole."""

from __future__ import annotations

import hashlib
import os
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


def finish(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of every file below a folder by its path. On the way gives every file the mode 644 and every folder 755, so that hosts can serve them
    and copies do not differ by the builder's umask."""
    folder.chmod(0o755)
    found = dict[str, str]()
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            found.update({f"{entry.name}/{path}": digest for path, digest in finish(Path(entry.path)).items()})
        else:
            found[entry.name] = seal(Path(entry.path))
    return found


def seal(file: Path) -> str:
    """The SHA-256 of a file, which is given the mode 644."""
    file.chmod(0o644)
    return hashlib.sha256(file.read_bytes()).hexdigest()
