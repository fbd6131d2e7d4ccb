"""Cards: the little that other pages show of a record. A page may depend on its own view and on
cards, on nothing else."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from docket.build.store import packed
from docket.model import edtf, urls
from docket.model.inputs import Codec
from docket.model.record import Library, Record
from docket.model.references import ancestors
from docket.status.history import History


class DateView(NamedTuple):
    """A date for showing: EDTF `text`, English `words`, ISO `earliest` and `latest` (None: open),
    `approximate`."""

    text: str
    words: str
    earliest: str | None
    latest: str | None
    approximate: bool

    @property
    def key(self) -> tuple[str, str]:
        """What dates are ordered by: earliest, then latest day."""
        return (self.earliest or "", self.latest or "~")


def date_view(text: str | None) -> DateView | None:
    """The view of an EDTF date, None for None."""
    return None if text is None else required_date(text)


@lru_cache(maxsize=65536)
def required_date(text: str) -> DateView:
    """The view of an EDTF date that is there."""
    span = edtf.parse(text)
    earliest, latest = (day.isoformat() if day else None for day in (span.earliest, span.latest))
    return DateView(text, edtf.english(text), earliest, latest, span.approximate)


class Card(NamedTuple):
    """A record in brief: id, kind (name, title, shape), page `url` from the root of the site,
    title, label (the title with the short name of what it lies in, as in Chicago, IL), summary,
    date, place (id, title, label), status (code, label, mark: solid, hatched, hollow; empty where
    the kind has none), whether it was withdrawn, and the day on which it was last brought up to
    date (ISO 8601)."""

    id: str
    kind: str
    kind_title: str
    reference: bool
    shape: str
    plural: str
    url: str
    title: str
    label: str
    summary: str
    date: DateView | None
    place: str
    place_title: str
    place_label: str
    status: str
    status_label: str
    mark: str
    withdrawn: bool
    updated: str = ""


@dataclass(frozen=True)
class CardMaker:
    """Makes cards of a library's records, their status as of the given day."""

    library: Library
    as_of: date

    def make(self, record: Record, history: History | None) -> Card:
        """The card of a record."""
        kind, data = record.kind, record.data
        place = str(data.get(kind.place, "")) if kind.place else ""
        place_title, place_label = self._names(place)
        span = history.on(self.as_of) if history else None
        status = span.status if span else (kind.initial_status or "")
        return Card(
            id=record.id,
            kind=kind.name,
            kind_title=kind.title,
            reference=kind.reference,
            shape=kind.shape,
            plural=kind.plural,
            url=urls.record_page(kind.plural, record.id),
            title=record.caption,
            label=_label(record, self.library),
            summary=str(data.get("summary", "")).strip(),
            date=date_view(primary_date(record)),
            place=place if place in self.library else "",
            place_title=place_title,
            place_label=place_label,
            status=status,
            status_label=kind.status_terms.get(status, ""),
            mark=kind.status_marks.get(status, ""),
            withdrawn="withdrawn" in data,
            updated=last_updated(record, self.as_of),
        )

    def _names(self, place: str) -> tuple[str, str]:
        """Return what a place is called alone and with what it lies in; empty without a place."""
        found = self.library.get(place) if place else None
        return (found.caption, _label(found, self.library)) if found else ("", "")


def _label(record: Record, library: Library) -> str:
    short = record.kind.short
    if not short or short in record.data:
        return record.caption
    above = next(
        (str(above.data[short]) for above in ancestors(library, record) if short in above.data), ""
    )
    return f"{record.caption}, {above}" if above else record.caption


def primary_date(record: Record) -> str | None:
    """The EDTF date a record is listed under: that of the first of its kind's x-date steps that it
    has, else of its earliest step."""
    steps = record.part("steps")
    by_code: dict[str, list[str]] = {}
    for step in steps:
        by_code.setdefault(step["step"], []).append(step["on"])
    for code in record.kind.date_steps:
        if code in by_code:
            return min(by_code[code], key=lambda text: edtf.parse(text).key)
    return min((step["on"] for step in steps), key=lambda text: edtf.parse(text).key, default=None)


def last_updated(record: Record, as_of: date) -> str:
    """The newest day that a record itself names, up to the day statuses are read on: of a step, or
    on which a source was published or read. Deadlines to come are left out. This is no clock: two
    builds of the same records agree."""
    named = {step["on"] for step in record.part("steps")} | {
        source[name]
        for source in record.part("sources")
        for name in ("published", "seen")
        if name in source
    }
    days = [
        day
        for text in named
        for span in [required_date(text)]
        for day in (span.earliest, span.latest)
        if day
    ]
    limit = as_of.isoformat()
    return max((day for day in days if day <= limit), default=limit)


def newest_first(cards: Mapping[str, Card] | list[Card]) -> list[Card]:
    """Cards from the newest date to the oldest, then by title; those without a date come last, by
    title."""
    values = list(cards.values()) if isinstance(cards, Mapping) else cards
    if len(values) < 2:
        return values
    by_title = sorted(values, key=lambda card: (card.title.casefold(), card.id))
    return sorted(by_title, key=lambda card: card.date.key if card.date else ("", ""), reverse=True)


def _packed(card: Card) -> bytes:
    return packed(tuple(tuple(value) if isinstance(value, DateView) else value for value in card))


def _unpacked(content: bytes) -> Card:
    card = Card._make(marshal.loads(content))
    return card._replace(date=DateView._make(card.date)) if card.date else card


CODEC = Codec(_packed, _unpacked)
"""How the store keeps a card."""
