"""The destination: the folder that a build may make or replace, and the working folder beside it.

Both carry a marker. A folder that is not empty and has no marker belongs to somebody else and is
never touched; nor is a folder that holds the project's input, even with a marker.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from docket.model.diagnostics import DocketError

MARKER = ".docket-output"
MARKER_TEXT = """\
Civic Docket made this folder. Every build replaces it whole and removes what it did not make.
Files of your own that the site should have belong into the project's folder extra/.
"""
"""The content of the marker, the same in every build. The marker is no part of the site, and
SHA256SUMS does not name it, since many hosts neither serve nor copy a file whose name begins with a
dot."""
REPOSITORIES = (".git", ".hg", ".svn")
"""Folders of version control, which hold more than the files that can be seen."""
BESIDE = (
    "the site is built beside the folder that it replaces, so the folder around it must be "
    "writable; make it so, or"
)
OTHER = "choose another folder (--output, or OUTPUT_PATH in the settings file)"


def check_destination(output: Path, project: Path, inputs: Mapping[str, Path]) -> Path:
    """Return the folder that a build of this project may make or replace, with links resolved.

    `inputs` are the folders that a build only reads, by the name of their setting. Raise
    DocketError for an output that is or contains the project or the home folder; that is, contains
    or is inside an input; or that has content which no build made. Nothing is written.
    """
    fact = "the site cannot be built here, since every build replaces the folder and"
    final = check_place(output, project, inputs, fact, OTHER)
    check_contents(final)
    return final


def check_place(
    folder: Path, project: Path, inputs: Mapping[str, Path], fact: str, hint: str
) -> Path:
    """Return a folder that a build writes into, links resolved. Raise DocketError with a fact and a
    hint where it is or holds the project or the home folder, or is, holds or lies in an input."""
    final = resolved(folder)
    for name, kept in _kept(project):
        if _is_inside(kept, final):
            raise DocketError(f"{folder}: {fact} this one is or holds {name}; {hint}")
    for name, given in inputs.items():
        read = resolved(given)
        around = _is_inside(resolved(project), read)  # such as PATH = "."
        if _is_inside(read, final) or (_is_inside(final, read) and not around):
            raise DocketError(f"{folder}: {fact} {name} ({given}) is read from it; {hint}")
    return final


def check_cache(folder: Path, project: Path, others: Mapping[str, Path]) -> Path:
    """Return the folder of the store, links resolved. Raise DocketError where it is, holds or lies
    in one of the others, which a build reads or makes. Nothing is written."""
    fact = "what was computed cannot be kept here (DOCKET_CACHE), since"
    return check_place(folder, project, others, fact, "name another folder, new or empty")


def check_contents(final: Path) -> None:
    """Raise DocketError unless a folder is missing, is empty, or was made by a build."""
    with errors_explained(final):
        if not os.path.lexists(final):
            return
        if not final.is_dir():
            raise DocketError(
                f"{final}: a file lies where the folder of the site would be; move it away, or "
                f"{OTHER}"
            )
        if final.is_mount():
            raise DocketError(
                f"{final}: a mounted file system cannot be replaced as a folder; build into a "
                f"folder below it, such as {final / 'site'}"
            )
        names = {path.name for path in final.iterdir()}
    repository = next((name for name in REPOSITORIES if name in names), None)
    if repository:
        raise DocketError(
            f"{final}: holds a repository ({repository}), which a build would remove; build "
            f"elsewhere and copy the site, or {OTHER}"
        )
    if names and not has_marker(final):
        earlier = {"SHA256SUMS", "api"} <= names
        fact = "looks like the site of an earlier version" if earlier else "holds other files"
        raise DocketError(
            f"{final}: {fact} and has no {MARKER}, so it is not replaced; delete it yourself if "
            f"nothing in it is needed, or {OTHER}"
        )


def has_marker(folder: Path) -> bool:
    """Return whether a folder has the marker, as a regular file."""
    with suppress(OSError):
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    return False


def working_folder(final: Path) -> Path:
    """Return the folder beside the output in which a build works, on the same disk."""
    return final.with_name(f"{final.name}.building")


def make_working_folder(final: Path) -> Path:
    """Make an empty working folder beside the output, with a marker, and return it.

    Leftovers of an interrupted build are removed. Raise DocketError where something that no build
    made is in its place, or where the folder cannot be made.
    """
    remove_working_folder(final)
    work = working_folder(final)
    with errors_explained(work, hint=f"{BESIDE} {OTHER}"):
        work.mkdir(parents=True)
        (work / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    return work


def remove_working_folder(final: Path) -> None:
    """Remove the working folder beside the output if there is one; its marker last.

    Raise DocketError where something that no build made is in its place.
    """
    work = working_folder(final)
    with errors_explained(work, hint="remove it yourself"):
        if not os.path.lexists(work):
            return
        check_working_folder(final)
        for path in sorted(work.iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != MARKER:
                path.unlink()
        (work / MARKER).unlink(missing_ok=True)
        work.rmdir()


def check_working_folder(final: Path) -> None:
    """Raise DocketError unless the working folder is missing, is empty, or was made by a build."""
    work = working_folder(final)
    with errors_explained(work):
        ours = work.is_dir() and not work.is_symlink()
        ours = ours and (has_marker(work) or not list(work.iterdir()))
        if os.path.lexists(work) and not ours:
            raise DocketError(
                f"{work}: a build works in a folder of this name, but what is there was not made "
                f"by one; move it away, or {OTHER}"
            )


@contextmanager
def errors_explained(path: Path, hint: str = "") -> Iterator[None]:
    """Replace an OSError inside the block by a DocketError with path, the system's reason and a
    hint."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        at = error.filename if isinstance(error.filename, str) else path
        raise DocketError(f"{at}: {reason}" + (f"; {hint}" if hint else "")) from None


def resolved(path: Path) -> Path:
    """Return an absolute path without links. Raise DocketError for links that form a cycle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise DocketError(f"{path}: the links here go in a circle; remove them") from None


def _kept(project: Path) -> Iterator[tuple[str, Path]]:
    """Yield the folders that no output may be or hold, each with its name."""
    yield "the folder of the project", resolved(project)
    with suppress(RuntimeError):  # there is no home folder
        yield "your home folder", resolved(Path.home())


def _is_inside(inner: Path, outer: Path) -> bool:
    """Return whether a folder is another one or is inside of it, under whatever name."""
    around = (inner, *inner.parents)
    if outer in around:
        return True
    with suppress(OSError):
        return any(folder.samefile(outer) for folder in around if folder.exists())
    return False
