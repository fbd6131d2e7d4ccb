"""Text is plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docket.checks.rule import ALONE, Context, Rule
from docket.checks.texts import is_prose
from docket.problems import Problem

TAG = re.compile(r"</?[a-zA-Z][^>]*>|&[a-z]+;|&#[0-9]+;")
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff\x00-\x09\x0b-\x1f\x7f]")


def check(context: Context) -> Iterator[Problem]:
    """A problem for every text with HTML in it (outside Markdown fields) or with a character nobody sees."""
    for record in context.records:
        if not suspect(context.joined(record)):
            continue
        for path, text, schema in context.texts(record):
            tag = TAG.search(text) if is_prose(schema) and not schema.get("x-markdown") else None
            hidden = HIDDEN.search(text)
            if tag:
                yield Problem("text/plain", f"'{tag.group()}' is markup", record.file, path, "Write plain text.")
            if hidden:
                yield Problem("text/plain", f"the invisible character U+{ord(hidden.group()):04X} stands in the text", record.file, path, "Delete it.")


def suspect(text: str) -> bool:
    """Whether a text has anything without which there is neither markup nor a hidden character; nothing hidden is printable."""
    return "<" in text or "&" in text or not text.replace("\n", "").isprintable()


RULE = Rule(
    code="text/plain",
    title="Text is plain text",
    reason="Pages, files and screen readers show the words as they stand; markup or invisible characters would be shown, or worse, hidden.",
    wrong="title: <b>Order</b>",
    right="title: Order",
    check=check,
    reach=ALONE,
)
