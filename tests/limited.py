"""Checks in processes of their own, with limits of processor time and memory."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from builders import SCHEMAS
from docket.lint.collection import read_collection
from docket.lint.report import as_annotations, as_json, as_text
from pelican_run import environment

SECONDS, BYTES = 6, 600_000_000
"""The limits of a check of one file: the promise is a second and 200 MB; a slow machine has more.
"""
WAIT = 300
"""After how many seconds a check that waits for ever (for a pipe, say) is ended."""
BASE_SECONDS, BASE_BYTES = 10, 1_500_000_000
"""What the whole process of a command may take by itself."""


class Checked(NamedTuple):
    """The codes that a check found for a bomb's own file, how many problems, and the reports."""

    codes: frozenset[str]
    problems: int
    reports: tuple[str, ...]


def check(project: Path, seconds: int = SECONDS, memory: int = BYTES) -> Checked:
    """Return what a check of a project finds, worked out in a forked process that may take so many
    seconds of processor time and so many bytes more than this one. Raise AssertionError where it
    dies."""
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_limited, args=(project, seconds, memory, sending))
    process.start()
    sending.close()
    try:
        found = receiving.recv()
    except EOFError:
        found = None
    process.join()
    assert found is not None, f"the check died: exit code {process.exitcode}"
    return Checked(*found)


def _limited(project: Path, seconds: int, memory: int, sending: Any) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    signal.alarm(WAIT)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
    problems = read_collection(project / "data", SCHEMAS, project, None, None).problems
    reports = as_text(problems, project), as_json(problems), as_annotations(problems)
    sending.send((frozenset(problem.code for problem in problems), len(problems), reports))


def docket(project: Path, *arguments: str) -> tuple[str, int]:
    """Return what `docket` prints and its exit code, run in a process with such limits."""

    def limited() -> None:
        signal.alarm(WAIT)
        resource.setrlimit(resource.RLIMIT_CPU, (BASE_SECONDS + SECONDS,) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (BASE_BYTES + BYTES,) * 2)

    command = [sys.executable, "-c", "from docket.cli import main; main()", *arguments]
    done = subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, preexec_fn=limited
    )
    return done.stdout + done.stderr, done.returncode
