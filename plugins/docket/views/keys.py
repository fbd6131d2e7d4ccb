"""Keys: the hash of everything that a view is made from, told without making the view."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docket.cache import digest, digest_of
from docket.ledger import Ledger
from docket.links import SOURCE, TARGET, Links
from docket.records import Library, Record
from docket.views.cardfile import MANY, order_outlines, surroundings
from docket.workers import aside


@dataclass(frozen=True)
class Keys:
    """The keys of a collection's views. A record that was not noted down has none."""

    library: Library
    links: Links
    digests: Mapping[str, bytes]
    as_of: date
    ledger: Ledger
    before: tuple[bytes, Mapping[str, bytes]] | None = None
    workers: int = 1

    @cached_property
    def records(self) -> Mapping[str, bytes]:
        """For every record the key of its view: its file, the cards of all it is linked with, and the outlines of the orders upon it and of what it lies in.
        Where no outline has changed since the last build, only the keys of records whose file has."""
        return self._begun()

    @cached_property
    def _begun(self) -> Callable[[], Mapping[str, bytes]]:
        return aside(self._found, self.workers if len(self.library) >= MANY and not self._known else 1)

    def begin(self) -> None:
        """Begins to work out the keys of all records in a process of its own, where that takes long and there are several workers."""
        _ = self._begun

    @cached_property
    def _known(self) -> Mapping[str, bytes]:
        """The keys of the last build where no outline has changed."""
        return self.before[1] if self.before is not None and self.before[0] == self.outlines else {}

    def _found(self) -> dict[str, bytes]:
        around, day = surroundings(self.library), self.as_of.isoformat().encode()
        found = {}
        for record in self.library:
            if record.noted:
                before = self._known.get(record.id)
                same = before is not None and before.startswith(record.noted.digest)
                found[record.id] = before if before and same else record.noted.digest + digest(day, around(record), *self._parts(record))
        return found

    def kept(self) -> tuple[bytes, Mapping[str, bytes]]:
        """What is to be kept for the next run."""
        return self.outlines, self.records

    @cached_property
    def outlines(self) -> bytes:
        """The key of whatever is made of any view, but of no inner part of one: what only a record's own page and files show."""
        outlines = (record.id.encode() + record.noted.outline for record in self.library if record.noted)
        return digest(*self.digests.values(), self.as_of.isoformat().encode(), digest_of([(name, str(told)) for name, told in self.ledger.items()]), *outlines)

    def _parts(self, record: Record) -> list[bytes]:
        assert record.noted is not None
        plains, told = self.links.plain_to(record.id), self.ledger.get(record.id)
        linked = [self.digests[ref[TARGET]] for ref in record.noted.refs if ref[TARGET] in self.digests]
        linking = [self.digests[plain[SOURCE]] for plain in plains]
        orders = order_outlines(record, self.library, self.links)
        return [self.digests[record.id], str(told).encode() if told else b"", *linked, b"|", *linking, marshal.dumps(list(plains), 2), *orders]  # version 2: see digest_of
