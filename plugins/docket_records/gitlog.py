"""Read from the git log when each record was first written and last changed."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from docket.model.recorded import NO_LEDGER, Ledger, Recorded

SUFFIX = ".yaml"


def read_ledger(data: Path) -> Ledger:
    """Return the days of the commits that wrote each record, by the name of its file without
    suffix, so that a file that was moved to another folder is the same record. Empty without git or
    a history, and for a shallow clone, whose oldest commit seems to have written every file."""
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
    """Return what git prints; empty where it fails or is not installed."""
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
    """Return the ledger of a log that has for each commit its author time (seconds since 1970) and
    the paths it wrote, all separated by NUL."""
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
