"""Find personal data in a text: each sort of it, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from docket.lint.rules.contact_forms import DIGIT_WORD, EMAILS, PHONES
from docket.lint.rules.folding import fold
from docket.lint.rules.forms import Form, Span
from docket.lint.rules.identity_forms import ALIEN, BIRTHS, IDENTITY, POINTS, SOCIAL, VEHICLES
from docket.lint.rules.streets import addresses

EMAIL = "an e-mail address"
OFFICE = "Leave it out; name the office that answers."
NOT_NEEDED = "Leave it out; no reader needs it, and the source has it where it was published."


class Sort(NamedTuple):
    """A sort of personal data: what a problem calls it, what to write instead, and what finds its
    spans."""

    what: str
    hint: str
    find: Callable[[str, str], Iterator[Span]]


def _by(forms: tuple[Form, ...]) -> Callable[[str, str], Iterator[Span]]:
    """Return a function that yields the spans of these forms, given a folded text and its lower
    case."""

    def find(text: str, lower: str) -> Iterator[Span]:
        text = text.replace("\n", " ")
        for form in forms:
            yield from form.spans(text, lower)

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
DIGIT = re.compile("[0-9@]")
WORDS = re.compile(rf"[ ,([{{-](?i:dot\b| ?at ?[\])}}]|{DIGIT_WORD}[ ,-]{{1,3}}{DIGIT_WORD}\b)")
"""One of these two matches somewhere in every text with personal data; most texts have no match."""


class Found(NamedTuple):
    """Words that look like personal data, and their sort."""

    sort: Sort
    words: str


def personal(text: str) -> Iterator[Found]:
    """Yield what looks like personal data in a text, the first of each sort, as it is written."""
    folded = fold(text)
    if not (DIGIT.search(folded) or WORDS.search(folded)):
        return
    lower = folded.lower()
    for sort in SORTS:
        span = next(sort.find(folded, lower), None)
        if span:
            start, end = _widened(folded, span) if sort.what == EMAIL else span
            yield Found(sort, text[start:end])


LOCAL = re.compile(r"[\w.+%'-]{1,64} ?$")


def _widened(text: str, span: Span) -> Span:
    """Return the span of an e-mail address with its local part. No pattern matches the whole, since
    looking for the local part at every @ would take quadratic time."""
    start, end = span
    local = LOCAL.search(text[max(start - 64, 0) : start])
    return (start - len(local.group()), end) if local else span
