"""Hints for dates in another form: what to write instead. Only valid dates are suggested."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator

from docket.model.edtf import MAX_LENGTH, MONTHS, SEASONS, english, is_edtf

FORM = "Write YYYY-MM-DD, for example 2025-05-13, or 2025-05 where only the month is known."
ABOUT = re.compile(r"(?:about|around|approximately|circa|ca\.?|c\.) (.+)", re.IGNORECASE)
RANGE = re.compile(r"(?:from )?(.+?)(?: to | until | through | - | ?[–—] ?)(.+)", re.IGNORECASE)
NUMBERS = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4})")
WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:?[0-9]{2}.*")
WORDS = re.compile(r"[0-9]+|[a-z]+")
UNSPECIFIED = re.compile(
    r"([0-9]{2})([0-9]?)X{1,2}|([0-9]{4})-([01])X|([0-9]{4})-([0-9]{2})-([0-3])X"
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hint(text: str, accepts: Callable[[object], bool] = is_edtf) -> str:
    """Return what to write in place of a text that is not a date: the date that it can mean, both
    where there are two, else the form. `accepts` says whether the property takes a date."""
    if len(text) > MAX_LENGTH:
        return FORM
    plain = unicodedata.normalize("NFKC", text).strip()
    found = [date for date in dict.fromkeys(_meant(plain)) if accepts(date) and date != text]
    if len(found) == 1:
        return f"Write {_quoted(found[0])}."
    if len(found) == 2:
        one, other = (f"{_quoted(date)} ({english(date)})" for date in found)
        return f"Write {one} or {other}, whichever is meant."
    return _calendar(plain) or FORM


def _quoted(date: str) -> str:
    """Return a date as it is written in YAML, where a year alone would be a number."""
    return f'"{date}"' if date.isdecimal() else date


def _meant(text: str) -> Iterator[str]:
    """Yield the dates that a text can mean, by the first of the forms that gives any."""
    for form in (_plain, _interval, _time, _numbers, _month, _named, _unspecified, _about, _range):
        found = [date for date in form(text) if is_edtf(date)]
        if found:
            yield from found
            return


def _plain(text: str) -> Iterator[str]:
    """Yield the text in capitals, with its qualifiers joined at the end, and without an unknown
    month."""
    yield text.upper()
    marks = {mark for mark in text if mark in "~?%"}
    yield re.sub("[~?%]", "", text) + (marks.pop() if len(marks) == 1 else "%" if marks else "")
    yield re.sub("^([0-9]{4})-XX-[0-9]{2}$", r"\1", text)


def _interval(text: str) -> Iterator[str]:
    """Yield an interval with an open end for one with an unknown end, and one the other way
    round."""
    begin, slash, end = text.partition("/")
    if slash and not end:
        yield f"{begin}/.."
        yield begin
    elif slash and not begin:
        yield f"../{end}"
        yield end
    elif slash and len(begin) > 3 and len(end) > 3:
        yield f"{end}/{begin}"


def _time(text: str) -> Iterator[str]:
    """Yield the day of a day with a time."""
    found = WITH_TIME.fullmatch(text)
    if found:
        yield found[1]


def _numbers(text: str) -> Iterator[str]:
    """Yield a day that is written with numbers; both days where day and month can be exchanged."""
    if re.fullmatch("[0-9]{8}", text):
        yield f"{text[:4]}-{text[4:6]}-{text[6:]}"
    found = NUMBERS.fullmatch(text)
    if found and len(found[1]) == 4:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found and len(found[4]) == 4:
        year, month, day = int(found[4]), int(found[1]), int(found[3])
    else:
        return
    written = f"{year:04}-{month:02}-{day:02}"
    yield written
    if len(found[1]) < 4 or not is_edtf(written):
        yield f"{year:04}-{day:02}-{month:02}"


def _month(text: str) -> Iterator[str]:
    """Yield a month that is written with numbers, the year first or last."""
    found = MONTH.fullmatch(text)
    if found:
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        yield f"{year}-{int(month):02}"


def _named(text: str) -> Iterator[str]:
    """Yield a date with the month as an English word: May 13, 2025; Tuesday, 13th of May 2025."""
    words = WORDS.findall(re.sub(r"(?<=[0-9])(st|nd|rd|th)\b", "", text.lower()))
    months = [name for word in words if (name := _month_number(word))]
    numbers = [word for word in words if word.isdecimal()]
    years, days = [n for n in numbers if len(n) == 4], [n for n in numbers if len(n) < 3]
    rest = len(words) - len(numbers) - len(months)
    known = sum(word in ("of", "the") or word[:3] in WEEKDAYS for word in words)
    if len(months) == len(years) == 1 and len(days) <= 1 and len(numbers) <= 2 and rest == known:
        yield f"{years[0]}-{months[0]:02}" + "".join(f"-{int(day):02}" for day in days)


def _month_number(word: str) -> int:
    """Return the number of the month that a word names or shortens, 0 for another word."""
    names = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    return names[0] if len(word) >= 3 and names else 9 if word == "sept" else 0


def _unspecified(text: str) -> Iterator[str]:
    """Yield the interval for a decade or century, or for a month or day with an unknown last
    digit."""
    found = UNSPECIFIED.fullmatch(text.upper())
    if not found:
        return
    if found[1] and len(text) == 4:
        begin, end = (f"{found[1]}{found[2]}".ljust(4, digit) for digit in "09")
        yield f"{begin}/{end}"
    elif found[3]:
        first, last = ("01", "09") if found[4] == "0" else ("10", "12")
        yield f"{found[3]}-{first}/{found[3]}-{last}"
    elif found[5] and 1 <= int(found[6]) <= 12 and int(found[5]):
        month, days = f"{found[5]}-{found[6]}", monthrange(int(found[5]), int(found[6]))[1]
        tens = int(found[7]) * 10
        yield f"{month}-{max(tens, 1):02}/{month}-{min(tens + 9, days):02}"


def _about(text: str) -> Iterator[str]:
    """Yield the approximate date for a date after "about" or "circa"."""
    found = ABOUT.fullmatch(text)
    for date in _single(found[1]) if found else ():
        yield f"{date}~"


def _range(text: str) -> Iterator[str]:
    """Yield the interval for two dates with "to" or a dash between them."""
    found = RANGE.fullmatch(text)
    begins, ends = (_single(found[1]), _single(found[2])) if found else ([], [])
    if len(begins) == len(ends) == 1:
        yield f"{begins[0]}/{ends[0]}"


def _single(text: str) -> list[str]:
    """Return the dates that a text without an interval can mean; a valid date as it is."""
    if is_edtf(text):
        return [text]
    forms = (_numbers, _month, _named)
    return next((found for form in forms if (found := [*filter(is_edtf, form(text))])), [])


def _calendar(text: str) -> str:
    """Return a hint for a text in the form of a date that no calendar has; empty for any other
    text."""
    found = re.fullmatch("([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", text)
    if not found or found[1] == "0000":
        return ""
    year, month = found[1], int(found[2])
    if month in SEASONS:
        return f"Write the months that are meant, for example {year}-03/{year}-05."
    if not 1 <= month <= 12:
        return f"Write a month from {year}-01 to {year}-12."
    days = monthrange(int(year), month)[1]
    return f"Write a day from {year}-{month:02}-01 to {year}-{month:02}-{days}."
