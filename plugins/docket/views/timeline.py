"""Lay out what happened across all records in order of date, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from docket.model import edtf
from docket.model.record import Library
from docket.model.references import levels
from docket.views.card import Card, DateView, required_date
from docket.views.moments import Moments


class Entry(NamedTuple):
    """One dated step of a record on the timeline: date, label and words of the step, and its anchor
    on the record's page.

    `main` is true for the step that the record is listed under, and for one that changes a status.
    """

    date: DateView
    step: str
    label: str
    text: str
    record: Card
    anchor: str
    main: bool


class Month(NamedTuple):
    """A month of a timeline with its entries in order. `key` is the month (2025-07), or the year
    alone if the dates are no finer; `words` is its English name."""

    key: str
    words: str
    entries: tuple[Entry, ...]


MOST = 400
"""How many entries a page shows at most. A year with more has a page for each month, and shows only
its main entries."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A year of the timeline, or one month of it.

    `months` has the months in order with the entries shown, `total` is how many entries there are.
    Of a year with too many entries, `month_urls` has the pages of its months by key, and only main
    entries are shown, or none if even these are too many. `title` is the name of the month (empty
    for a year).
    """

    year: str
    url: str
    months: tuple[Month, ...]
    total: int
    title: str = ""
    month_urls: Mapping[str, str] = field(default_factory=dict)


class FilterPlace(NamedTuple):
    """A place that the timeline can be narrowed to, and the ids of those that it lies in."""

    card: Card
    above: tuple[str, ...]


class Places(Protocol):
    """What is needed to find places: the library, and the cards of its records."""

    @property
    def library(self) -> Library:
        """Return all records."""

    @property
    def cards(self) -> Mapping[str, Card]:
        """Return, by record, its card."""


class Timeline(NamedTuple):
    """All entries in order of date, and their pages by year, oldest first."""

    entries: tuple[Entry, ...]
    pages: tuple[TimelinePage, ...]


def timeline(
    cards: Mapping[str, Card], moments: Mapping[str, Moments], most: int = MOST
) -> Timeline:
    """Return the timeline of all records that have moments; a year with more than `most` entries is
    cut down."""
    entries = in_order(
        entry for name, card in cards.items() for entry in entries_of(card, moments[name])
    )
    by_year: dict[str, list[Entry]] = {}
    for entry in entries:
        by_year.setdefault(_year_of(entry), []).append(entry)
    return Timeline(
        tuple(entries), tuple(_year(year, found, most) for year, found in by_year.items())
    )


def entries_of(card: Card, moments: Moments) -> list[Entry]:
    """Return the steps of one record as entries."""
    return [
        Entry(
            required_date(moment.date),
            moment.step,
            moment.label,
            moment.text,
            card,
            moment.anchor,
            moment.main,
        )
        for moment in moments
    ]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in order of date; those of one day in order of kind, title and step."""
    return sorted(
        entries,
        key=lambda entry: (
            entry.date.key,
            entry.record.kind,
            entry.record.title,
            entry.record.id,
            entry.anchor,
        ),
    )


def month_pages(timeline: Timeline) -> Iterator[TimelinePage]:
    """Yield a page for each month of every year that has too many entries for one page."""
    for year in timeline.pages:
        if year.month_urls:
            entries = [entry for entry in timeline.entries if _year_of(entry) == year.year]
            for month in _months(entries):
                yield TimelinePage(
                    year.year,
                    year.month_urls[month.key],
                    (month,),
                    len(month.entries),
                    title=month.words,
                )


def filter_places(entries: Iterable[Entry], site: Places) -> tuple[FilterPlace, ...]:
    """Return the places that entries can be narrowed to: those that their records are about or
    reach, and all above these, by label."""
    cards = {entry.record.id: entry.record for entry in entries}.values()
    named = dict.fromkeys(name for card in cards for name in (*card.places, *card.reach))
    chains = [levels(site.library, site.library.get(name)) for name in named]
    found = {
        level.id: FilterPlace(site.cards[level.id], tuple(one.id for one in chain[number + 1 :]))
        for chain in chains
        for number, level in enumerate(chain)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.card.label.casefold(), one.card.id)))


def _year(year: str, entries: list[Entry], most: int) -> TimelinePage:
    """Return the page of a year."""
    months = _months(entries)
    if len(entries) <= most:
        return TimelinePage(year, f"timeline/{year}/", months, len(entries))
    counting = [entry for entry in entries if entry.main]
    shown = (
        {month.key: month.entries for month in _months(counting)}
        if len(counting) <= 2 * most
        else {}
    )
    narrowed = tuple(month._replace(entries=shown.get(month.key, ())) for month in months)
    return TimelinePage(
        year,
        f"timeline/{year}/",
        narrowed,
        len(entries),
        month_urls={
            month.key: f"timeline/{year}/{month.key[5:] or 'undated'}/" for month in months
        },
    )


def _year_of(entry: Entry) -> str:
    """Return the year of an entry, such as "2025"."""
    return (entry.date.earliest or entry.date.latest or "")[:4]


def _months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    """Return entries, which are in order, grouped by month."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(
            (entry.date.earliest or entry.date.latest or "")[
                : 4 if len(entry.date.text) == 4 else 7
            ],
            [],
        ).append(entry)
    return tuple(Month(key, edtf.english(key), tuple(found)) for key, found in groups.items())
