"""The notebook: what the cache knows of the files of a collection from the last run, and what of it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docket.cache import Cache
from docket.load import Found, Stamp
from docket.records import Noted
from docket.shelf import Shelf, Slot

STATE, PACKS = "records", "values"
ID, DIGEST, OUTLINE, REFS, SLOT = range(5)
"""Where these stand among what is noted (records.Noted), which the cache gives back as plain tuples."""


class Entry(NamedTuple):
    """What is known of a file: its stamp (None: to be read again), the day from which on no rule finds that it names something still to come (ISO 8601), its kind, and what
    was noted of the record, which satisfies its schema and breaks no rule that looks at it alone."""

    stamp: Stamp | None
    day: str
    kind: str
    noted: Noted | tuple[Any, ...]


class Notebook:
    """What is known of each file, by its name, under a key that stands for the code and the schemas; without a cache nothing is. `day` is the one that rules are
    held against (ISO 8601; empty: none)."""

    def __init__(self, cache: Cache | None, key: bytes, day: str) -> None:
        self.cache, self.key, self.day = cache, key, day
        self.shelf: Shelf | None = cache.shelf(PACKS) if cache else None
        self.entries: Mapping[str, Entry] = {}
        self.clean = False
        """Whether nothing was wrong with the collection when this was written."""
        self._started = cache.now if cache else 0
        self._words, self._changed, self._damaged = b"", False, False

    def open(self, words: bytes) -> None:
        """Reads what was kept, unless the words to avoid (the hash of their files) have changed since."""
        kept = self.cache.load(STATE, self.key) if self.cache else None
        self._words = words
        if kept and kept[0] == words:
            self.clean, self.entries = kept[1], kept[2]
        else:
            self._changed = True

    def settled(self, file: Found) -> bool:
        """Whether the file need not be opened, since it is known as it is."""
        entry = self.entries.get(file.name)
        return entry is not None and file.stamp is not None and entry[0] == file.stamp and self._fits(entry, file)

    def holds(self, file: Found, hashed: bytes) -> bool:
        """Whether what is known of the file is known of these very bytes."""
        entry = self.entries.get(file.name)
        return entry is not None and entry[3][DIGEST] == hashed and self._fits(entry, file)

    def _fits(self, entry: Entry, file: Found) -> bool:
        """Whether what is known of a file holds for its kind and for today: what was not still to come on one day is not on a later one."""
        return entry[2] == file.kind and (not self.day or entry[1] <= self.day)

    def lasting(self, stamp: Stamp | None) -> Stamp | None:
        """The stamp, None for a file that changed while or after this run began: it may change once more without its stamp telling (the racy case of
        git's index, Documentation/technical/racy-git.txt)."""
        return stamp if stamp and stamp[2] < self._started else None

    def touched(self, entries: Mapping[str, Entry], fresh: Mapping[str, tuple[str, Noted]]) -> frozenset[str] | None:
        """The ids of the records of which other records may see something else than the last time: new, changed in their outline, or gone; `entries` are known now,
        and `fresh` are the kind and what is noted of each file that was read. None where nothing sound is known of before."""
        if not self.clean:
            return None
        found = {entry[3][ID] for file, entry in self.entries.items() if file not in entries and file not in fresh}
        for file, (kind, noted) in fresh.items():
            entry = self.entries.get(file)
            if entry is None or (entry[3][ID], entry[3][OUTLINE], entry[2]) != (noted.id, noted.outline, kind):
                found |= {noted.id, entry[3][ID] if entry else noted.id}
        return frozenset(found)

    def relinked(self, entries: Mapping[str, Entry], fresh: Mapping[str, tuple[str, Noted]]) -> bool:
        """Whether any reference may be another than the last time, or any id."""
        before = {file: self.entries[file][3] for file in fresh if file in self.entries}
        same = all(file in before and (before[file][ID], before[file][REFS]) == (noted.id, noted.refs) for file, (_, noted) in fresh.items())
        return len(entries) != len(self.entries) or not same

    def turn(self, entries: Mapping[str, Entry], changed: bool) -> None:
        """Puts what is known now in the place of what was; `changed` says whether any file was opened."""
        self._changed = self._changed or changed or len(entries) != len(self.entries)
        self.entries = entries

    def spoil(self) -> None:
        """Forgets everything, since something that was kept is not what it was."""
        self._damaged = True
        if self.cache:
            self.cache.forget(STATE)

    def save(self, clean: bool) -> None:
        """Keeps what is known for the next run; `clean` says whether nothing is wrong with the collection."""
        if self.cache is None or self.shelf is None or self._damaged or not (self._changed or self.clean != clean):
            return
        entries = {file: (*entry[:3], tuple(entry[3])) if isinstance(entry, Entry) else entry for file, entry in self.entries.items()}
        before: list[Slot] = [entry[3][SLOT] for entry in entries.values()]
        slots = self.shelf.tidied(before)
        if slots is not before:
            entries = {file: (*entry[:3], (*entry[3][:SLOT], slot, *entry[3][SLOT + 1 :])) for (file, entry), slot in zip(entries.items(), slots, strict=True)}
        self.cache.save(STATE, self.key, (self._words, clean, entries))
        self.shelf.keep(slots)
