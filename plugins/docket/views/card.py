"""Make cards, the little that other pages show of a record.

A page may depend on its own view and on cards, on nothing else.
"""

from __future__ import annotations

import marshal
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from docket.build.store import packed
from docket.model import edtf, urls
from docket.model.inputs import Codec
from docket.model.kind import Kind
from docket.model.record import Library, Record
from docket.model.references import ancestors
from docket.status.horizon import Horizons, last_action
from docket.status.spans import History, StatusSpan


class DateView(NamedTuple):
    """A date for display: EDTF `text`, English `words`, its `earliest` and `latest` day (ISO 8601,
    None: open), and whether it is approximate."""

    text: str
    words: str
    earliest: str | None
    latest: str | None
    approximate: bool

    @property
    def key(self) -> tuple[str, str]:
        """Return the sort key of the date: earliest, then latest day."""
        return (self.earliest or "", self.latest or "~")

    @property
    def machine(self) -> str:
        """Return the date for HTML's `datetime` and for schema.org, as exact as it is known: a day,
        `YYYY-MM` or `YYYY`; empty where it is approximate, or a span that neither can write."""
        first, last = self.earliest, self.latest
        if self.approximate or first is None or last is None:
            return ""
        if first == last:
            return first
        year, month, day = map(int, last.split("-"))
        if first == f"{year:04}-01-01" and (month, day) == (12, 31):
            return f"{year:04}"
        if first == f"{year:04}-{month:02}-01" and day == monthrange(year, month)[1]:
            return f"{year:04}-{month:02}"
        return ""

    @property
    def interval(self) -> str:
        """Return the date for schema.org's `temporalCoverage`: as `machine`, else an ISO 8601
        interval of days with `..` where it is open; empty where it is approximate."""
        if self.approximate:
            return ""
        return self.machine or f"{self.earliest or '..'}/{self.latest or '..'}"


def date_view(text: str | None) -> DateView | None:
    """Return the view of an EDTF date; None for None."""
    return None if text is None else required_date(text)


@lru_cache(maxsize=65536)
def required_date(text: str) -> DateView:
    """Return the view of an EDTF date."""
    span = edtf.parse(text)
    earliest, latest = (day.isoformat() if day else None for day in (span.earliest, span.latest))
    return DateView(text, edtf.english(text), earliest, latest, span.approximate)


def day_view(day: date) -> DateView:
    """Return the view of a day."""
    return required_date(day.isoformat())


class Card(NamedTuple):
    """A record in brief.

    `kind`, `kind_title`, `shape` and `plural` describe its kind; `url` is its page from the root of
    the site. `label` is the title with the short name of what it lies in ("Chicago, IL"). Of the
    place there are id, title and label (empty: none), of the status code, label and mark (solid,
    hatched or hollow; empty if the kind has none), as read on the day `as_of` (ISO 8601). `last` is
    the date of the last step known to have happened (None: none), and `last_label` what it is
    called. `places` are the ids of all places that the record is about, the first its `place`.
    `updated` is the newest day that the record names (ISO 8601).
    """

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
    as_of: str = ""
    last: DateView | None = None
    last_label: str = ""
    places: tuple[str, ...] = ()
    updated: str = ""


@dataclass(frozen=True)
class CardMaker:
    """Makes cards of a library's records."""

    library: Library
    horizons: Horizons

    def make(self, record: Record, history: History | None) -> Card:
        """Return the card of a record."""
        kind, data = record.kind, record.data
        place = str(data.get(kind.place, "")) if kind.place else ""
        place_title, place_label = self._names(place)
        as_of = self.horizons.of(record)
        span = history.on(as_of.isoformat()) if history else None
        status = span.status if span else (kind.initial_status or "")
        last = last_action(record)
        step = record.part("steps")[last] if last is not None else None
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
            status_label=status_label(kind, span, as_of) if span else initial_label(kind),
            mark=kind.status_marks.get(status, ""),
            withdrawn="withdrawn" in data,
            as_of=as_of.isoformat(),
            last=required_date(step["date"]) if step else None,
            last_label=kind.term(step["step"], "steps", "*", "step") if step else "",
            places=tuple(name for name in places_of(record) if name in self.library),
            updated=last_updated(record, as_of),
        )

    def _names(self, place: str) -> tuple[str, str]:
        """Return what a place is called alone and with what it lies in; empty without a place."""
        found = self.library.get(place) if place else None
        return (found.caption, _label(found, self.library)) if found else ("", "")


def places_of(record: Record) -> tuple[str, ...]:
    """Return the ids of the places that a record is about: its own, others that it names beside it
    (x-places), and the one that it happened in."""
    own = (record.kind.place, *record.kind.places) if record.kind.place else ()
    found: list[str] = []
    for path in own:
        for _, value in record.at(tuple(path.split("."))):
            found += value if isinstance(value, list) else [str(value)]
    return tuple(dict.fromkeys(found))


def status_label(kind: Kind, span: StatusSpan, day: date | None = None) -> str:
    """Return what the status of a span is called, with its qualifiers and the date that belongs to
    it; on a `day` on which another is possible too, it says so."""
    words = kind.status_terms.get(span.status, "")
    detail = kind.status_details.get(span.status)
    more = [f"{detail} {edtf.english(span.detail)}"] if detail and span.detail else []
    more += [kind.qualifiers[code] for code in span.also if code in kind.qualifiers]
    label = f"{words} ({', '.join(more)})" if more else words
    return f"Possibly {_small(label)}" if day and not span.certain(day.isoformat()) else label


def initial_label(kind: Kind) -> str:
    """Return what the status before any step is called; empty for a kind without one."""
    return kind.status_terms.get(kind.initial_status or "", "")


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _label(record: Record, library: Library) -> str:
    """Return a record's title with the short name of the nearest record above that has one."""
    short = record.kind.short
    if not short or short in record.data:
        return record.caption
    above = next(
        (str(above.data[short]) for above in ancestors(library, record) if short in above.data), ""
    )
    return f"{record.caption}, {above}" if above else record.caption


def primary_date(record: Record) -> str | None:
    """Return the EDTF date that a record is listed under; None if it has no step.

    It is that of the first of its kind's `x-date` steps that it has, or else of its earliest step;
    for a kind whose records are listed by what happened last (`x-recent`), of the last action.
    """
    last = last_action(record) if record.kind.recent else None
    if last is not None:
        return str(record.part("steps")[last]["date"])
    steps = record.part("steps")
    by_code: dict[str, list[str]] = {}
    for step in steps:
        by_code.setdefault(step["step"], []).append(step["date"])
    for code in record.kind.date_steps:
        if code in by_code:
            return min(by_code[code], key=lambda text: edtf.parse(text).key)
    return min(
        (step["date"] for step in steps), key=lambda text: edtf.parse(text).key, default=None
    )


def last_updated(record: Record, as_of: date) -> str:
    """Return the newest day that a record names itself, up to the day `as_of` (ISO 8601).

    Days of steps count, and days on which a source was published or read; later days are left out.
    Without such a day, `as_of` is returned. No clock is read: two builds of the same records agree.
    """
    named = {step["date"] for step in record.part("steps")} | {
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
    """Return cards from the newest date to the oldest, then by title; those without a date come
    last."""
    values = list(cards.values()) if isinstance(cards, Mapping) else cards
    if len(values) < 2:
        return values
    by_title = sorted(values, key=lambda card: (card.title.casefold(), card.id))
    return sorted(by_title, key=lambda card: card.date.key if card.date else ("", ""), reverse=True)


def _packed(card: Card) -> bytes:
    """Return a card as bytes for the store."""
    return packed(tuple(tuple(value) if isinstance(value, DateView) else value for value in card))


def _unpacked(content: bytes) -> Card:
    """Return a card from the bytes of `_packed`."""
    card = Card._make(marshal.loads(content))
    date, last = (DateView._make(one) if one else None for one in (card.date, card.last))
    return card._replace(date=date, last=last)


CODEC = Codec(_packed, _unpacked)
"""How the store packs and unpacks a card."""
