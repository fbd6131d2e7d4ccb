"""Keys: the hash of everything that a view is made from, told without making the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docket.cache import digest, digest_of
from docket.ledger import Ledger
from docket.links import Links
from docket.records import Library, Record
from docket.views.cardfile import order_outlines, surroundings


@dataclass(frozen=True)
class Keys:
    """The keys of a collection's views. Records that were not noted down have keys too, which change with every run."""

    library: Library
    links: Links
    digests: Mapping[str, bytes]
    as_of: date
    ledger: Ledger

    @cached_property
    def records(self) -> Mapping[str, bytes]:
        """For every record the key of its view: its file, the cards of all it is linked with, and the outlines of the orders upon it and of what it lies in."""
        around, day = surroundings(self.library), self.as_of.isoformat().encode()
        return {record.id: digest(day, around(record), *self._parts(record)) for record in self.library if record.noted}

    @cached_property
    def cards(self) -> bytes:
        """The key of whatever is made of cards alone."""
        return digest(*self.digests.values())

    @cached_property
    def outlines(self) -> bytes:
        """The key of whatever is made of any view, but of no inner part of one: what only a record's own page and files show."""
        outlines = (record.id.encode() + record.noted.outline for record in self.library if record.noted)
        return digest(self.cards, self.as_of.isoformat().encode(), digest_of([(name, str(told)) for name, told in self.ledger.items()]), *outlines)

    @cached_property
    def everything(self) -> bytes:
        """The key of whatever is made of everything."""
        return digest(self.outlines, *(record.noted.digest for record in self.library if record.noted))

    def _parts(self, record: Record) -> list[bytes]:
        assert record.noted is not None
        to, told = self.links.to(record.id), self.ledger.get(record.id)
        linked = [self.digests[ref[1]] for ref in record.noted.refs if ref[1] in self.digests]
        linking = [self.digests[link.source] for link in to]
        return [
            record.noted.digest, self.digests[record.id], str(told).encode() if told else b"", *linked, b"|", *linking,
            repr([(link.source, link.path, link.reverse, link.code, link.note) for link in to]).encode(), *order_outlines(record, self.library, self.links),
        ]  # fmt: skip
