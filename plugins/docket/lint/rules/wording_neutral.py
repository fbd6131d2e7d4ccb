"""Outside quotes the words take no side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.lint.rules.texts import is_prose
from docket.model.diagnostics import Problem

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|«[^»]*»")
ENDS, OPENS = ".!?:;", "([-–—"
"""Characters before the first word of a sentence: the first ones only with a blank between, the
others with or without."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every word to avoid (x-wording) that the record itself uses.

    Left out are quotes, titles of sources, names of parties (x-verbatim), text in quotation marks,
    and words that are capitalised inside a sentence as part of an official name.
    """
    wording = context.words
    if wording is None:
        return
    for record in context.records:
        stems = wording.stems_in(context.joined(record)) if record.kind.name != wording.kind else []
        for path, text, schema in context.texts(record) if stems else ():
            lower = text.lower()
            if (
                any(stem in lower for stem in stems)
                and is_prose(schema)
                and not schema.get("x-verbatim")
            ):
                for word in taking_sides(text, wording.pattern):
                    yield Problem(
                        "wording/neutral",
                        f"'{word}' takes a side",
                        record.file,
                        path,
                        f"Write {wording.instead[word.lower()]}.",
                    )


def taking_sides(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the words of a text that the pattern finds outside of quotation marks, each spelling
    once."""
    ours = QUOTED.sub(lambda quoted: "\0" * len(quoted.group()), text)
    seen = set()
    for found in pattern.finditer(ours):
        named = found.group()[0].isupper() and not _begins(ours[: found.start()])
        if not named and found.group() not in seen:
            seen.add(found.group())
            yield found.group()


def _begins(before: str) -> bool:
    """Return whether a sentence begins after this text."""
    words = before.rstrip()
    return not words or words[-1] in OPENS or (words[-1] in ENDS and words != before)


RULE = Rule(
    code="wording/neutral",
    title="Outside quotes the words take no side",
    reason=(
        "A reader on either side of the argument should be able to trust a "
        "record at first sight. Slogans belong to those who use them, in "
        "quotes."
    ),
    wrong="summary: Agents raided a car wash.",
    right="summary: Agents arrested five people at a car wash.",
    check=check,
    reach=ALONE,
)
