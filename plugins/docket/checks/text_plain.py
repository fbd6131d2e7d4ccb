"""Text is plain text: no markup in fields that are not Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from docket.checks.rule import ALONE, Context, Rule
from docket.checks.texts import is_prose
from docket.problems import Problem

TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,40}>?")
"""The beginning of a tag, comment, declaration or instruction, closed or not: an HTML parser reads
markup wherever one of these follows < (HTML Living Standard §13.2.5.6). So a < b is none."""
REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,8});?|(?P<name>[A-Za-z0-9]{1,32};?))")
WITHOUT_END = ("lt", "LT", "gt", "GT", "amp", "AMP", "quot", "QUOT")
"""The names that parsers decode without a semicolon too, whatever letter follows."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with markup in it, outside Markdown fields.

    Hidden characters are refused where a file is read (docket.characters)."""
    for record in context.records:
        if not may_hold_markup(context.joined(record)):
            continue
        for path, text, schema in context.texts(record):
            found = markup(text) if is_prose(schema) and not schema.get("x-markdown") else ""
            if found:
                hint = "Write the words without it; put a blank after a < or & that is meant."
                yield Problem("text/plain", f"'{found}' is markup", record.file, path, hint)


def may_hold_markup(text: str) -> bool:
    """Return whether a text has a character with which markup begins, in any width."""
    return any(character in text for character in "<&\uff1c\uff06\ufe64\ufe60")


def markup(text: str) -> str:
    """Return the first markup of a text, or nothing. Full-width and small forms of < and & count as
    the characters that they become under NFKC, which many programs apply before they print."""
    if not may_hold_markup(text):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    tag = TAG.search(plain)
    if tag:
        return tag.group()
    return next((found.group() for found in REFERENCE.finditer(plain) if _is_reference(found)), "")


def _is_reference(found: re.Match[str]) -> bool:
    """Return whether HTML knows what follows an & (html.entities.html5); R&D; is no reference."""
    name = found["name"]
    return name is None or name in html5 or name.startswith(WITHOUT_END)


RULE = Rule(
    code="text/plain",
    title="Text is plain text",
    reason=(
        "Pages, files and screen readers show the words as they stand; "
        "markup would be shown, or worse, obeyed by a program that copies the text."
    ),
    wrong="title: <b>Order</b>",
    right="title: Order",
    check=check,
    reach=ALONE,
    protected=True,
)
