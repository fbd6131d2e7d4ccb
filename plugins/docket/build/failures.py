"""Describe an unexpected exception in one message: what failed, where, what to do."""

from __future__ import annotations

import errno
import sysconfig
import traceback
from collections.abc import Sequence
from pathlib import Path

from docket.model.diagnostics import DocketError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
OURS = Path(__file__).parents[2]
"""The folder of our own code."""
LIBRARIES = tuple({sysconfig.get_path(name) for name in ("stdlib", "platlib", "purelib")})
STARTER = "runner.py"
"""The module of docket_records that starts Pelican, and is never the cause of an error."""
REPORT = "This is an error of the program. Please report it with what --debug shows."
SETTINGS, PLUGINS, BUILD = "settings", "plugins", "build"
"""The phases of a run of Pelican: it reads its settings, loads plugins, builds."""


def describe(
    error: BaseException,
    project: Path,
    phase: str = "",
    file: Path | None = None,
    logged: Sequence[str] = (),
) -> str:
    """Return the message for an exception that ended a run: what failed, where, and a hint.

    Each line has a line end. `logged` are the errors that Pelican logged before. `phase` (SETTINGS,
    PLUGINS or BUILD) and the settings `file` say how far the run had come.
    """
    if isinstance(error, DocketError):
        return f"docket: {error}\n"
    found = [" ".join(message.split()) for message in logged]
    logs = bool(found) and isinstance(error, RuntimeError)  # Pelican raised it because of these
    frames = [] if logs else _frames(error)
    if not logs:
        where = _where(error, frames, project) or (shown(file, project) if file else "")
        found.append(f"{where}: {_what(error)}" if where else _what(error))
    hint = _hint(error, frames, phase, shown(file, project) if file else "")
    return "".join(f"docket: {message}\n" for message in dict.fromkeys(found)) + (
        f"  {hint}\n  The option --debug shows the traceback.\n"
    )


def shown(file: Path | str, project: Path) -> str:
    """Return the name of a file, relative to the project if it is inside of it."""
    path = Path(file)
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else str(path)


def remember_frames(error: BaseException) -> None:
    """Keep the place where an exception was raised in the exception, for another process to
    show."""
    error.__dict__["frames"] = _frames(error)


def _frames(error: BaseException) -> list[tuple[str, int]]:
    """Return file and line of each call that led to the error, without calls inside libraries."""
    if "frames" in error.__dict__:
        return list(error.__dict__["frames"])
    frames = [
        (call.filename, call.lineno or 0) for call in traceback.extract_tb(error.__traceback__)
    ]
    return [
        (file, line)
        for file, line in frames
        if not file.startswith((*LIBRARIES, "<")) and Path(file).name != STARTER
    ]


def _what(error: BaseException) -> str:
    """Return the error in words."""
    if isinstance(error, SyntaxError):
        return f"{error.msg} (SyntaxError)"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, SystemExit):
        return f"the program was ended here (SystemExit: {error.code})"
    text = " ".join(str(error).split())
    return f"{text} ({type(error).__name__})" if text else type(error).__name__


def _where(error: BaseException, frames: Sequence[tuple[str, int]], project: Path) -> str:
    """Return the file and line that the error is about, empty where nothing is known."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{shown(error.filename, project)}:{error.lineno}"
    if isinstance(error, OSError) and error.filename is not None:
        return shown(str(error.filename), project)
    return f"{shown(frames[-1][0], project)}:{frames[-1][1]}" if frames else ""


def _hint(error: BaseException, frames: Sequence[tuple[str, int]], phase: str, file: str) -> str:
    """Return what to do."""
    if isinstance(error, OSError) and error.errno in FULL:
        return "Free space on that disk, then run this again."
    if isinstance(error, OSError) and error.filename is not None:
        return "See that it can be read and written, or choose another folder with --output."
    if isinstance(error, MemoryError):
        return "There is not enough memory; --jobs 1 needs the least."
    if phase == SETTINGS:
        return f"Correct {file}; docs/settings.md says what each setting means."
    if frames and Path(frames[-1][0]).is_relative_to(OURS) and _is_ours(Path(frames[-1][0])):
        return REPORT
    if phase == PLUGINS:
        return f"Correct PLUGINS or PLUGIN_PATHS in {file}, or the plugin."
    return "Correct the file that is named, then run this again." if phase else REPORT


def _is_ours(file: Path) -> bool:
    """Return whether a file below the folder of plugins is a part of this program."""
    return file.relative_to(OURS).parts[0].startswith("docket")
