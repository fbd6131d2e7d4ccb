"""Scalars: what a plain word of YAML, one without quotation marks, means in a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docket.model.characters import code_point, hidden, not_composed, written_out

DIGITS = 15
"""How many digits a number may have: as many as every reader of JSON keeps (RFC 8259 §6, IEEE 754
binary64)."""
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
LONGEST = max(map(len, WORDS))
NOTHING = ("~", "Null", "NULL", "-")
"""What other readers of YAML take for no value, or for a list, and what would here be text."""


def plain_value(text: str) -> object:
    """Return the value of a plain word: true, false, null or nothing, a number of at most 15
    digits, or the word itself."""
    if len(text) <= LONGEST and text in WORDS:
        return WORDS[text]
    if text[0] not in "-0123456789" or not is_number(text):
        return text
    return float(text) if "." in text else int(text)


def is_number(text: str) -> bool:
    """Return whether a text is a number as records write it, of at most 15 digits."""
    short = len(text) <= DIGITS + 2 and sum(map(str.isdecimal, text)) <= DIGITS
    return short and NUMBER.fullmatch(text) is not None


def escape_fault(text: str) -> tuple[str, str, str] | None:
    """Return code, fact and hint for a text in double quotation marks whose escapes write a hidden
    character or text that is not in Normalization Form C; None for any other."""
    index = next(hidden(text), None)
    if index is not None:
        fact = f"a backslash writes the invisible character {code_point(text[index])}"
        return "yaml/control-character", fact, "Leave it out."
    apart = not_composed(text)
    return None if apart is None else ("yaml/normal-form", *written_out(text, apart))
