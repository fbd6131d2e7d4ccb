"""Workers: share work among forked processes, which inherit everything computed before the fork."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from docket.build.failures import remember_frames
from docket.model.diagnostics import DocketError

Part = TypeVar("Part")
Result = TypeVar("Result")
TOKEN = struct.Struct("=I")
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals that end a worker at once."""
MOST = 16_000
"""The most parts in a queue: as many tokens as fit into a pipe (64 kB on Linux and macOS)."""


@contextmanager
def keeping_everything() -> Iterator[None]:
    """Disable the cyclic garbage collector inside the block, and freeze all objects after it.

    Most of what a build allocates lives until the process ends, and the rest is freed by its
    reference count. Collections would find little and take up to half of the time. Frozen objects
    are never visited again, which also keeps forked workers from copying their memory pages.
    """
    gc.unfreeze()  # an earlier run of this process may have frozen garbage
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def available() -> int:
    """Return how many workers make sense: one for each processor that this process may use, one in
    all where processes cannot be forked safely (macOS, Windows)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Iterator[Part]], Result], parts: Sequence[Part], workers: int
) -> list[Result]:
    """Return the results of `work`, which each worker calls once with an iterator over its parts.

    Each part goes to exactly one worker, to whoever is free; so the order of the results means
    nothing. This process is one of the workers. Raise here the exception of a worker, with its
    traceback as a note, and DocketError where a worker was killed. After an exception or Ctrl-C no
    worker is left.
    """
    count = min(workers, len(parts))
    if count <= 1:
        return [work(iter(parts))]
    queue, step = _queue(len(parts))
    children: list[_Child] = []
    try:
        for _ in range(count - 1):
            children.append(_Child(lambda: work(_taken(parts, queue, step, os.getppid()))))
        own = work(_taken(parts, queue, step))
        return [own, *(child.result() for child in children)]
    except BaseException:  # Ctrl-C too must leave no worker
        for child in children:
            child.end()
        raise
    finally:
        os.close(queue)


def _queue(count: int) -> tuple[int, int]:
    """Return the read end of a pipe with the number of each part, and how many parts each
    number covers."""
    reader, writer = os.pipe()
    step = -(-count // MOST)
    os.write(writer, b"".join(TOKEN.pack(number) for number in range(0, count, step)))
    os.close(writer)
    return reader, step


def _taken(
    parts: Sequence[Part], queue: int, step: int, parent: int | None = None
) -> Iterator[Part]:
    """Yield the parts as this process takes them from the queue, until it is empty. A read of one
    token from a pipe is never shared between processes. A worker whose `parent` is gone takes no
    more."""
    while (parent is None or parent == os.getppid()) and (token := os.read(queue, TOKEN.size)):
        first = TOKEN.unpack(token)[0]
        yield from parts[first : first + step]


class _Child:
    """A forked worker, and the pipe through which it hands back its result."""

    def __init__(self, work: Callable[[], Any]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.reader, writer = os.pipe()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            self.process = os.fork()
            if not self.process:
                os.close(self.reader)
                _work_and_exit(work, writer, blocked)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        os.close(writer)

    def result(self) -> Any:
        """Return the result of the worker. Raise the exception that ended it; DocketError where it
        was killed."""
        with os.fdopen(self.reader, "rb") as pipe:
            handed = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        self.process = 0
        if code or not handed:
            raise DocketError(
                "a worker process was killed, perhaps for want of memory; run again with --jobs 1"
            )
        done, value = pickle.loads(handed)
        if not done:
            raise value
        return value

    def end(self) -> None:
        """End the worker if it is still running, and wait for it."""
        if self.process:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGTERM)
                os.waitpid(self.process, 0)
            with suppress(OSError):
                os.close(self.reader)


def _work_and_exit(work: Callable[[], Any], writer: int, unblocked: set[int]) -> None:
    """Do a worker's work, hand back its result or what went wrong, and end the process. Signals
    were blocked until here, since a handler of the parent's must not run in the worker."""
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
    code = 0
    try:
        handed = pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # the parent process raises it again
        handed = _pickled(error)
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(handed)
    except OSError:
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _pickled(error: BaseException) -> bytes:
    """Return an exception as bytes for another process, with the place where it was raised and,
    unless it is a DocketError, its traceback as a note. One that cannot be pickled becomes a
    RuntimeError with its text."""
    text = traceback.format_exc()
    remember_frames(error)
    if not isinstance(error, DocketError):
        error.add_note(f"In a worker process:\n{text}")
    try:
        handed = pickle.dumps((False, error))
        pickle.loads(handed)
    except Exception:  # pickling runs code of the exception
        plain = RuntimeError(f"{type(error).__name__}: {error}")
        plain.__dict__.update(frames=error.__dict__["frames"])
        plain.add_note(f"In a worker process:\n{text}")
        handed = pickle.dumps((False, plain))
    return handed
