"""Pelican and docket as any user runs them, each in a process of its own.

The process is forked from one that has imported the libraries (`process_server`), unless it must
begin in another way: with another program before it, or another environment of Python's own."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
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
    project: Path, *more: str, prefix: tuple[str, ...] = (), before: str = "", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Builds a project and returns the finished process with what it printed. `before` is Python
    that the process runs first."""
    return _run([*prefix, *command(project, *more)], project, bool(prefix), changes, before)


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
    return _run([*prefix, *DOCKET, *arguments], project, bool(prefix), changes)


OWN_PROCESS = ("PYTHON", "LC_", "LANG")
"""What the names of variables that Python reads when it starts begin with."""


def _run(
    words: list[str], folder: Path, prefixed: bool, changes: Mapping[str, str], before: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs a command line in a folder and returns the finished process with what it printed."""
    variables = environment(**changes)
    if prefixed or any(name.startswith(OWN_PROCESS) for name in changes):
        return subprocess.run(words, cwd=folder, env=variables, capture_output=True, text=True)
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as error:
        wanted = {
            "command": "pelican" if words[1] == "-m" else "docket",
            "arguments": words[3:],
            "before": before,
            "folder": str(folder),
            "environment": variables,
            "printed": [out.name, error.name],
        }
        server = _server(os.getpid())
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(wanted) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(words, code, out.read().decode(), error.read().decode())


@cache
def _server(process: int) -> subprocess.Popen[str]:
    """Returns the process that forks a child for each command of this process."""
    text = Path(__file__).with_name("process_server.py").read_text(encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, "-c", text],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    return server
