"""The card file: the card of every record, taken over from the last run where nothing it is made from has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from docket.cache import digest, digest_of
from docket.kinds import Kinds
from docket.links import PATH, SOURCE, Links, levels
from docket.records import Library, Record
from docket.shelf import Shelf, Slot
from docket.status import History
from docket.views.briefs import make_brief, packed
from docket.views.cards import Card, CardMaker, DateView
from docket.views.lazy import Lazy
from docket.workers import spread

Known = tuple[bytes, bytes, tuple[Any, ...], bytes, Slot | None]
"""The hash of what a card is made from, the hash of the card, the card as plain tuples, the hash of its record's own outline, and the slot of the record's brief, which is made
from the same as the card (None: it was not kept)."""
Filed = tuple[bytes, Mapping[str, Known], str]
"""The hash of what all cards are made from, what is known of each by record id, and the day (ISO 8601) on which statuses were read."""
MANY, BATCH = 1_000, 100
"""From how many cards to be made on several workers pay, and how many a worker takes at a time."""
NO_CARDS: Filed = (b"", {}, "")


class CardFile(NamedTuple):
    """All cards by record id, the hash of each, how many of each kind are not withdrawn, the slots of briefs, and what is to be kept for the next run."""

    cards: Mapping[str, Card]
    digests: Mapping[str, bytes]
    counts: Mapping[str, int]
    slots: Mapping[str, Slot | None]
    filed: Filed


def file_cards(library: Library, links: Links, histories: Mapping[str, History], as_of: date, before: Filed = NO_CARDS, workers: int = 1, shelf: Shelf | None = None) -> CardFile:
    """The cards of a library, statuses as of the given day. A card is made from the outlines of its record, of the orders upon it, and of the places
    it lies in. Where there is a shelf, the briefs of records whose card is new are put onto it."""
    gate = outlines_of(library, as_of)
    same = bool(gate) and gate == before[0]
    filed = before[1] if same else _filed(library, links, histories, as_of, before, workers, shelf)
    cards = Lazy(filed, lambda name: _card(filed[name][2])) if same else {name: _card(known[2]) for name, known in filed.items()}  # where nothing changed few are asked for
    counts = Counter(known[2][KIND] for known in filed.values() if not known[2][WITHDRAWN])
    slots = Lazy(filed, lambda name: filed[name][SLOT])
    return CardFile(cards, {name: known[1] for name, known in filed.items()}, counts, slots, (gate, filed, as_of.isoformat()))


def tidied(filed: Filed, shelf: Shelf) -> tuple[Filed, list[Slot]]:
    """What is filed with its briefs packed anew, where it was time for that, and their slots. Raises Damaged where one is not what it was."""
    names = [name for name, known in filed[1].items() if known[SLOT]]
    slots = [slot for known in filed[1].values() if (slot := known[SLOT])]
    moved = shelf.tidied(slots)
    if moved is slots:
        return filed, slots
    return (filed[0], {**filed[1], **{name: (*filed[1][name][:SLOT], slot) for name, slot in zip(names, moved, strict=True)}}, filed[2]), moved


def outlines_of(library: Library, as_of: date) -> bytes:
    """The hash of all outlines and of the day on which statuses are read; nothing where a record was not noted."""
    noted = [record.noted for record in library]
    return digest(as_of.isoformat().encode(), *(part for note in noted if note for part in (note.id.encode(), note.outline))) if all(noted) else b""


def _filed(library: Library, links: Links, histories: Mapping[str, History], as_of: date, before: Filed, workers: int, shelf: Shelf | None) -> dict[str, Known]:
    """What is filed of every record: taken over where its key is the same, made anew by the workers otherwise."""
    around, day, maker, known = surroundings(library), as_of.isoformat().encode(), CardMaker(library, as_of), before[1]
    first = shelf.next if shelf else 0

    def key(record: Record) -> bytes:
        return digest(day, around(record), *order_outlines(record, library, links)) if record.noted else b""

    def share(taken: Iterator[tuple[int, Sequence[Record]]]) -> dict[str, Known]:
        writer, made = None, dict[str, Known]()
        for number, records in taken:
            writer = writer or (shelf.writer(first + number) if shelf else None)
            for record in records:
                loaded, history = record.loaded(), histories.get(record.id)
                card = maker.make(loaded, history)
                slot = writer.add(packed(make_brief(loaded, card, history))) if writer else None
                made[record.id] = _known(record, key(record), card, slot)
        if writer:
            writer.close()
        return made

    stale = [record for record in _doubtful(library, before, as_of) if record.id not in known or not record.noted or known[record.id][0] != key(record)]
    batches = [(start, stale[start : start + BATCH]) for start in range(0, len(stale), BATCH)]
    made = {name: filed for found in spread(share, batches, workers if len(stale) >= MANY else 1) for name, filed in found.items()}
    return {name: made.get(name) or known[name] for name in library.by_id}


def _doubtful(library: Library, before: Filed, as_of: date) -> Iterable[Record]:
    """The records whose card may be another than in the last build. Where only records have changed that no other card is made from, they are all."""
    known = before[1]
    changed = [record for record in library if not record.noted or record.id not in known or known[record.id][OUTLINE] != record.noted.outline]
    gone = [known[name][2][KIND] for name in known.keys() - library.by_id.keys()]
    alone = before[2] == as_of.isoformat() and _bearing(library.kinds).isdisjoint([*(record.kind.name for record in changed), *gone])
    return changed if alone else library


def _bearing(kinds: Kinds) -> frozenset[str]:
    """The kinds from whose records the cards of others are made too: others lie in them, or their orders bear on others."""
    places = {name for kind in kinds for rule in kind.refs if rule.path[0] in (kind.place, kind.parent) for name in rule.kinds}
    orders = {kind.name for kind in kinds if any("effects" in rule.path for rule in kind.refs)}
    return frozenset(kinds.by_name) if "*" in places else frozenset(places | orders)


def _known(record: Record, key: bytes, card: Card, slot: Slot | None) -> Known:
    plain = _plain(card)
    return key, digest_of(plain), plain, record.noted.outline if record.noted else b"", slot


def surroundings(library: Library) -> Callable[[Record], bytes]:
    """Return a function that gives the outlines of a record, of all that it is a part of, and of
    every place it lies in."""
    chains: dict[str, bytes] = {}

    def chain(record: Record) -> bytes:
        if record.id not in chains:
            chains[record.id] = b"".join(level.noted.outline for level in levels(library, record) if level.noted)
        return chains[record.id]

    def around(record: Record) -> bytes:
        if record.noted is None:
            return b""
        inside = [library.get(ref[1]) for ref in record.noted.refs if ref[2][0] == record.kind.place]
        return chain(record) + b"".join(chain(place) for place in inside if place)

    return around


def order_outlines(record: Record, library: Library, links: Links) -> list[bytes]:
    """The outlines of the records whose orders bear on a record's status."""
    plains = (plain for plain in links.plain_to(record.id) if "effects" in plain[PATH])
    return [source.noted.outline for plain in plains if (source := library.get(plain[SOURCE])) and source.noted]


def _plain(card: Card) -> tuple[Any, ...]:
    return tuple(card._replace(date=tuple(card.date) if card.date else None))  # type: ignore[arg-type] # plain tuples are what the cache can keep


def _card(plain: tuple[Any, ...]) -> Card:
    card = Card._make(plain)
    return card._replace(date=DateView._make(plain[DATE])) if plain[DATE] else card


OUTLINE: Final = 3
SLOT: Final = 4
"""Where these stand in what is known of a card."""
DATE, KIND, WITHDRAWN = map(Card._fields.index, ("date", "kind", "withdrawn"))
