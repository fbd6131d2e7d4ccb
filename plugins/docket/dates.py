"""Dates: the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1) as spans of days. The one door to edtf."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
OPEN = ".."
KNOWN = re.compile(r"\d{4}(-(\d\d|XX)){0,2}[~?%]?")
PLAIN = re.compile(r"((?!0000)[0-9]{4})(?:-(0[1-9]|1[0-2]))?")
"""A year, or a month of one. Days, months and years, about then, and from one to another, are what records hold; edtf reads the rest, and its import takes as long as
reading a thousand records."""
ABOUT = ("~", "?", "%")


class Span(NamedTuple):
    """An EDTF date as written, with the earliest and the latest day it allows; None is an open end."""

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one known day."""
        return self.earliest is not None and self.earliest == self.latest and not self.approximate

    @property
    def key(self) -> tuple[str, str]:
        """What dates are ordered by: earliest day, then latest; an open beginning sorts first, an open end last."""
        return (self.earliest.isoformat() if self.earliest else "", self.latest.isoformat() if self.latest else "9999")


@lru_cache(maxsize=65536)
def parse(text: str) -> Span:
    """The span an EDTF date covers. Raises ValueError, in plain words, where the text is not one (or is a season, a time or a level 2 form)."""
    return _interval(text) if "/" in text else _one(text)


def is_edtf(value: object) -> bool:
    """Whether a value is text in the part of EDTF that records may use; anything but text passes, as JSON Schema formats do."""
    if not isinstance(value, str):
        return True
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _one(text: str) -> Span:
    """What is no interval."""
    return _plain(text) or _about(text) or Span(text, *_bounds(text))


def _plain(text: str) -> Span | None:
    """A day, a month or a year as it is; None for another form."""
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal():
        day = _day(text)
        return Span(text, day, day)
    found = PLAIN.fullmatch(text)
    return _month_or_year(text, int(found[1]), int(found[2] or 0)) if found else None


def _about(text: str) -> Span | None:
    """The same said to be uncertain, approximate or both."""
    plain = _plain(text[:-1]) if text.endswith(ABOUT) else None
    return Span(text, plain.earliest, plain.latest, approximate=True) if plain else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def _month_or_year(text: str, year: int, month: int) -> Span:
    last = month or 12
    return Span(text, date(year, month or 1, 1), date(year, last, monthrange(year, last)[1]))


def _interval(text: str) -> Span:
    begin, _, end = text.partition("/")
    first = None if begin == OPEN else _one(begin)
    last = None if end == OPEN else _one(end)
    span = Span(text, first.earliest if first else None, last.latest if last else None, any(end.approximate for end in (first, last) if end))
    if span.earliest and span.latest and span.earliest > span.latest:
        raise ValueError(f"{text!r} ends before it begins")
    if first is None and last is None:
        raise ValueError(f"{text!r} is open at both ends")
    return span


def _bounds(text: str) -> tuple[date, date, bool]:
    import edtf  # late: see PLAIN
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = edtf.parse_edtf(text)
    except (EDTFParseException, ValueError):
        raise ValueError(f"{text!r} is not an EDTF date") from None
    if isinstance(parsed, edtf.Season) or not KNOWN.fullmatch(text) or text.startswith("0000"):  # Python's calendar begins with the year 1
        raise ValueError(f"{text!r} is not a day, a month or a year")
    first, last = parsed.lower_strict(), parsed.upper_strict()
    approximate = isinstance(parsed, edtf.UncertainOrApproximate)
    return date(first.tm_year, first.tm_mon, first.tm_mday), date(last.tm_year, last.tm_mon, last.tm_mday), approximate


def english(text: str) -> str:
    """The date in English words: "11 July 2025", "about July 2025", "6 to 10 July 2025", "from 11 July 2025". Raises ValueError as parse does."""
    parse(text)
    begin, slash, end = text.partition("/")
    if not slash:
        return _english_one(text)
    if begin == OPEN:
        return f"until {_english_one(end)}"
    if end == OPEN:
        return f"from {_english_one(begin)}"
    first, last = _english_one(begin).split(" "), _english_one(end).split(" ")
    shared = 0
    while shared < len(first) - 1 and shared < len(last) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    return f"{' '.join(first[: len(first) - shared])} to {' '.join(last)}"


def _english_one(text: str) -> str:
    if text.endswith(("~", "%")):
        return f"about {_english_one(text[:-1])}"
    if text.endswith("?"):
        return f"possibly {_english_one(text[:-1])}"
    parts = text.replace("-XX", "").split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)
