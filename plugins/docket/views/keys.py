"""Keys: the hash of everything that a view is made from, told without making the view."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from docket.cache import digest, digest_of
from docket.ledger import Ledger
from docket.links import SOURCE, TARGET, Links, held
from docket.records import Library, Record
from docket.views.cardfile import MANY, Known, order_outlines, surroundings
from docket.workers import aside

Kept = tuple[bytes, Mapping[str, bytes], Mapping[str, tuple[str, ...]], bytes]
"""What is kept of the keys: the hash of all outlines, the keys, by record what it refers to, and the hash of what stands in every key."""


def own_part(record: Record) -> bytes:
    """Return the part of a record's key that stands for its file: what is in it, and where it lies,
    which pages link to."""
    return record.noted.digest + digest(record.file.encode()) if record.noted else b""


@dataclass(frozen=True)
class Keys:
    """The keys of a collection's views. A record that was not noted down has none. `filed` is what the card file knows of every record, `filed_before` what it knew
    when the keys that were kept (`before`) were made."""

    library: Library
    links: Links
    digests: Mapping[str, bytes]
    as_of: date
    ledger: Ledger
    filed: Mapping[str, Known]
    filed_before: Mapping[str, Known] = field(default_factory=dict)
    before: Kept | None = None
    workers: int = 1

    @cached_property
    def records(self) -> Mapping[str, bytes]:
        """For every record the key of its view: its file, the cards of all it is linked with, and the outlines of the orders upon it and of what it lies in."""
        return self._begun()

    @cached_property
    def _begun(self) -> Callable[[], Mapping[str, bytes]]:
        return aside(self._found, self.workers if len(self.library) >= MANY and self._stirred is None else 1)

    def begin(self) -> None:
        """Begins to work out the keys of all records in a process of its own, where that takes long and there are several workers."""
        _ = self._begun

    def _found(self) -> dict[str, bytes]:
        around, day, stirred = surroundings(self.library), self.as_of.isoformat().encode(), self._stirred
        found = {}
        for record in self.library:
            if record.noted:
                same = stirred is not None and record.id not in stirred
                known = self._known
                found[record.id] = known[record.id] if same else self._key(record, day, around)
        return found

    def _is_own(self, name: str, key: bytes) -> bool:
        """Return whether a key of the last build is of a record whose file is as it was."""
        record = self.library.get(name)
        return record is not None and key.startswith(own_part(record))

    def _key(self, record: Record, day: bytes, around: Callable[[Record], bytes]) -> bytes:
        return own_part(record) + digest(day, around(record), *self._parts(record))

    @property
    def _known(self) -> Mapping[str, bytes]:
        return self.before[1] if self.before else {}

    @cached_property
    def _stirred(self) -> frozenset[str] | None:
        """The records whose key may be another than in the last build: those that were edited; those whose card is another or is made from something else; and what
        such a record refers to, or did, and what refers to it. None where the last build says nothing of that."""
        if self.before is None or self.before[3] != self._everywhere:
            return None
        same = {name for name, key in self._known.items() if self._is_own(name, key)}
        edited = self.library.by_id.keys() - same
        if self.before[0] == self.outlines:
            return frozenset(edited)
        was, gone = self.filed_before, self._known.keys() - self.library.by_id.keys()
        refiled = {name for name, known in self.filed.items() if name not in was or was[name][:2] != known[:2]}
        others = {*gone, *(name for name in refiled if name not in was or was[name][1] != self.filed[name][1])}
        referred = {plain[TARGET] for name in edited | (others - gone) for plain in held(self.library.by_id[name])}
        referred_before = {target for name in edited | gone for target in self.before[2].get(name, ())}
        referring = {record.id for record in self.library if any(plain[TARGET] in others for plain in held(record))}
        return frozenset(edited | refiled | referred | referred_before | referring)

    def kept(self) -> Kept:
        """What is to be kept for the next run."""
        return self.outlines, self.records, self._targets(), self._everywhere

    def _targets(self) -> dict[str, tuple[str, ...]]:
        """By record the ids of all others it refers to; a text that stands for an id is the same object everywhere, which keeps the state small."""
        ids, stirred = {name: name for name in self.library.by_id}, self._stirred
        known = {} if self.before is None or stirred is None else {name: targets for name, targets in self.before[2].items() if name not in stirred}
        return {record.id: known.get(record.id) or tuple(sorted({ids[plain[TARGET]] for plain in held(record) if plain[TARGET] in ids})) for record in self.library}

    @cached_property
    def _everywhere(self) -> bytes:
        """The hash of what stands in every key: the day, and when records were written down."""
        return digest(self.as_of.isoformat().encode(), digest_of([(name, str(told)) for name, told in self.ledger.items()]))

    @cached_property
    def outlines(self) -> bytes:
        """The key of whatever is made of any view, but of no inner part of one: what only a record's own page and files show."""
        outlines = (record.id.encode() + record.noted.outline for record in self.library if record.noted)
        return digest(*self.digests.values(), self._everywhere, *outlines)

    def _parts(self, record: Record) -> list[bytes]:
        assert record.noted is not None
        plains, told = self.links.plain_to(record.id), self.ledger.get(record.id)
        linked = [self.digests[ref[TARGET]] for ref in record.noted.refs if ref[TARGET] in self.digests]
        linking = [self.digests[plain[SOURCE]] for plain in plains]
        orders = order_outlines(record, self.library, self.links)
        return [self.digests[record.id], str(told).encode() if told else b"", *linked, b"|", *linking, marshal.dumps(list(plains), 2), *orders]  # version 2: see digest_of
