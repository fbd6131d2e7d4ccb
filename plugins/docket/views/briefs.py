"""Briefs: what the timeline, the pages of what is in force and those of places show of a record beside its card. They are kept in the cache, so that after an edit no values of ten
thousand records need be read for them."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from docket import urls
from docket.changes import Cause
from docket.records import Record
from docket.shelf import Damaged, Shelf, Slot
from docket.status import History, StatusSpan
from docket.views.cards import Card, required_date
from docket.views.lazy import Lazy


class Moment(NamedTuple):
    """A dated step of a record: its date (EDTF), code, label and words, its anchor on the record's page, and whether it is the step the record is listed under or changes what
    is in force (`main`), as against a lesser step."""

    on: str
    step: str
    label: str
    text: str
    anchor: str
    main: bool


class Brief(NamedTuple):
    """A record's steps in order of date, those of one day as written (none where its steps do not stand on timelines), and the history of its status (None for a kind without)."""

    moments: tuple[Moment, ...]
    history: History | None


def has_moments(record: Record, card: Card) -> bool:
    """Whether a record's steps stand on timelines."""
    return bool(record.kind.timeline and not record.kind.reference and not card.withdrawn)


def make_brief(record: Record, card: Card, history: History | None) -> Brief:
    """The brief of a record, made from its values."""
    moments = sorted(_moments(record, card, history), key=lambda moment: required_date(moment.on).key) if has_moments(record, card) else ()
    return Brief(tuple(moments), history)


def _moments(record: Record, card: Card, history: History | None) -> Iterator[Moment]:
    listed_under = card.date.text if card.date else None
    begun = {span.cause.path[1] for span in history.spans if span.cause.record == record.id} if history else ()
    for index, step in enumerate(record.part("steps")):
        main = step["on"] == listed_under or index in begun or bool(step.get("effects"))
        yield Moment(step["on"], step["step"], record.kind.term(step["step"], "steps", "*", "step"), step.get("text", ""), urls.step_anchor(index), main)


def read_briefs(
    records: Mapping[str, Record], cards: Mapping[str, Card], histories: Mapping[str, History], slots: Mapping[str, Slot | None], shelf: Shelf | None, most: int | None
) -> Mapping[str, Brief]:
    """The brief of every record by its id: from its slot on the shelf, or else made from the record. At most so many are kept in memory at a time."""

    def brief(name: str) -> Brief:
        slot = slots.get(name)
        if slot and shelf:
            with suppress(Damaged):  # it is made as if it had not been kept
                return unpacked(shelf.read(slot))
        return make_brief(records[name].loaded(), cards[name], histories.get(name))

    return Lazy(records, brief, most)


def packed(brief: Brief) -> bytes:
    """A brief as the cache keeps it."""
    return marshal.dumps((tuple(map(tuple, brief.moments)), _plain(brief.history) if brief.history else None))


def unpacked(blob: bytes) -> Brief:
    """The brief that was packed."""
    moments, history = marshal.loads(blob)
    return Brief(tuple(map(Moment._make, moments)), _history(*history) if history else None)


def _plain(history: History) -> tuple[Any, ...]:
    spans = [(span.status, *map(_ordinal, span[1:5]), span.begin_text, tuple(span.cause), tuple(span.ground)) for span in history.spans]
    return history.initial, spans, tuple(history.confirmed) if history.confirmed else None


def _history(initial: str | None, spans: list[tuple[Any, ...]], confirmed: tuple[Any, ...] | None) -> History:
    return History(initial, tuple(_span(*span) for span in spans), Cause._make(confirmed) if confirmed else None)


def _span(status: str, begin: int, begin_latest: int | None, end: int | None, end_latest: int | None, text: str, cause: tuple[Any, ...], ground: tuple[Any, ...]) -> StatusSpan:
    return StatusSpan(status, date.fromordinal(begin), _day(begin_latest), _day(end), _day(end_latest), text, Cause._make(cause), Cause._make(ground))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
