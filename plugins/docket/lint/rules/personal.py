"""Personal data: what in a text could lead to a person, sort by sort, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from docket.lint.rules.contact_forms import DIGIT_WORD, EMAILS, PHONES
from docket.lint.rules.folding import fold
from docket.lint.rules.forms import Form
from docket.lint.rules.identity_forms import ALIEN, BIRTHS, IDENTITY, POINTS, SOCIAL, VEHICLES
from docket.lint.rules.streets import addresses

Span = tuple[int, int]
EMAIL = "an e-mail address"
OFFICE = "Leave it out; name the office that answers."
NOT_NEEDED = "Leave it out; no reader needs it, and the source has it where it was published."


class Sort(NamedTuple):
    """A sort of personal data: what a problem calls it, what to do instead, and what finds it."""

    what: str
    hint: str
    find: Callable[[str, str], Iterator[Span]]


def _by(forms: tuple[Form, ...]) -> Callable[[str, str], Iterator[Span]]:
    """Return what yields the matches of these forms in a folded text and its lower case."""

    def find(text: str, lower: str) -> Iterator[Span]:
        text = text.replace("\n", " ")
        for form in forms:
            if not form.clues or any(clue in lower for clue in form.clues):
                matches = filter(form.holds, form.pattern.finditer(text))
                yield from (found.span() for found in matches)

    return find


BLOCK = "Leave it out; name a block (1200 block of Elm Street) or a public place."
VEHICLE = "Leave it out; say what kind of vehicle it was."
SORTS = (
    Sort("a telephone number", OFFICE, _by(PHONES)),
    Sort(EMAIL, OFFICE, _by(EMAILS)),
    Sort("a social security number", NOT_NEEDED, _by(SOCIAL)),
    Sort("an A-number", NOT_NEEDED, _by(ALIEN)),
    Sort("a number of a person's papers", NOT_NEEDED, _by(IDENTITY)),
    Sort("a street address", BLOCK, addresses),
    Sort("a licence plate or vehicle number", VEHICLE, _by(VEHICLES)),
    Sort("a date of birth", "Leave it out; give the age where the source does.", _by(BIRTHS)),
    Sort("a point on the map", "Leave it out; a public place goes into location.", _by(POINTS)),
)
CLUE = re.compile(
    rf"[0-9@]|\bdot\b|[\[({{] ?at ?[\])}}]|\b{DIGIT_WORD}[ ,-]{{1,3}}{DIGIT_WORD}\b", re.IGNORECASE
)
"""What a text with personal data has somewhere; most texts have none of it."""


class Found(NamedTuple):
    """Words that look like personal data, and their sort."""

    sort: Sort
    words: str


def personal(text: str) -> Iterator[Found]:
    """Yield what in a text looks like personal data, the first of each sort, with its own words."""
    folded = fold(text)
    if not CLUE.search(folded):
        return
    lower = folded.lower()
    for sort in SORTS:
        span = next(sort.find(folded, lower), None)
        if span:
            start, end = _widened(folded, span) if sort.what == EMAIL else span
            yield Found(sort, text[start:end])


LOCAL = re.compile(r"[\w.+%'-]{1,64} ?$")


def _widened(text: str, span: Span) -> Span:
    """Return the span of an e-mail address with its local part, which no pattern holds whole: to
    look for it in front of every @ takes a time that grows with its length alone."""
    start, end = span
    local = LOCAL.search(text[max(start - 64, 0) : start])
    return (start - len(local.group()), end) if local else span
