"""Timelines: what happened across all records in order of date, in lanes, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from docket.model import edtf
from docket.views.card import Card, DateView, required_date
from docket.views.moments import Moments


class Entry(NamedTuple):
    """One dated step of a record on the timeline: date, the step's label and words, the record, the
    anchor of the step on its page, and whether it is the step the record is listed under or changes
    what is in force (`main`), as against a lesser step."""

    on: DateView
    step: str
    label: str
    text: str
    record: Card
    anchor: str
    main: bool


class Month(NamedTuple):
    """A month of a timeline: year and month (2025-07) or a year alone where the date is no finer,
    its English name, and its entries in order."""

    key: str
    words: str
    entries: tuple[Entry, ...]


MOST = 400
"""How many entries a page shows at the most; a year with more has a page for each month, and shows
what counts by itself."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A year of the timeline, or one month of it: the year, its months in order with the entries
    shown, how many entries there are, and the url. Of a full year `month_urls` lead to the pages of
    its months by their keys, and only the entries that count are shown, or none where even those
    are too many; of a month `title` is its name (of a year empty)."""

    year: str
    url: str
    months: tuple[Month, ...]
    total: int
    title: str = ""
    month_urls: Mapping[str, str] = field(default_factory=dict)


class Timeline(NamedTuple):
    """All entries in order of date, and their pages by year, oldest first."""

    entries: tuple[Entry, ...]
    pages: tuple[TimelinePage, ...]


def timeline(
    cards: Mapping[str, Card], moments: Mapping[str, Moments], most: int = MOST
) -> Timeline:
    """The timeline of all records that have moments; entries of one day are in order of kind, title
    and step."""
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
    """The steps of one record."""
    return [
        Entry(
            required_date(moment.on),
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
    """Entries in order of date; those of one day in order of kind, title and step."""
    return sorted(
        entries,
        key=lambda entry: (
            entry.on.key,
            entry.record.kind,
            entry.record.title,
            entry.record.id,
            entry.anchor,
        ),
    )


def month_pages(timeline: Timeline) -> Iterator[TimelinePage]:
    """A page for each month of every year that is too full for one page."""
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


def _year(year: str, entries: list[Entry], most: int) -> TimelinePage:
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
    return (entry.on.earliest or entry.on.latest or "")[:4]


def _months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(
            (entry.on.earliest or entry.on.latest or "")[: 4 if len(entry.on.text) == 4 else 7], []
        ).append(entry)
    return tuple(Month(key, edtf.english(key), tuple(found)) for key, found in groups.items())
