"""Quotes and lists in Markdown are nested a few levels at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem

MOST = 10
MARK = re.compile(r"[ \t]*(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]))")
"""The beginning of a quote or of a list entry (CommonMark 0.31 §5.1, §5.2)."""
LINE = re.compile(r"[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)")
"""A thematic break (CommonMark 0.31 §4.1), which looks like many list entries."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every text in Markdown with a line that begins more than MOST nested
    quotes and lists; the time to render such a line is quadratic in their number."""
    for record in context.records:
        for path, text, schema in context.texts(record):
            deepest = max(map(_depth, text.split("\n"))) if "x-markdown" in schema else 0
            if deepest > MOST:
                fact = f"a line begins {deepest:,} quotes and lists in one another"
                hint = f"Begin {MOST} at most."
                yield Problem("text/nesting", fact, record.file, path, hint)


def _depth(line: str) -> int:
    """Return how many quotes and lists a line begins or continues."""
    if LINE.fullmatch(line):
        return 0
    depth, position = 0, 0
    while found := MARK.match(line, position):
        depth, position = depth + 1, found.end()
    return depth


RULE = Rule(
    code="text/nesting",
    title="Quotes and lists are nested a few levels at most",
    reason=(
        "Nobody can follow more, and a page with thousands of levels stops programs that read it."
    ),
    wrong="notes: >>>>>>>>>>>> text",
    right="notes: > text",
    check=check,
    reach=ALONE,
)
