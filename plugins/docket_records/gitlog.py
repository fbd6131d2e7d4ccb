"""Read the git log: when each record was written, and which files each commit changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from docket.model.commits import Commit, FileChange, GitHistory
from docket.model.recorded import NO_LEDGER, Ledger, Recorded

SUFFIX = ".yaml"
HEAD = re.compile(r"\n?\x01([0-9a-f]+) ([0-9]+)")
"""How a commit begins in the log: its id and its author's time."""
REGULAR = ("100644", "100755")
"""The modes of regular files; others are links and submodules."""
MAIN_LINE = (
    "log",
    "--first-parent",
    "-m",
    "--reverse",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--relative",
    "-z",
    "--format=%x01%H %at",
    "--",
    ".",
)


def read_ledger(data: Path) -> Ledger:
    """Return the days of the commits that wrote each record, by the name of its file without
    suffix, so that a file that was moved to another folder is the same record. Empty without git or
    a history, and for a shallow clone, whose oldest commit seems to have written every file."""
    if not _has_full_history(data):
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
    return _ledger(log.decode("utf-8", "replace"))


def read_history(data: Path) -> GitHistory | None:
    """Return the commits of the main line (that of first parents) that changed a data folder. None
    without git, and for a shallow clone. A merge counts as one commit, so that each commit begins
    where the one before it ended."""
    if not _has_full_history(data):
        return None
    log = _git(data, *MAIN_LINE).decode("utf-8", "replace")
    return GitHistory(tuple(_commits(iter(log.split("\0")))), partial(_contents, data))


def _has_full_history(data: Path) -> bool:
    """Return whether a folder lies in a git repository that is no shallow clone."""
    return _git(data, "rev-parse", "--is-shallow-repository").strip() == b"false"


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git prints; empty where it fails or is not installed."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *words],
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def _day(seconds: str) -> date:
    """Return the day of a time (seconds since 1970) in UTC."""
    return datetime.fromtimestamp(int(seconds), UTC).date()


def _ledger(log: str) -> Ledger:
    """Return the ledger of a log that has for each commit its author time (seconds since 1970) and
    the paths it wrote, all separated by NUL."""
    days: dict[str, list[date]] = {}
    day = date.min
    for word in filter(None, (part.strip() for part in log.split("\0"))):
        if word.isdigit():
            day = _day(word)
        elif word.endswith(SUFFIX):
            days.setdefault(word.rsplit("/", 1)[-1].removesuffix(SUFFIX), []).append(day)
    return {
        name: Recorded(min(found), max(found), len(found)) for name, found in sorted(days.items())
    }


def _commits(words: Iterator[str]) -> Iterator[Commit]:
    """Yield the commits of the log, which has for each its head, and then for each file ":modes ids
    letter" and its path. No path can be taken for a head, since it is read with its modes."""
    head, files = None, []
    for word in words:
        if found := HEAD.fullmatch(word):
            if head:
                yield Commit(head[1], _day(head[2]), tuple(files))
            head, files = found, []
        elif word.lstrip("\n").startswith(":"):
            files += _file(word.lstrip("\n").removeprefix(":").split(), next(words))
    if head:
        yield Commit(head[1], _day(head[2]), tuple(files))


def _file(modes: list[str], path: str) -> list[FileChange]:
    """Return the change of a record's file; none for another file. `modes` are the modes and the
    ids of the contents before and after."""
    if not path.endswith(SUFFIX) or path.rsplit("/", 1)[-1].startswith("."):
        return []
    sides = zip(modes[:2], modes[2:4], strict=True)
    before, after = (name if mode in REGULAR and name.strip("0") else "" for mode, name in sides)
    return [FileChange(path, before, after)]


def _contents(data: Path, names: Collection[str]) -> Mapping[str, bytes]:
    """Return the contents of files by their ids, read by one process."""
    asked = "".join(f"{name}\n" for name in dict.fromkeys(names)).encode()
    answer, found, place = _git(data, "cat-file", "--batch", given=asked), {}, 0
    while place < len(answer):
        end = answer.index(b"\n", place)
        name, *rest = answer[place:end].decode().split()
        place = end + 1
        if len(rest) == 2:  # type and size; otherwise it is "missing"
            size = int(rest[1])
            if rest[0] == "blob":
                found[name] = answer[place : place + size]
            place += size + 1
    return found
