"""Workers: every part is done once, a failure is told whole, none is left behind."""

from __future__ import annotations

import os
import signal
import time

import pytest

from docket.problems import DocketError
from docket.shelf import Damaged
from docket.workers import MOST, aside, available, spread


def doubled(taken):
    return [(2 * part, os.getpid()) for part in taken]


def slowly(taken):
    found = []
    for part in taken:
        time.sleep(0.01)
        found.append((2 * part, os.getpid()))
    return found


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_part_is_done_once_by_any_number_of_workers(workers):
    found = [part for share in spread(slowly, list(range(20)), workers) for part, _ in share]
    assert sorted(found) == list(range(0, 40, 2))


def test_workers_are_processes_of_their_own_beside_this_one():
    processes = {process for share in spread(slowly, list(range(20)), 3) for _, process in share}
    assert os.getpid() in processes and len(processes) == 3


def test_more_parts_than_a_pipe_holds_are_all_done():
    found = [part for share in spread(doubled, list(range(3 * MOST + 7)), 2) for part, _ in share]
    assert sorted(found) == list(range(0, 2 * (3 * MOST + 7), 2))


@pytest.mark.parametrize("workers", [1, 2])
def test_work_set_aside_gives_its_result_when_that_is_asked_for(workers):
    waits = aside(lambda: ("done", os.getpid()), workers)
    done, process = waits()
    assert done == "done" and (process == os.getpid()) == (workers == 1)


def test_work_set_aside_that_fails_says_so_where_its_result_is_asked_for():
    def fail():
        raise DocketError("no")

    waits = aside(fail, 2)
    with pytest.raises(DocketError, match="no"):
        waits()


def test_no_parts_are_no_work():
    assert spread(doubled, [], 2) == [[]]


def in_the_other(process, act):
    """Work that waits until the worker that is not this process has a part, which then acts."""

    def work(taken):
        for _ in taken:
            if os.getpid() != process:
                act()
            time.sleep(0.02)

    return work


def test_an_error_of_a_worker_is_raised_here():
    def act():
        raise DocketError("record x: cannot be drawn")

    with pytest.raises(DocketError, match="record x: cannot be drawn"):
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)


def test_damage_to_the_cache_that_a_worker_meets_can_be_told_from_other_errors():
    """Whoever joins fragments makes them anew then."""

    def act():
        raise Damaged("fragments.1: a blob has changed")

    with pytest.raises(Damaged, match="a blob has changed"):
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)


def test_any_other_exception_comes_with_the_worker_s_traceback():
    def act():
        raise OSError("No space left on device")

    with pytest.raises(DocketError, match=r"(?s)a worker process failed.*OSError: No space left on device"):
        spread(in_the_other(os.getpid(), act), list(range(20)), 2)


def test_a_worker_that_is_killed_is_an_error():
    with pytest.raises(DocketError, match="was killed"):
        spread(in_the_other(os.getpid(), lambda: os.kill(os.getpid(), signal.SIGKILL)), list(range(20)), 2)


def test_after_an_interrupt_no_worker_is_left(tmp_path):
    parent = os.getpid()

    def act():
        (tmp_path / "process").write_text(str(os.getpid()))
        os.kill(parent, signal.SIGINT)
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        spread(in_the_other(parent, act), list(range(2000)), 2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "process").read_text()), 0)


def test_there_is_at_least_one():
    assert available() >= 1
