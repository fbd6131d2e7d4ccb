"""Processes that die at a chosen file-system operation, as by SIGKILL: an audit hook of Python's
counts what is about to be done and ends the process there. Nothing in the product takes part.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

KILLED = 137
OPERATIONS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.truncate")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def watch(operation: Callable[[str, str], object]) -> None:
    """Call a function with name and path before each file-system operation of this process that
    changes anything. It cannot be taken back; workers that are forked later are not watched."""
    own = os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        changing = event in OPERATIONS
        if event == "open":
            flags = arguments[2]
            changing = isinstance(flags, int) and bool(flags & WRITING)
        if changing and os.getpid() == own:
            operation(event, str(arguments[0]))

    sys.addaudithook(hook)


def die_at(point: int) -> None:
    """End this process before the operation of this number is done, counted from 0."""
    count = -1

    def operation(event: str, path: str) -> None:
        nonlocal count
        count += 1
        if count == point:
            os._exit(KILLED)

    watch(operation)


def record(file: Path) -> None:
    """Write name and path of every operation to a file, a line of JSON each."""
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    watch(lambda event, path: os.write(opened, json.dumps([event, path]).encode() + b"\n"))


def in_a_process(point: int, work: Callable[[], object]) -> bool:
    """Do some work in a forked process that dies at an operation; return whether it died there.

    Raise AssertionError where the work ends in any other way than by itself.
    """
    child = os.fork()
    if not child:
        code = 1
        try:
            die_at(point)
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), code
    return code == KILLED


HOOKED = """
import sys
sys.path.insert(0, {here!r})
import crashing
del sys.modules["crashing"]  # it is no module of the site
crashing.{call}
"""


def pelican_with(project: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Build a project by Pelican, as pelican_run.pelican does, with a hook: a call such as
    die_at(7). The build works in one process, so that it does the same each time."""
    from pelican_run import pelican

    hook = HOOKED.format(here=str(Path(__file__).parent), call=call)
    return pelican(project, "-e", "DOCKET_JOBS=1", before=hook)
