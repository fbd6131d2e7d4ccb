"""Timelines: what happened across all records in order of date, in lanes, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docket import dates
from docket.records import Library, Record
from docket.views.cards import Card, DateView
from docket.views.parts import StepView
from docket.views.records import RecordView


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated step of a record on the timeline: date, the step's label and words, the record, the anchor of the step on its page, and whether it
    is the step the record is listed under or changes what is in force (`main`), as against a lesser step."""

    on: DateView
    step: str
    label: str
    text: str
    record: Card
    anchor: str
    main: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a timeline: year and month (2025-07) or a year alone where the date is no finer, its English name, and its entries in order."""

    key: str
    words: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A year of the timeline: the year, its months in order, how many entries it has, and the url."""

    year: str
    url: str
    months: tuple[Month, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """All entries in order of date, and their pages by year, oldest first."""

    entries: tuple[Entry, ...]
    pages: tuple[TimelinePage, ...]


def timeline(library: Library, views: Mapping[str, RecordView]) -> Timeline:
    """The timeline of all records whose kind has one; entries of one day are in order of kind, title and step."""
    entries = [
        _entry(record, views[record.id], step)
        for record in library
        if record.kind.timeline and not record.kind.reference and not views[record.id].card.withdrawn
        for step in views[record.id].steps
    ]
    entries.sort(key=lambda entry: (entry.on.key, entry.record.kind, entry.record.title, entry.record.id, entry.anchor))
    by_year: dict[str, list[Entry]] = {}
    for entry in entries:
        by_year.setdefault((entry.on.earliest or entry.on.latest or "")[:4], []).append(entry)
    return Timeline(tuple(entries), tuple(TimelinePage(year, f"timeline/{year}/", _months(found), len(found)) for year, found in by_year.items()))


def _entry(record: Record, view: RecordView, step: StepView) -> Entry:
    listed_under = view.card.date is not None and step.on.text == view.card.date.text
    begins = any(span.cause.by is None and span.cause.anchor == step.anchor for span in view.spans)
    return Entry(step.on, step.step, step.label, step.text, view.card, step.anchor, main=listed_under or begins or bool(step.effects))


def _months(entries: Iterable[Entry]) -> tuple[Month, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.on.earliest or entry.on.latest or "")[: 4 if len(entry.on.text) == 4 else 7], []).append(entry)
    return tuple(Month(key, dates.english(key), tuple(found)) for key, found in groups.items())
