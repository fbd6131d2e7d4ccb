"""Find comments that may be meant as text, so that no word of a record is lost without notice.

In YAML a # after a blank begins a comment. In a record a comment has a line of its own, or follows
a key or hyphen whose value begins on a later line or is missing. Any other is a problem: after a
value, between a key and its text, inside [ ] or { }, after > or |, and on a line that would
continue the text above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from docket.model.diagnostics import Place, Problem
from docket.model.quoting import LONGEST_QUOTED, quoted

PIECE = re.compile(r"#[^\r\n]*|[^\s#]")
HEADER = re.compile(r"[|>][0-9+-]* *")
ABOVE = "move the note to a line of its own above, level with the key"


class Token(NamedTuple):
    """A part of a text that is no comment: from `start` to `end`, counted in characters from 0.

    `style` is '' or None for a plain word, ' " | > for other scalars, [ and ] for the ends of a
    list or mapping in brackets. `key` says whether the token is a key. `column` is that of the key
    or hyphen of a value, counted from 0.
    """

    start: int
    end: int
    style: str | None
    key: bool = False
    column: int = 0

    @property
    def empty(self) -> bool:
        """Return whether this is a missing value."""
        return self.start == self.end


def lost(text: str, tokens: Iterable[Token], file: str) -> Iterator[Problem]:
    """Yield a problem for each # that may be a part of the text it ends."""
    last: Token | None = None
    depth = 0
    for token in (*tokens, Token(len(text), len(text), "", key=True)):
        begin = last.end if last else 0
        yield from _between(text, file, last, text[begin : token.start], token, depth > 0)
        depth += {"[": 1, "]": -1}.get(token.style or "", 0)
        header = HEADER.match(text, token.start) if token.style in ("|", ">") else None
        if header and text[header.end() : header.end() + 1] == "#":
            hint = f"Begin the text on the next line, two blanks further in, and {ABOVE}."
            yield _problem(text, header.end(), file, "a # stands behind > or |", hint)
        last = token


def _between(
    text: str, file: str, last: Token | None, gap: str, after: Token, inside: bool
) -> Iterator[Problem]:
    """Yield the problems of the gap between two tokens, which has indicators, blanks and
    comments."""
    begin = last.end if last else 0
    pieces = list(PIECE.finditer(gap))
    indicators = [number for number, piece in enumerate(pieces) if piece.group()[0] != "#"]
    for number, piece in enumerate(pieces):
        start = begin + piece.start()
        if piece.group()[0] != "#":
            continue
        line = text.rfind("\n", 0, start) + 1
        alone = not text[line:start].strip()
        first = not indicators or indicators[0] > number
        behind = last is not None and not last.key and first
        between = bool(indicators) and indicators[-1] < number and not after.key
        if inside:
            hint = "Put text with a # in quotation marks; write a note above the list or group."
            yield _problem(text, start, file, "a # stands inside [ ] or { }", hint)
        elif behind and last and not last.empty and (not alone or start - line > last.column):
            fact = "the text ends before #; what follows would be a comment"
            yield _problem(text, start, file, fact, _whole(text, last, start))
        elif between and not after.empty and after.style != "[":
            hint = f"Put text with a # in quotation marks, or {ABOVE}."
            yield _problem(text, start, file, "a # stands between a key and its text", hint)


def _whole(text: str, last: Token, start: int) -> str:
    """Return the hint to put a text and what follows on its line in quotation marks."""
    end = _line_end(text, start)
    whole = " ".join(text[last.start : end].split())
    if last.style in ("]", "|", ">") or len(whole) > LONGEST_QUOTED:
        return f"Put text with a # in quotation marks, or {ABOVE}."
    return f"Write {quoted(whole)}, or {ABOVE}."


def _problem(text: str, start: int, file: str, fact: str, hint: str) -> Problem:
    line = text.count("\n", 0, start) + 1
    place = Place(line, start - text.rfind("\n", 0, start), _line_end(text, start) - start)
    return Problem("yaml/comment", fact, file, hint=hint, place=place)


def _line_end(text: str, start: int) -> int:
    """Return where the line of a character ends, without its trailing blanks."""
    end = text.find("\n", start)
    return start + len(text[start : end if end >= 0 else len(text)].rstrip())
