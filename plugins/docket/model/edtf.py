"""Dates: a part of the Extended Date/Time Format (EDTF, ISO 8601-2:2019) as spans of days.

Level 0 is read without times of day, and of level 1 what says how exactly a day is known:

    2025-07-11   2025-07   2025      a day, a month, a year from 0001 to 9999
    2025-07-XX   2025-XX   2025-XX-XX  some day of that month; of that year
    2025-07-11~  2025-07?  2025%     any of these: approximate, uncertain, or both
    2025-07-06/2025-07-10            from any of these to any other
    2025-07-11/..   ../2025-07-11    open at one end

All else is refused: times, seasons (2025-21), decades and centuries (201X), unknown ends
(2025-07-11/), years of other than four digits, and level 2. CONTRIBUTING.md says what to write
instead. Reading takes time in proportion to the length, which is bounded.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MAX_LENGTH = 64
OPEN = ".."
UNKNOWN = "XX"
POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)")
"""A date that is not an interval: year, month, day and qualifier."""
SEASONS = range(21, 42)
"""The numbers that level 1 and 2 write in place of a month for a season or another part of a
year."""
MARGINS = {"day": 15, "month": 31, "year": 183}
"""How many days an approximate or uncertain date may lie before or after what is written. EDTF
gives no number; this is about half of the next larger unit."""
MAX_MARGIN = timedelta(max(MARGINS.values()))
QUALIFIERS = {"": "", "~": "about ", "%": "about ", "?": "possibly "}


class Span(NamedTuple):
    """An EDTF date as written, with the earliest and the latest day that it names; None at an open
    end. `before` and `after` are the days by which an approximate date may lie outside these."""

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    before: int = 0
    after: int = 0

    @property
    def first(self) -> date:
        """Return the first day on which it may have been; date.min at an open beginning."""
        if self.earliest is None:
            return date.min
        return max(date.min + MAX_MARGIN, self.earliest) - timedelta(self.before)

    @property
    def last(self) -> date | None:
        """Return the last day on which it may have been; None at an open end."""
        if self.latest is None:
            return None
        return min(date.max - MAX_MARGIN, self.latest) + timedelta(self.after)

    @property
    def exact(self) -> bool:
        """Return whether this is one known day."""
        return self.earliest is not None and self.earliest == self.latest and not self.approximate

    @property
    def key(self) -> tuple[str, str]:
        """Return what dates are ordered by: earliest day, then latest; an open beginning sorts
        first, an open end last."""
        first = self.earliest.isoformat() if self.earliest else ""
        return (first, self.latest.isoformat() if self.latest else "~")


@lru_cache(maxsize=65536)
def parse(text: str) -> Span:
    """Return the span that an EDTF date covers. Raises ValueError, in plain words, where the text
    is not one, or one of a form that records do not use."""
    if len(text) > MAX_LENGTH:
        fact = f"the date has {len(text):,} characters, {MAX_LENGTH} at most are allowed"
        raise ValueError(fact)
    return _interval(text) if "/" in text else _point(text, text)


def is_edtf(value: object) -> bool:
    """Return whether a value is text in the part of EDTF that records may use; anything but text
    passes, as JSON Schema formats do."""
    if not isinstance(value, str):
        return True
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _point(text: str, whole: str) -> Span:
    """Return the span of a text that is not an interval. Raise ValueError for a text that is not a
    date; where it has not even the form of one, the error quotes the `whole` date."""
    found = POINT.fullmatch(text)
    if not found:
        raise ValueError(f"{whole!r} is not an EDTF date")
    year, month, day, qualifier = found.groups()
    if month == UNKNOWN and day not in (None, UNKNOWN):
        raise ValueError(f"{text!r} names a day of an unknown month")
    first, last = _bounds(text, int(year), month or UNKNOWN, day or UNKNOWN)
    if not qualifier:
        return Span(text, first, last)
    known = "year" if month in (None, UNKNOWN) else "month" if day in (None, UNKNOWN) else "day"
    return Span(text, first, last, True, MARGINS[known], MARGINS[known])


def _bounds(text: str, year: int, month: str, day: str) -> tuple[date, date]:
    """Return the first and the last day of a year, a month or a day; `XX` stands for any."""
    if not year:
        raise ValueError(f"{text!r} is not a year from 0001 to 9999")
    if month == UNKNOWN:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= int(month) <= 12:
        part = int(month) in SEASONS
        what = "a part of a year, not a month" if part else "not a month of the calendar"
        raise ValueError(f"{text!r} is {what}")
    days = monthrange(year, int(month))[1]
    if day == UNKNOWN:
        return date(year, int(month), 1), date(year, int(month), days)
    if not 1 <= int(day) <= days:
        raise ValueError(f"{text!r} is not a day of the calendar")
    return (date(year, int(month), int(day)),) * 2


def _interval(text: str) -> Span:
    """Return the span of an interval. Raise ValueError for one that has no end or ends before it
    begins."""
    begin, _, end = text.partition("/")
    if not begin or not end:
        raise ValueError(f"{text!r} has an unknown {'end' if begin else 'beginning'}")
    if begin == end == OPEN:
        raise ValueError(f"{text!r} is open at both ends")
    first = None if begin == OPEN else _point(begin, text)
    last = None if end == OPEN else _point(end, text)
    about = any(point.approximate for point in (first, last) if point)
    span = Span(
        text,
        first.earliest if first else None,
        last.latest if last else None,
        about,
        first.before if first else 0,
        last.after if last else 0,
    )
    if span.earliest and span.latest and span.earliest > span.latest:
        raise ValueError(f"{text!r} ends before it begins")
    return span


def english(text: str) -> str:
    """Return the date in English words: "11 July 2025", "about July 2025", "6 to 10 July 2025",
    "from 11 July 2025". Raises ValueError as parse does."""
    parse(text)
    begin, slash, end = text.partition("/")
    if not slash or begin == end:
        return _sentence(begin)
    if begin == OPEN:
        return f"until {_sentence(end)}"
    if end == OPEN:
        return f"from {_sentence(begin)}"
    first, last = _words(begin), _words(end)
    shared = 0
    while shared < min(len(first), len(last)) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    opening = " ".join(first[: len(first) - shared])
    return f"{_qualifier(begin)}{opening} to {_sentence(end)}"


def _sentence(text: str) -> str:
    return _qualifier(text) + " ".join(_words(text))


def _qualifier(text: str) -> str:
    return QUALIFIERS[text[-1] if text[-1] in QUALIFIERS else ""]


def _words(text: str) -> list[str]:
    """Return the known parts of a date that is not an interval as words: day, month, year."""
    found = POINT.fullmatch(text)
    assert found  # `parse` has accepted it
    year, month, day, _ = found.groups()
    if month in (None, UNKNOWN):
        return [year]
    name = MONTHS[int(month) - 1]
    return [name, year] if day in (None, UNKNOWN) else [str(int(day)), name, year]
