"""Quoting: a text in the quotation marks of YAML."""

from __future__ import annotations

LONGEST_QUOTED = 200
"""The longest text, in characters, that a hint repeats whole."""


def quoted(text: str) -> str:
    """Return a text of one line in the quotation marks in which it needs the fewest changes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
