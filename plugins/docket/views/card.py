"""Make cards, the little that other pages show of a record.

A page may depend on its own view and on cards, on nothing else.
"""

from __future__ import annotations

import marshal
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from docket.build.store import packed
from docket.model import edtf
from docket.model.inputs import Codec


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
    def exact(self) -> bool:
        """Return whether the date is one known day."""
        return not self.approximate and self.earliest == self.latest

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
    called; `recent` says that its kind's records are listed by that step. `places` are the ids of
    all places that the record is about, the first its `place`; `reach` are those that its orders
    reach at some time. `updated` is the newest day that the record names (ISO 8601), `orders` how
    many of its orders of courts are, or may be, in effect.
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
    recent: bool = False
    reach: tuple[str, ...] = ()
    orders: int = 0


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
