"""Text is plain text: no markup outside Markdown fields, and no character references in any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.lint.rules.texts import is_prose
from docket.model.diagnostics import Problem

TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,40}>?")
"""The beginning of a tag, comment, declaration or instruction, closed or not: what follows < where
an HTML parser reads markup (HTML Living Standard §13.2.5.6). So a < b does not match."""
REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,8});?|(?P<name>[A-Za-z0-9]{1,32};?))")
WITHOUT_END = ("lt", "LT", "gt", "GT", "amp", "AMP", "quot", "QUOT")
"""Names that parsers decode even without a semicolon, whatever letter follows."""

HINTS = (
    "Write the words without it; put a blank after a < or & that is meant.",
    "Write the character itself.",
)
"""The hints for markup in plain text, and for a reference in Markdown."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with markup; in Markdown for character references only.

    Hidden characters are refused where a file is decoded (docket.model.characters), but a reference
    such as &#x202E; would still put one on the page.
    """
    for record in context.records:
        if not may_hold_markup(context.joined(record)):
            continue
        for path, text, schema in context.texts(record):
            if not is_prose(schema):
                continue
            is_markdown = bool(schema.get("x-markdown"))
            found = reference(text, is_markdown) if is_markdown else markup(text)
            if found:
                fact = f"'{found}' is markup"
                yield Problem("text/plain", fact, record.file, path, HINTS[is_markdown])


def may_hold_markup(text: str) -> bool:
    """Return whether a text has a character with which markup begins, in any width."""
    return any(character in text for character in "<&\uff1c\uff06\ufe64\ufe60")


def markup(text: str) -> str:
    """Return the first markup of a text; empty where there is none. Full-width and small forms of <
    and & count as the characters that they become under NFKC, which many programs apply to text."""
    if not may_hold_markup(text):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    tag = TAG.search(plain)
    return tag.group() if tag else reference(plain)


def reference(text: str, is_markdown: bool = False) -> str:
    """Return the first character reference of a text; empty where there is none.

    R&D; is none, since HTML does not know the name (html.entities.html5). In Markdown a name ends
    with a semicolon (CommonMark §2.5), so that ?a=1&copy=2 is none; a soft hyphen is one even
    without it, inside HTML.
    """
    known = _is_known_to_markdown if is_markdown else _is_known
    return next((found.group() for found in REFERENCE.finditer(text) if known(found["name"])), "")


def _is_known(name: str | None) -> bool:
    return name is None or name in html5 or name.startswith(WITHOUT_END)


def _is_known_to_markdown(name: str | None) -> bool:
    return name is None or (name in html5 and name.endswith(";")) or name.startswith("shy")


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
