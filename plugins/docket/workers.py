"""Workers: work shared out to forked processes, which see everything that was worked out before."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from docket.problems import DocketError

FAILED = 2
Part = TypeVar("Part")
Result = TypeVar("Result")


@contextmanager
def keeping_everything() -> Iterator[None]:
    """Spares Python's cycle collector the objects made inside: what a collection is read into lives until the process ends, and looking for garbage in
    it takes up to half of the time. They are never looked at again afterwards, which also keeps forked workers from copying them."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def available() -> int:
    """How many workers make sense here: the processors this process may use; one where processes cannot be forked safely (macOS, Windows)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def gather(work: Callable[[Part], Result], parts: Sequence[Part], workers: int) -> list[Result]:
    """What `work` makes of each part, in the order of the parts; by more than one worker where that is asked for. An exception in a worker is raised
    here; DocketError where a worker was killed."""
    if workers <= 1 or len(parts) <= 1:
        return [work(part) for part in parts]
    try:
        with ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("fork")) as pool:
            return list(pool.map(work, parts))
    except BrokenProcessPool as error:
        raise DocketError("a worker process was killed, perhaps for want of memory; run again with one worker") from error


def share(work: Callable[[int], None], workers: int) -> None:
    """Runs work(0), work(1) … each in a forked process that hands nothing back but files, and waits for all of them. Raises SystemExit with the exit code of the first that fails;
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
