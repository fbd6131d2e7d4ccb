"""Compute for each commit which records it changed, and how. Pages, feeds and calendars take what
they publish about changes from here.

What a commit changed never changes, so that the store keeps it by the commit's id: a build reads
the contents of files only for commits that no build has seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from docket.build.store import Store, by_value
from docket.model.commits import Commit, GitHistory
from docket.model.inputs import read
from docket.model.kind import Kinds
from docket.source.versions import VersionReader, contents_of
from docket.status.days_ahead import DayAhead
from docket.views.version_diff import RecordChange, record_change

STATE = "changes"
LEAF, DROPPED = "changes", "dropped days"
"""The sorts of leaves: what commits changed, and the days that a record has no more."""
AT_ONCE = 4000
"""About how many files' contents are held in memory at a time."""


class CommitChanges(NamedTuple):
    """What a commit changed: its id, its day, and each record whose values it changed, by
    id."""

    id: str
    day: date
    records: tuple[RecordChange, ...]


@dataclass(frozen=True)
class RecordHistory:
    """What the commits of a collection changed, oldest first. `known` is false where there is no
    full history to read. `days` are those that records had in earlier versions, the last of each
    key, by record."""

    known: bool = False
    changes: tuple[CommitChanges, ...] = ()
    days: Mapping[str, tuple[DayAhead, ...]] = field(default_factory=dict)

    @property
    def commits(self) -> tuple[CommitChanges, ...]:
        """Return all commits; whoever asks for them reads them all."""
        read(LEAF, "")
        return self.changes

    @property
    def is_known(self) -> bool:
        """Return whether there is a full history."""
        read(LEAF, "")
        return self.known

    def dropped(self, name: str) -> tuple[DayAhead, ...]:
        """Return the days that a record had in an earlier version, the last of each key."""
        read(DROPPED, name)
        return self.all_dropped(name)

    def all_dropped(self, name: str) -> tuple[DayAhead, ...]:
        """Return the same without recording that it is read."""
        return self.days.get(name, ())


NO_HISTORY = RecordHistory()


def leaves_of_history(history: RecordHistory) -> Mapping[str, Callable[[str], bytes]]:
    """Return, by sort of leaf, the function that returns the fingerprint of one: of all commits,
    and of the days that a record has no more."""
    last = (history.known, [commit.id for commit in history.changes[-1:]])
    return {
        LEAF: lambda _: by_value(last),
        DROPPED: lambda name: by_value(history.all_dropped(name)),
    }


def record_history(
    git: GitHistory | None, kinds: Kinds, store: Store | None = None, key: bytes = b""
) -> RecordHistory:
    """Return what the commits of a data folder changed; `key` is the fingerprint of the code and
    the schemas, under which the store keeps it."""
    if git is None:
        return NO_HISTORY
    kept: dict[str, Any] = (store.load(STATE, key) if store else None) or {}
    new = [commit for commit in git.commits if commit.id not in kept]
    if new:
        kept = {commit.id: kept[commit.id] for commit in git.commits if commit.id in kept}
        kept |= _read(git, kinds, new)
        if store:
            store.save(STATE, key, kept)
    changes = tuple(
        CommitChanges(commit.id, commit.day, tuple(map(_change, kept[commit.id])))
        for commit in git.commits
    )
    return RecordHistory(True, changes, _dropped(changes))


def _dropped(changes: Iterable[CommitChanges]) -> dict[str, tuple[DayAhead, ...]]:
    """Return, by record, the days that it had in earlier versions, the last of each key."""
    found: dict[str, dict[str, DayAhead]] = {}
    for commit in changes:
        for change in commit.records:
            found.setdefault(change.record, {}).update((day.key, day) for day in change.dropped)
    return {name: tuple(days.values()) for name, days in found.items() if days}


def _read(git: GitHistory, kinds: Kinds, new: Iterable[Commit]) -> dict[str, Any]:
    """Return what these commits changed, by id, as plain values for the store."""
    wanted, found = {commit.id for commit in new}, {}
    reader = VersionReader(kinds)
    contents: Mapping[str, bytes] = {}
    for number, commit in enumerate(git.commits):
        if commit.id in wanted:
            if not contents_of(commit.files) <= contents.keys():
                contents = git.contents(_next(git.commits[number:], wanted))
            versions = reader.versions(commit, contents)
            changes = (record_change(version, commit.day) for version in versions)
            found[commit.id] = [_plain(change) for change in changes if change]
        reader.pass_by(commit)
    return found


def _next(commits: Iterable[Commit], wanted: set[str]) -> set[str]:
    """Return the contents that the first of these commits needs, and those after it, until there
    are about AT_ONCE."""
    needed: set[str] = set()
    for commit in commits:
        if len(needed) >= AT_ONCE:
            break
        if commit.id in wanted:
            needed |= contents_of(commit.files)
    return needed


def _plain(change: RecordChange) -> tuple[Any, ...]:
    days = tuple(tuple(day) for day in change.dropped)
    return tuple({**change._asdict(), "dropped": days}.values())


def _change(plain: tuple[Any, ...]) -> RecordChange:
    change = RecordChange._make(plain)
    return change._replace(dropped=tuple(map(DayAhead._make, change.dropped)))
