"""Workers: each does its share, the first failure is the exit code, none is left behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from docket.workers import available, share


def test_every_share_is_done_in_a_process_of_its_own(tmp_path):
    share(lambda number: (tmp_path / str(number)).write_text(str(os.getpid())) and None, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2"]
    assert str(os.getpid()) not in {path.read_text() for path in tmp_path.iterdir()}


def test_the_exit_code_of_a_failing_worker_is_passed_on():
    def work(number: int) -> None:
        raise SystemExit(7 if number else 0)

    with pytest.raises(SystemExit) as stop:
        share(work, 2)
    assert stop.value.code == 7


def test_an_exception_is_told_and_ends_with_2(capfd):
    def work(number: int) -> None:
        raise OSError("No space left on device")

    with pytest.raises(SystemExit) as stop:
        share(work, 2)
    assert stop.value.code == 2
    assert "No space left on device" in capfd.readouterr().err


def test_a_worker_that_is_killed_is_a_failure():
    def work(number: int) -> None:
        if number:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(SystemExit) as stop:
        share(work, 2)
    assert stop.value.code == 2


def test_after_an_interrupt_no_worker_is_left(tmp_path):
    def work(number: int) -> None:
        (tmp_path / str(number)).write_text(str(os.getpid()))
        if number == 0:
            while not (tmp_path / "1").exists() or not (tmp_path / "1").read_text():
                time.sleep(0.01)
            os.kill(os.getppid(), signal.SIGINT)
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        share(work, 2)
    for path in Path(tmp_path).iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.read_text()), 0)


def test_there_is_at_least_one():
    assert available() >= 1
