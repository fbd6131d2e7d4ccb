"""A lock has one holder at a time; another waits, says for whom, and gives up."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from docket.build.lock import WAIT, locked
from docket.model.diagnostics import DocketError
from pelican_run import environment

LONG = 120
HOLD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from docket.build.lock import locked\n"
    "with locked(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.readline()\n"
)
"""A program that holds a lock until it reads a line."""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lock"


@pytest.fixture
def holder(file):
    """A process that holds the lock."""
    child = started(file)
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def started(file):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        env=environment(),
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_lock_is_held_and_leaves_no_file_behind(file):
    for _ in range(2):
        with locked(file):
            assert file.read_text().startswith(f"{os.getpid()}\n")
        assert not file.exists()


def test_who_waits_is_shown_for_whom_and_gives_up(file, holder, monkeypatch, capsys):
    monkeypatch.setenv(WAIT, "0.3")
    with pytest.raises(DocketError) as raised, locked(file):
        pass
    printed = capsys.readouterr().err
    for text in (printed, str(raised.value)):
        assert f"process {holder.pid} (" in text and HOLD.split("\n")[0] in text
        assert "since 20" in text and str(file) in text
    assert f"{WAIT}=" in str(raised.value)
    assert printed.count("waiting for") == 1
    assert file.exists()


def test_who_waits_goes_on_when_the_holder_is_done(file, holder):
    waiting = started(file)
    assert f"waiting for process {holder.pid}" in waiting.stderr.readline()
    holder.communicate("\n", timeout=LONG)
    assert waiting.stdout.readline() == "held\n"
    assert file.read_text().startswith(f"{waiting.pid}\n")
    waiting.communicate("\n", timeout=LONG)
    assert waiting.returncode == 0 and not file.exists()


def test_a_lock_whose_holder_was_killed_is_free(file, holder):
    holder.kill()
    holder.wait()
    assert file.exists()
    with locked(file):
        pass


@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf"])
def test_a_time_that_is_none_is_an_error(file, monkeypatch, value):
    monkeypatch.setenv(WAIT, value)
    with (
        pytest.raises(DocketError, match=f"{WAIT}: '{value}' is no number of seconds"),
        locked(file),
    ):
        pass


def test_many_processes_hold_it_one_after_the_other(file, tmp_path):
    """Each adds one to a number in a file; with two holders at a time one would be lost."""
    count = tmp_path / "count"
    count.write_text("0")
    add = (
        "import sys\n"
        "from pathlib import Path\n"
        "from docket.build.lock import locked\n"
        "lock, count = map(Path, sys.argv[1:])\n"
        "for _ in range(50):\n"
        "    with locked(lock):\n"
        "        count.write_text(str(int(count.read_text()) + 1))\n"
    )
    command = [sys.executable, "-c", add, str(file), str(count)]
    children = [
        subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL) for _ in range(4)
    ]
    assert [child.wait(LONG) for child in children] == [0] * 4
    assert count.read_text() == "200"
