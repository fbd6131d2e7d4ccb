"""Make the lists of a kind's records: whole, narrowed by each value of each facet, cut into
pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docket.model import urls
from docket.model.kind import Kind
from docket.model.kind_options import STATUS, Facet
from docket.model.record import Library, Record
from docket.model.references import ancestors
from docket.views.card import Card, newest_first


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that a list can be narrowed to: code, label, how many records have it, and the url of
    the page that lists exactly those."""

    code: str
    label: str
    count: int
    url: str


class FacetView(NamedTuple):
    """A facet of a kind's list with its values, the most frequent first."""

    name: str
    title: str
    values: tuple[FacetValue, ...]


class ListPage(NamedTuple):
    """One page of a list, with the cards on it.

    `facet` and `value` say what the list is narrowed to (empty: not narrowed). `number` counts the
    pages of this list from 1, `pages` is how many there are, `total` the number of records of the
    list, and `first` the position of the page's first record in it, from 1. `previous_url` and
    `next_url` are empty at the ends.
    """

    plural: str
    title: str
    description: str
    kind: str
    shape: str
    facet: str
    facet_title: str
    value: str
    value_label: str
    cards: tuple[Card, ...]
    url: str
    number: int
    pages: int
    total: int
    first: int
    previous_url: str
    next_url: str

    @property
    def last(self) -> int:
        """Return the position in the list of the page's last record, from 1."""
        return self.first + len(self.cards) - 1


class Narrowed(NamedTuple):
    """A kind's list: the cards of its records that are not withdrawn, newest first (`whole`), and
    those left when it is narrowed, by facet and value (`members`)."""

    whole: list[Card]
    members: Mapping[str, Mapping[str, list[Card]]]


def narrowed(kind: Kind, library: Library, cards: Mapping[str, Card]) -> Narrowed:
    """Return a kind's list, whole and narrowed by each value of each facet."""
    whole = newest_first(
        [
            cards[record.id]
            for record in library.of_kind(kind.name)
            if not cards[record.id].withdrawn
        ]
    )
    records = [library[card.id] for card in whole]
    return Narrowed(
        whole,
        {
            facet.name: _members(number, facet, records, library, cards)
            for number, facet in enumerate(kind.facets)
        },
    )


def facet_views(kind: Kind, listed: Narrowed, cards: Mapping[str, Card]) -> tuple[FacetView, ...]:
    """Return the facets to narrow a kind's list by; facets without a value are left out."""
    members = listed.members
    facets = (facet for facet in kind.facets if members[facet.name])
    return tuple(_facet_view(kind, facet, members[facet.name], cards) for facet in facets)


def list_pages(
    kind: Kind, listed: Narrowed, facets: Sequence[FacetView], size: int
) -> Iterator[ListPage]:
    """Yield every page of a kind's list and of its narrowed lists, at most `size` records a
    page."""
    yield from _paged(kind, None, None, listed.whole, size)
    for facet in facets:
        for value in facet.values:
            yield from _paged(kind, facet, value, listed.members[facet.name][value.code], size)


def facet_counts(kind: Kind, listed: Narrowed) -> dict[str, dict[str, int]]:
    """Return how many records each narrowed list of a kind holds, by facet and value, for the
    facets whose values are records."""
    return {
        facet.name: {value: len(group) for value, group in listed.members[facet.name].items()}
        for facet in kind.facets
        if facet.ref
    }


def _members(
    number: int,
    facet: Facet,
    records: Sequence[Record],
    library: Library,
    cards: Mapping[str, Card],
) -> dict[str, list[Card]]:
    """Return the cards by value of a facet, in the order of the records; `number` is its position
    among the kind's facets.

    A record whose value lies in others (a city in its state) counts for those too, except for the
    topmost, which would hold them all.
    """
    groups: dict[str, list[Card]] = {}
    above_of: dict[str, list[str]] = {}
    for record in records:
        card = cards[record.id]
        values = _values(number, facet, record, card)
        for value in values:
            if value not in above_of:
                above_of[value] = (
                    [above.id for above in ancestors(library, library.get(value))[:-1]]
                    if facet.ref
                    else []
                )
        for member in dict.fromkeys(
            [*values, *(above for value in values for above in above_of[value])]
        ):
            groups.setdefault(member, []).append(card)
    return groups


def _values(number: int, facet: Facet, record: Record, card: Card) -> tuple[str, ...]:
    """Return a record's values of a facet. Of that by place they are all places that the record is
    about, and those that its orders reach."""
    if facet.name == STATUS:
        return (card.status,)
    if facet.path == (record.kind.place,):
        return tuple(dict.fromkeys((*card.places, *card.reach)))
    return record.facets()[number]


def _facet_view(
    kind: Kind, facet: Facet, members: Mapping[str, list[Card]], cards: Mapping[str, Card]
) -> FacetView:
    """Return a facet with its values, the most frequent first."""
    values = [
        FacetValue(
            code,
            cards[code].label if facet.ref and code in cards else facet.terms.get(code, code),
            len(group),
            urls.facet_page(kind.plural, facet.name, code),
        )
        for code, group in members.items()
    ]
    return FacetView(
        facet.name,
        facet.title,
        tuple(sorted(values, key=lambda value: (-value.count, value.label))),
    )


def _paged(
    kind: Kind, facet: FacetView | None, value: FacetValue | None, cards: list[Card], size: int
) -> Iterator[ListPage]:
    """Yield the pages of one list: of a kind's whole list, or of that narrowed to a value of a
    facet."""
    pages = max(1, -(-len(cards) // size))

    def url(number: int) -> str:
        if not 1 <= number <= pages:
            return ""
        return (
            urls.facet_page(kind.plural, facet.name, value.code, number)
            if facet and value
            else urls.list_page(kind.plural, number)
        )

    for number in range(1, pages + 1):
        first = (number - 1) * size
        yield ListPage(
            plural=kind.plural,
            title=kind.title_plural,
            description=kind.description,
            kind=kind.name,
            shape=kind.shape,
            facet=facet.name if facet else "",
            facet_title=facet.title if facet else "",
            value=value.code if value else "",
            value_label=value.label if value else "",
            cards=tuple(cards[first : first + size]),
            url=url(number),
            number=number,
            pages=pages,
            total=len(cards),
            first=first + 1,
            previous_url=url(number - 1),
            next_url=url(number + 1),
        )
