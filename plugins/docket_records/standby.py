"""A build that stands by: the libraries it needs are imported, and it begins when a line comes, not at all where none does. For who edits and looks: to import them takes
a quarter of the time until an edited page is seen. None of our own modules is imported before, since the project's settings say where they lie.
The build is run by runner.py, in this process.

python plugins/docket_records/standby.py ARGUMENTS OF PELICAN
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from sysconfig import get_path

RUNNER = str(Path(__file__).with_name("runner.py"))
LIBRARIES = ("pelican", "comrak", "feedgenerator", "nh3", "orjson", "rapidfuzz", "yaml")
"""What a build imports that is not ours; one that is not installed is left to whoever asks for it."""


def stand_by(arguments: list[str]) -> None:
    """Waits for a line, then runs Pelican; in a new process where other libraries are installed by then."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends what only waits without a word
    sys.path[0] = str(Path.cwd())  # as `python -m pelican` has it
    installed = _installed()
    for name in LIBRARIES:
        with suppress(ImportError):
            import_module(name)
    if not sys.stdin.readline():
        return
    if _installed() != installed:
        os.execv(sys.executable, [sys.executable, RUNNER, *arguments])
    sys.argv = [RUNNER, *arguments]
    runpy.run_path(RUNNER, run_name="__main__")


def _installed() -> list[int]:
    """When anything was last installed or removed."""
    return [Path(get_path(name)).stat().st_mtime_ns for name in ("purelib", "platlib")]


if __name__ == "__main__":
    stand_by(sys.argv[1:])
