"""No record exposes a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.checks.rule import Context, Rule
from docket.checks.texts import is_prose, texts
from docket.problems import Problem

STREET = r"(?:Street|St\.|Avenue|Ave\.|Boulevard|Blvd\.?|Road|Rd\.|Drive|Dr\.|Lane|Ln\.|Court|Ct\.|Place|Way|Terrace)"
PATTERNS = {
    "a telephone number": re.compile(r"(?<![\w-])(?:\+?1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\w-])"),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
    "a social security number": re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"),
    "an A-number": re.compile(r"\bA[ #-]?\d{3}[ -]?\d{3}[ -]?\d{3}\b"),
    "a street address": re.compile(rf"\b\d{{1,5}} (?:(?:North|South|East|West|[NSEW]\.?) )?(?:[A-Z][\w.']*|\d+(?:st|nd|rd|th)) (?:[A-Z][\w.']* )?{STREET}(?!\w)"),
}


def check(context: Context) -> Iterator[Problem]:
    """A problem for every text for readers with a telephone number, e-mail address, personal number or house number in it."""
    for record in context.library:
        for path, text, schema in texts(record):
            if not is_prose(schema):
                continue
            for what, pattern in PATTERNS.items():
                found = pattern.search(text)
                if found:
                    yield Problem(
                        "people/private", f"'{found.group()}' looks like {what}", record.file, path, "Leave it out; name a block (1200 block of Elm Street) or a public place."
                    )


RULE = Rule(
    code="people/private",
    reason="Records hold public acts. A phone number, an e-mail address, a home address or a personal number can bring somebody to harm, and no reader needs it.",
    wrong="the family of 1234 Elm Street",
    right="a home in the 1200 block of Elm Street",
    check=check,
)
