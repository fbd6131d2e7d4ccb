"""The git log of the records' folder as a ledger: when each record was first handed in and when
last changed."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from docket.model.recorded import NO_LEDGER, Ledger, Recorded

SUFFIX = ".yaml"


def read_ledger(data: Path) -> Ledger:
    """The ledger of a folder of records from the git history it lies in, by the names of files, so
    that a move to another folder is no new record. Empty where there is no git, no history, or a
    shallow one, which would pass off its oldest commit as the beginning."""
    if _git(data, "rev-parse", "--is-shallow-repository").strip() != "false":
        return NO_LEDGER
    log = _git(
        data,
        "log",
        "--format=%x00%at",
        "--name-only",
        "--no-renames",
        "--diff-filter=AM",
        "-z",
        "--",
        ".",
    )
    return _ledger(log)


def _git(folder: Path, *words: str) -> str:
    """What git prints; empty where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *words],
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _ledger(log: str) -> Ledger:
    """The ledger of a log in which each commit is a number of seconds since 1970 and the files it
    wrote, all separated by NUL."""
    days: dict[str, list[date]] = {}
    day = date.min
    for word in filter(None, (part.strip() for part in log.split("\0"))):
        if word.isdigit():
            day = datetime.fromtimestamp(int(word), UTC).date()
        elif word.endswith(SUFFIX):
            days.setdefault(word.rsplit("/", 1)[-1].removesuffix(SUFFIX), []).append(day)
    return {
        name: Recorded(min(found), max(found), len(found)) for name, found in sorted(days.items())
    }
