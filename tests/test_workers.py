"""Workers: every part is done once, a failure is reported whole, none is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docket.build.failures import describe
from docket.build.pool import MOST, available, spread
from docket.model.diagnostics import DocketError
from pelican_run import environment


def doubled(taken):
    return [(2 * part, os.getpid()) for part in taken]


class Meeting:
    """Where processes wait until so many of them have come, however slow the machine is."""

    def __init__(self, count):
        self._come, self._go = multiprocessing.Semaphore(0), multiprocessing.Semaphore(0)
        self._count, self._parent = count, os.getpid()

    def meet(self):
        """Wait until all are here, at most LONG seconds."""
        self._come.release()
        if os.getpid() == self._parent:
            for _ in range(self._count):
                assert self._come.acquire(timeout=LONG)
            for _ in range(self._count):
                self._go.release()
        assert self._go.acquire(timeout=LONG)


LONG = 120
"""For how many seconds a test waits before it fails."""


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_part_is_done_once_by_any_number_of_workers(workers):
    found = [part for share in spread(doubled, list(range(20)), workers) for part, _ in share]
    assert sorted(found) == list(range(0, 40, 2))


def test_workers_are_processes_of_their_own_beside_this_one():
    meeting = Meeting(3)

    def meet_first(taken):
        first = next(taken)
        meeting.meet()  # nobody takes a second part before each has taken one
        return [*doubled([first]), *doubled(taken)]

    shares = spread(meet_first, list(range(20)), 3)
    processes = {process for share in shares for _, process in share}
    assert os.getpid() in processes and len(processes) == 3


def test_more_parts_than_a_pipe_holds_are_all_done():
    found = [part for share in spread(doubled, list(range(3 * MOST + 7)), 2) for part, _ in share]
    assert sorted(found) == list(range(0, 2 * (3 * MOST + 7), 2))


def test_no_parts_are_no_work():
    assert spread(doubled, [], 2) == [[]]


def in_the_other(process, act):
    """Work that `act`s in the worker that is not this process, which takes no part before the other
    has taken one."""
    meeting = Meeting(2)

    def work(taken):
        for _ in taken:
            if os.getpid() == process:
                meeting.meet()
                return
            meeting.meet()
            act()

    return work


def test_an_error_of_a_worker_is_raised_here():
    def act():
        raise DocketError("record x: cannot be drawn")

    with pytest.raises(DocketError, match="record x: cannot be drawn"):
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)


def test_any_other_exception_is_raised_here_with_the_worker_s_traceback():
    def act():
        raise OSError(28, "No space left on device", "page.html")

    with pytest.raises(OSError, match="No space left on device") as raised:
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)
    assert (raised.value.errno, raised.value.filename) == (28, "page.html")
    assert "in act" in raised.value.__notes__[0]
    message = describe(raised.value, Path.cwd())
    assert message.startswith("docket: page.html: No space left on device")


class Awkward(Exception):
    """An exception that can be pickled, but not be made anew of what was pickled."""

    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def test_an_exception_that_cannot_be_handed_over_is_reported_with_its_words_and_place():
    def act():
        raise Awkward("this", "that")

    with pytest.raises(RuntimeError, match="Awkward: this and that") as raised:
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)
    assert "tests/test_workers.py:" in describe(raised.value, Path(__file__).parents[1])


def test_a_worker_that_is_killed_is_an_error():
    with pytest.raises(DocketError, match="was killed"):
        spread(
            in_the_other(os.getpid(), lambda: os.kill(os.getpid(), signal.SIGKILL)),
            list(range(20)),
            2,
        )


def test_after_an_interrupt_no_worker_is_left(tmp_path):
    parent, meeting = os.getpid(), Meeting(2)

    def work(taken):
        for _ in taken:
            if os.getpid() != parent:
                (tmp_path / "process").write_text(str(os.getpid()))
                meeting.meet()
                signal.pause()
            meeting.meet()
            os.kill(parent, signal.SIGINT)
            time.sleep(LONG)  # the interrupt ends this

    with pytest.raises(KeyboardInterrupt):
        spread(work, list(range(2000)), 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "process").read_text()), 0)


ORPHAN = """
import os, signal, time
from docket.build.pool import spread

parent, (reader, writer) = os.getpid(), os.pipe()

def work(taken):
    for _ in taken:
        if os.getpid() == parent:
            os.read(reader, 1)  # once the worker is at work
            os.kill(parent, signal.SIGKILL)
        os.write(writer, b".")
        time.sleep(0.01)

spread(work, list(range(16_000)), 2)
"""
"""A process that is killed beside a worker with parts for nearly three minutes."""


def test_a_worker_whose_parent_was_killed_ends_by_itself():
    """Its standard output, which a worker has too, is at its end only when both are gone."""
    command = [sys.executable, "-c", ORPHAN]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment(), timeout=LONG)
    assert done.returncode == -signal.SIGKILL


def test_there_is_at_least_one():
    assert available() >= 1
