"""Fold text: give digits, blanks, hyphens and letters one form, for rules that match patterns."""

from __future__ import annotations

import unicodedata

DASHES = {0x2014: ",", 0x2015: ","}
"""The em dash and the horizontal bar separate clauses; other dashes become hyphens."""


class _Folding(dict[int, str]):
    """The character that each character becomes, computed when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            folded = str(unicodedata.decimal(character))
        elif category in ("Zs", "Zl", "Zp", "Cc"):
            folded = "\n" if character == "\n" else " "
        elif category == "Pd" or character == "\u2212":
            folded = DASHES.get(code, "-")
        else:
            wide = unicodedata.normalize("NFKC", character)
            folded = wide if len(wide) == 1 else character
        self[code] = folded
        return folded


FOLDING = _Folding()


def fold(text: str) -> str:
    """Return a text of the same length with ASCII digits, plain blanks, hyphens and narrow letters.

    Digits of every script, no-break blanks, dashes and full-width forms become the ASCII character
    that they represent, so that an index into the result is an index into the text. Line feeds
    stay.
    """
    return text.translate(FOLDING)
