"""Compute what a record is found by: its names and numbers in every spelling, its places, subjects
and status."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from docket.model.record import Library, Record
from docket.model.references import Links, levels
from docket.model.spellings import all_spellings, numbers_in
from docket.views.card import Card
from docket.views.card_maker import places_of, short_name_above
from docket.views.kinds import KindView


class Found(NamedTuple):
    """What a record is found by, and what a search can be narrowed to.

    `names` are other names and numbers than its title, in every spelling; of a place also its name
    with that of its state ("Portland, Oregon", "Portland, OR"). `around` are the same names of the
    place of a record. `places` are the labels of all places it is about, each with every level
    above it, `subjects` the titles of its subjects (`x-subject`), and `status` is what its status
    code is called (empty: it has none).
    """

    names: tuple[str, ...]
    around: tuple[str, ...]
    places: tuple[str, ...]
    subjects: tuple[str, ...]
    status: str


class Entry(NamedTuple):
    """A record in the list of everything from A to Z: what it is called, and by which letter and
    key it is sorted."""

    letter: str
    key: str
    card: Card


OTHER = "0–9"
"""The letter of names that begin with no letter from A to Z."""


@dataclass(frozen=True)
class Finder:
    """Computes what the records of a library are found by."""

    library: Library
    links: Links
    cards: Mapping[str, Card]
    kinds: tuple[KindView, ...]

    @property
    def _place_kinds(self) -> set[str]:
        """Return the names of the kinds of places that records are about."""
        return {kind.name for kind in self.kinds if kind.place}

    def found(self, name: str) -> Found:
        """Return what a record is found by."""
        record, card = self.library[name].loaded(), self.cards[name]
        is_place = card.kind in self._place_kinds
        own = [record.id] if is_place else places_of(record)
        places = [level for name in own for level in levels(self.library, self.library.get(name))]
        full = self._in_full(record) if is_place else ()
        labels = dict.fromkeys(self.cards[place.id].label for place in places)
        return Found(
            (*self._names(record), *full),
            () if is_place else self._place_in_full(card),
            tuple(labels),
            tuple(self._subjects(name)),
            record.kind.status_terms.get(card.status, ""),
        )

    def _names(self, record: Record) -> tuple[str, ...]:
        """Return every other name of a record, in every spelling; its title is left out."""
        values = (value for path in record.kind.names for _, value in record.at(path))
        other = (number for value in values for number in numbers_in(str(value)))
        spelt = all_spellings([record.caption, *other])
        return tuple(name for name in spelt if name != record.caption)

    def _in_full(self, record: Record) -> tuple[str, ...]:
        """Return a record's title with the name of the nearest record above it that has a short
        one, in full and in short: "Portland, Oregon", "Portland, OR"; none without such a
        record."""
        found = short_name_above(record, self.library)
        if found is None:
            return ()
        above, short = found
        return (f"{record.caption}, {above.caption}", f"{record.caption}, {short}")

    def _place_in_full(self, card: Card) -> tuple[str, ...]:
        """Return the place of a record with what it lies in; none without a place."""
        place = self.library.get(card.place) if card.place else None
        return (self._in_full(place) or (place.caption,)) if place else ()

    def _subjects(self, name: str) -> Iterator[str]:
        """Yield the titles of the subjects of a record, each once."""
        targets = dict.fromkeys(link.target for link in self.links.of(name))
        for target in targets:
            record = self.library.get(target)
            if record is not None and record.kind.subject:
                yield self.cards[target].title


def entries(cards: Mapping[str, Card], kinds: tuple[KindView, ...]) -> tuple[Entry, ...]:
    """Return an entry for every record that is not withdrawn, sorted by letter and name. Kinds of
    searches, and reference kinds to which nothing refers, are left out."""
    listed = {kind.name for kind in kinds if not kind.coverage}
    listed -= {kind.name for kind in kinds if kind.reference and not kind.pointed_at}
    shown = (card for card in cards.values() if card.kind in listed and not card.withdrawn)
    return tuple(
        sorted(map(entry, shown), key=lambda one: (one.letter == OTHER, one[:2], one[2].id))
    )


def entry(card: Card) -> Entry:
    """Return the entry of a record, sorted by its label without accents and opening marks."""
    plain = unicodedata.normalize("NFKD", card.label).encode("ascii", "ignore").decode()
    key = plain.casefold().lstrip("\"'([ ")
    letter = key[:1].upper()
    return Entry(letter if "A" <= letter <= "Z" else OTHER, key, card)
