"""No record exposes a private person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.lint.rules.personal import Found, personal
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.lint.rules.texts import is_prose
from docket.model.diagnostics import Problem

MARKS = re.compile(r"\\(?=[^\w\s])|[*~`]|<[^<>]{0,200}>")
"""What rendering removes from Markdown: escapes, emphasis, tags and comments."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each sort of personal data in each text for readers; see `personal`."""
    for record in context.records:
        for path, text, schema in context.texts(record):
            is_markdown = bool(schema.get("x-markdown"))
            for found in in_text(text, is_markdown) if is_prose(schema) else ():
                fact = f"'{found.words}' looks like {found.sort.what}"
                yield Problem("people/private", fact, record.file, path, found.sort.hint)


def in_text(text: str, is_markdown: bool) -> Iterator[Found]:
    """Yield what looks like personal data in a text, the first of each sort. Markdown is searched
    as it is written and then as it is rendered, so that 213-**555**-0147 is found."""
    found = list(personal(text))
    yield from found
    drawn = MARKS.sub("", text) if is_markdown else text
    if drawn != text:
        seen = [one.sort for one in found]
        yield from (one for one in personal(drawn) if one.sort not in seen)


RULE = Rule(
    code="people/private",
    title="No record exposes a private person",
    reason=(
        "Records hold public acts. A phone number, an e-mail address, a home address, a number of "
        "a person's papers or car, a day of birth or an exact point can bring somebody to harm, "
        "and no reader needs it. A pattern cannot tell a home from an office, so addresses, "
        "hotlines and press contacts of public bodies are refused too: name the body instead. "
        "Names, and words that lead to a person without a number, no program sees; whoever reviews "
        "a record does."
    ),
    wrong="the family of 1234 Elm Street",
    right="a home in the 1200 block of Elm Street",
    check=check,
    reach=ALONE,
    protected=True,
)
