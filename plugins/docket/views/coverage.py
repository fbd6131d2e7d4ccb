"""Set what was searched for beside what is recorded, so that pages tell "none found" from "not
looked"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from docket.model.kind import Kind
from docket.model.kind_options import CoverageRule
from docket.model.record import Library, Record
from docket.model.references import ancestors, levels
from docket.views.card import Card, DateView, date_view

RECORDED, LEADS, NONE_FOUND, NOT_LOOKED = "recorded", "leads", "none-found", "not-looked"


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """What is known of one kind of record in one place.

    `state` is "recorded", "leads", "none-found" or "not-looked"; `count` is the number of records
    and `url` the list of them (empty for none). `until` is the day up to which the place was
    searched (None: it was not).
    """

    kind: str
    state: str
    count: int
    url: str
    until: DateView | None
    note: str


class CoverageRow(NamedTuple):
    """A place with its GEOID (empty: unknown) and one cell for each kind, in the order of
    `Coverage.kinds`."""

    place: Card
    geoid: str
    cells: tuple[CoverageCell, ...]


class Search(NamedTuple):
    """A search on record: its card, the title of what it looked for, the area, the day up to which
    it looked, the day on which it was made (None: unknown), and the means."""

    card: Card
    of: str
    area: Card
    until: DateView | None
    searched: DateView | None
    means: str


class Coverage(NamedTuple):
    """What was searched for in every place directly below the topmost one, by title.

    `kinds` has name and title of the kinds that were searched for, `searches` every search on
    record.
    """

    kinds: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    searches: tuple[Search, ...]


def coverage_kind(library: Library) -> Kind | None:
    """Return the kind whose records are searches (`x-coverage`); None if no search is on record."""
    kind = next((kind for kind in library.kinds if kind.coverage), None)
    return kind if kind and library.of_kind(kind.name) else None


def coverage(library: Library, cards: Mapping[str, Card]) -> Coverage | None:
    """Return the coverage of a collection; None if no kind has `x-coverage` or no search is on
    record."""
    kind = coverage_kind(library)
    if kind is None or kind.coverage is None:
        return None
    efforts = library.of_kind(kind.name)
    names = [
        name
        for name in kind.property(kind.coverage.of)["enum"]
        if any(record.data[kind.coverage.of] == name for record in efforts)
    ]
    counts = _counts(library)
    row = partial(
        _row,
        library=library,
        cards=cards,
        rule=kind.coverage,
        efforts=efforts,
        names=names,
        counts=counts,
    )
    places = sorted(
        _below_the_top(library, kind, kind.coverage), key=lambda place: cards[place.id].title
    )
    return Coverage(
        tuple((name, library.kinds.by_name[name].title_plural) for name in names),
        tuple(row(place) for place in places),
        tuple(_search(record, kind.coverage, cards) for record in efforts),
    )


def _below_the_top(library: Library, kind: Kind, rule: CoverageRule) -> Iterator[Record]:
    """Yield the places directly below the topmost one, of the kinds that a search can name as its
    area."""
    for name in next(ref.kinds for ref in kind.refs if ref.path == (rule.area,)):
        for record in library.of_kind(name):
            if len(list(ancestors(library, record))) == 1:
                yield record


def _counts(library: Library) -> Mapping[tuple[str, str], int]:
    """Return the number of records by id of place and name of kind, those of the places in it
    included."""
    counts: dict[tuple[str, str], int] = {}
    for record in library:
        place = (
            library.get(str(record.data.get(record.kind.place, "")))
            if record.kind.place and not record.kind.reference
            else None
        )
        for level in levels(library, place) if "withdrawn" not in record.data else ():
            counts[level.id, record.kind.name] = counts.get((level.id, record.kind.name), 0) + 1
    return counts


def _row(
    place: Record,
    library: Library,
    cards: Mapping[str, Card],
    rule: CoverageRule,
    efforts: tuple[Record, ...],
    names: list[str],
    counts: Mapping[tuple[str, str], int],
) -> CoverageRow:
    """Return the row of a place: what is known there of each kind that was searched for."""
    around = {level.id for level in levels(library, place)}
    cells = []
    for name in names:
        searches = [effort for effort in efforts if effort.data[rule.of] == name]
        count = counts.get((place.id, name), 0)
        if count:
            url = f"{cards[place.id].url}#group-{library.kinds.by_name[name].plural}"
            until = date_view(_searched_until(searches, rule, around))
            cells.append(CoverageCell(name, RECORDED, count, url, until, ""))
        else:
            cells.append(_cell_without_records(name, place.id, searches, rule))
    return CoverageRow(cards[place.id], str(place.data.get("geoid", "")), tuple(cells))


def _searched_until(searches: list[Record], rule: CoverageRule, around: set[str]) -> str | None:
    """Return the latest day up to which a search covered one of these areas; None if none did."""
    found = (search.data[rule.until] for search in searches if search.data[rule.area] in around)
    return max(found, default=None)


def _cell_without_records(
    name: str, place: str, searches: list[Record], rule: CoverageRule
) -> CoverageCell:
    """Return the result of the last search that names a place, or else "not looked"."""
    results = [
        (search, found)
        for search in searches
        for found in search.data.get(rule.searches, ())
        if found["place"] == place
    ]
    if not results:
        return CoverageCell(name, NOT_LOOKED, 0, "", None, "")
    search, found = results[-1]
    until = date_view(found.get("until", search.data[rule.until]))
    return CoverageCell(name, found["result"], 0, "", until, found.get("note", ""))


def _search(record: Record, rule: CoverageRule, cards: Mapping[str, Card]) -> Search:
    """Return a search for display."""
    label = record.kind.term(record.data[rule.of], rule.of)
    data = record.data
    return Search(
        cards[record.id],
        label,
        cards[data[rule.area]],
        date_view(data[rule.until]),
        date_view(data.get("searched")),
        str(data.get("with", "")),
    )
