"""Describe what was added, what moved and what was corrected, by week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from docket.model import edtf
from docket.model.kind import Kind, Kinds
from docket.model.text import count
from docket.views.card import Card, DateView, day_view
from docket.views.record_history import CommitChanges, RecordHistory
from docket.views.version_diff import ADDED, CHANGED, DELETED, WITHDRAWN, RecordChange, Step

CHANGES, CHANGES_TITLE = "changes", "what changed"
"""Name and title of the feed of changes."""
MOVED, CORRECTED = "moved", "corrected"
HEADINGS = {
    MOVED: "Moved: new steps, another status",
    ADDED: "Added",
    CORRECTED: "Corrected or completed",
    WITHDRAWN: "Withdrawn",
    DELETED: "Removed",
}
"""The groups of a week, in their order."""
SHORT = {
    ADDED: "Added",
    MOVED: "Moved",
    CORRECTED: "Corrected",
    WITHDRAWN: "Withdrawn",
    DELETED: "Removed",
}
"""What the groups are called in front of a title."""
STEPS_NAMED = 3
"""The largest number of new steps that are named one by one."""
WEEKS = 52
ENTRIES = 600
"""How many weeks, and about how many entries, are on one page at most."""


class Entry(NamedTuple):
    """What changed in a record on a day or in a week: the day of the last change, the record (None:
    there is none any more), its id, kind and title, the group that it belongs to (a key of
    HEADINGS), and what changed in words. `change` are all commits' changes as one."""

    day: DateView
    card: Card | None
    name: str
    kind: Kind
    title: str
    group: str
    words: str
    change: RecordChange


class WeekGroup(NamedTuple):
    """The entries of one group in a week, and how many records of reference kinds belong to it, by
    the plural of their kind."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    others: tuple[tuple[str, int], ...]


class Week(NamedTuple):
    """A week, from Monday to Sunday: its first and last day, and its groups that have entries."""

    first: DateView
    last: DateView
    groups: tuple[WeekGroup, ...]

    @property
    def size(self) -> int:
        """Return how many entries it shows."""
        return sum(len(group.entries) for group in self.groups)


DatedChange = tuple[date, RecordChange]
"""A change of a record, and the day of its commit."""


def entries_by_day(history: RecordHistory, kinds: Kinds, cards: Mapping[str, Card]) -> list[Entry]:
    """Return what changed in each record on each day, the last first; of one day by group."""
    found: list[Entry] = []
    for _, changes in reversed(_by_period(history.commits, lambda day: day)):
        found += _entries(changes, kinds, cards)
    return found


def weeks(history: RecordHistory, kinds: Kinds, cards: Mapping[str, Card]) -> tuple[Week, ...]:
    """Return what changed in each week, the last first."""
    periods = _by_period(history.commits, lambda day: day - timedelta(day.weekday()))
    found = (_week(first, _entries(dated, kinds, cards)) for first, dated in reversed(periods))
    return tuple(week for week in found if week.groups)


def week_pages(found: Sequence[Week]) -> list[tuple[Week, ...]]:
    """Return the weeks cut into pages of at most WEEKS, and of about ENTRIES entries."""
    pages: list[list[Week]] = []
    for week in found:
        size = sum(each.size for each in pages[-1]) if pages else 0
        if not pages or len(pages[-1]) == WEEKS or size + week.size > ENTRIES:
            pages.append([])
        pages[-1].append(week)
    return [tuple(page) for page in pages] or [()]


def _by_period(
    commits: Iterable[CommitChanges], period: Callable[[date], date]
) -> list[tuple[date, list[DatedChange]]]:
    """Return the changes by period of their day, the oldest first."""
    found: dict[date, list[DatedChange]] = {}
    for commit in commits:
        if commit.records:
            key = period(commit.day)
            found.setdefault(key, []).extend((commit.day, change) for change in commit.records)
    return sorted(found.items())


def _entries(dated: Iterable[DatedChange], kinds: Kinds, cards: Mapping[str, Card]) -> list[Entry]:
    """Return one entry for each record, by group, kind and title. One that came and went is left
    out."""
    by_record: dict[str, list[DatedChange]] = {}
    for day, change in dated:
        by_record.setdefault(change.record, []).append((day, change))
    found = []
    for name, changes in by_record.items():
        kind = kinds.by_name.get(changes[-1][1].kind)
        one = merged([change for _, change in changes])
        if kind and one:
            card = cards.get(name)
            title = card.title if card else one.title
            group, words = group_of(one), in_words(one, kind)
            last = day_view(max(day for day, _ in changes))
            found.append(Entry(last, card, name, kind, title, group, words, one))
    rank = list(HEADINGS).index
    return sorted(
        found,
        key=lambda each: (rank(each.group), each.kind.order, each.title.casefold(), each.name),
    )


def merged(changes: Sequence[RecordChange]) -> RecordChange | None:
    """Return several changes of a record, the oldest first, as one; None where it came and went."""
    first, last = changes[0], changes[-1]
    added = [step for change in changes for step in change.added]
    removed = [step for change in changes for step in change.removed]
    corrected = {step for change in changes for step in change.corrected} - {*added}
    what = last.what
    if first.what == ADDED:
        what = ADDED if what == CHANGED else what
    elif any(change.what == WITHDRAWN for change in changes) and what == CHANGED:
        what = WITHDRAWN
    if first.what == ADDED and last.what == DELETED:
        return None
    return last._replace(
        what=what,
        fields=tuple(sorted({name for change in changes for name in change.fields})),
        added=tuple(step for step in dict.fromkeys(added) if step not in removed),
        corrected=tuple(sorted(corrected)),
        removed=tuple(step for step in dict.fromkeys(removed) if step not in added),
        before=first.before,
    )


def group_of(change: RecordChange) -> str:
    """Return the group that a change belongs to: a key of HEADINGS."""
    if change.what != CHANGED:
        return change.what
    moved = change.added or change.before != change.after
    return MOVED if moved else CORRECTED


def in_words(change: RecordChange, kind: Kind) -> str:
    """Return what changed, in words: new steps, status, corrected steps, other properties."""
    if change.what in (ADDED, DELETED):
        return ""
    return "; ".join(_words(change, kind))


def _words(change: RecordChange, kind: Kind) -> Iterator[str]:
    if change.what == WITHDRAWN:
        yield f"withdrawn: {change.reason}" if change.reason else "withdrawn"
    if change.added:
        names = ", ".join(_step(step, kind) for step in change.added[:STEPS_NAMED])
        more = len(change.added) - STEPS_NAMED
        rest = f" and {more} more" if more > 0 else ""
        yield f"{count(len(change.added), 'step')} added: {names}{rest}"
    if change.before != change.after:
        before, after = (_status(code, kind) for code in (change.before, change.after))
        yield f"status: {before} → {after}"
    if change.corrected:
        yield f"{count(len(change.corrected), 'step')} corrected"
    if change.removed:
        yield f"{count(len(change.removed), 'step')} removed"
    steps = kind.parts.get("steps", "steps")
    titles = [_title(name, kind) for name in change.fields if name not in (steps, "withdrawn")]
    if titles:
        yield f"changed: {', '.join(titles)}"


def _step(step: Step, kind: Kind) -> str:
    code, day = step
    try:
        when = f" ({edtf.english(day)})"
    except ValueError:
        when = ""
    return f"{kind.term(code, 'steps', '*', 'step')}{when}"


def _status(code: str, kind: Kind) -> str:
    return kind.status_terms.get(code, code) or "none"


def _title(name: str, kind: Kind) -> str:
    """Return what a property is called in a sentence."""
    title = str(kind.property(name).get("title", name))
    return title[:1].lower() + title[1:]


def _week(first: date, entries: Sequence[Entry]) -> Week:
    """Return a week with its entries by group."""
    found = []
    for key, title in HEADINGS.items():
        members = [entry for entry in entries if entry.group == key]
        shown = tuple(entry for entry in members if not entry.kind.reference)
        others: dict[str, int] = {}
        for entry in members:
            if entry.kind.reference:
                others[entry.kind.title_plural] = others.get(entry.kind.title_plural, 0) + 1
        if members:
            found.append(WeekGroup(key, title, shown, tuple(others.items())))
    return Week(day_view(first), day_view(first + timedelta(6)), tuple(found))
