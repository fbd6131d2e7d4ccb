"""Workers: one piece of work shared out to forked processes, which see everything that was worked out before and hand nothing back but files."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable

FAILED = 2


def available() -> int:
    """How many workers make sense here: the processors this process may use; one where processes cannot be forked safely (macOS, Windows)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(work: Callable[[int], None], workers: int) -> None:
    """Runs work(0), work(1) … each in a forked process, and waits for all of them. Raises SystemExit with the exit code of the first that fails;
    what it had to say it has printed itself. After Ctrl-C no worker is left behind."""
    sys.stdout.flush()
    sys.stderr.flush()
    children = [_start(work, number) for number in range(workers)]
    try:
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    except BaseException:
        for child in children:
            _end(child)
        raise
    failed = next((code for code in codes if code), 0)
    if failed:
        raise SystemExit(failed if failed > 0 else FAILED)


def _start(work: Callable[[int], None], number: int) -> int:
    child = os.fork()
    if child:
        return child
    code = 0
    try:
        work(number)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else FAILED
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except BaseException:  # whatever went wrong is told here, since the process ends here
        traceback.print_exc()
        code = FAILED
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _end(child: int) -> None:
    try:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):  # it had ended by itself
        pass
