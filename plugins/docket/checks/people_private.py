"""No record exposes a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase, digits

from docket.checks.rule import ALONE, Context, Rule
from docket.checks.texts import is_prose
from docket.problems import Problem

STREET = r"(?:Street|St\.|Avenue|Ave\.|Boulevard|Blvd\.?|Road|Rd\.|Drive|Dr\.|Lane|Ln\.|Court|Ct\.|Place|Way|Terrace)"
WORD = r"(?!(?:Superior|District|Circuit|Supreme|Federal|State|County|Municipal|Immigration|Trial|Appeals)\b)[A-Z][\w.'’]*"
PATTERNS = {
    "a telephone number": (re.compile(r"\d{3}[ .-]\d{4}"), re.compile(r"(?<![\w.-])(?:\+?1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])")),
    "an e-mail address": (re.compile("@"), re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    "a social security number": (re.compile(r"\d{3}-\d{2}-\d{4}"), re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),
    "an A-number": (re.compile(r"A[ #-]{0,2}\d"), re.compile(r"\bA[ #-]{0,2}\d{2,3}[ -]?\d{3}[ -]?\d{3}\b")),
    "a street address": (
        re.compile(r"\d [A-Z\d]"),
        re.compile(rf"(?<![\w,.$-])\d{{1,5}} (?:(?:North|South|East|West|[NSEW]\.?) )?(?:{WORD}|\d+(?:st|nd|rd|th)) (?:{WORD} ){{0,3}}{STREET}(?!\w)"),
    ),
}
"""What could lead to a person: what every such text has somewhere, which is quickly looked for, and the pattern itself."""
LETTER, DIGITS = re.compile(r"A[ #-]{0,2}\d"), re.compile(r"\d(?: [A-Z\d]|\d\d[ .-]\d{4}|\d\d-\d\d-\d{4})")
"""What the patterns have somewhere, put together so that a text is gone through as seldom as can be; the e-mail address has its @."""
SHAPE, SHAPES = bytes.maketrans((digits + ascii_uppercase).encode(), b"0" * 10 + b"A" * 26), (b"0 A", b"0 0", b"000 0000", b"000.0000", b"000-0000", b"000-00-0000")
"""How digits and capitals are made alike, and what DIGITS then finds in ASCII text: to look for that takes a third of the time."""
YEAR = re.compile(r"(19|20)\d\d ")
BEFORE_YEAR = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\bin|\bsince|\bof|\d,) $", re.IGNORECASE)


def check(context: Context) -> Iterator[Problem]:
    """A problem for every text for readers with a telephone number, e-mail address, personal number or house number in it."""
    hint = "Leave it out; name a block (1200 block of Elm Street) or a public place."
    for record in context.records:
        together = context.joined(record)
        if not telling(together):
            continue
        for path, text, schema in context.texts(record):
            for what, shown in private(text) if is_prose(schema) else ():
                yield Problem("people/private", f"'{shown}' looks like {what}", record.file, path, hint)


def private(text: str) -> Iterator[tuple[str, str]]:
    """What in a text looks as if it could lead to a person: what it looks like, and the words themselves; the first of each sort."""
    if not telling(text):
        return
    for what, (somewhere, pattern) in PATTERNS.items():
        for found in pattern.finditer(text) if somewhere.search(text) else ():
            if not (YEAR.match(found.group()) and BEFORE_YEAR.search(text[: found.start()])):
                yield what, found.group()
                break


def telling(text: str) -> bool:
    """Whether a text has anything without which no pattern can match."""
    if "@" in text or LETTER.search(text):
        return True
    if not text.isascii():
        return DIGITS.search(text) is not None
    shape = text.encode().translate(SHAPE)
    return any(part in shape for part in SHAPES)


RULE = Rule(
    code="people/private",
    title="No record exposes a private person",
    reason="Records hold public acts. A phone number, an e-mail address, a home address or a personal number can bring somebody to harm, and no reader needs it.",
    wrong="the family of 1234 Elm Street",
    right="a home in the 1200 block of Elm Street",
    check=check,
    reach=ALONE,
)
