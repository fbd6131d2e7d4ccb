"""Pelican as any user runs it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from projects import PROJECT


def command(project: Path, *more: str) -> list[str]:
    """The command line that builds a project into its output folder."""
    return [
        sys.executable,
        "-m",
        "pelican",
        "-s",
        str(project / "pelicanconf.py"),
        "-o",
        str(project / "output"),
        "--fatal",
        "errors",
        *more,
    ]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment with the library on the path."""
    return {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), **changes}


def pelican(
    project: Path, *more: str, prefix: tuple[str, ...] = (), **changes: str
) -> subprocess.CompletedProcess[str]:
    """Builds a project and returns the finished process with what it printed."""
    return subprocess.run(
        [*prefix, *command(project, *more)],
        cwd=project,
        env=environment(**changes),
        capture_output=True,
        text=True,
    )


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


DOCKET = (sys.executable, "-c", "from docket.cli import main; main()")
"""The command `docket`."""


def docket(
    project: Path, *arguments: str, prefix: Sequence[str] = (), **changes: str
) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder and returns the finished process with what it printed."""
    command = [*prefix, *DOCKET, *arguments]
    return subprocess.run(
        command, cwd=project, env=environment(**changes), capture_output=True, text=True
    )
