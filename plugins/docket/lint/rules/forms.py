"""Forms of personal data: patterns of telephone numbers, e-mail addresses and numbers of persons.

The forms are those of the United States and its neighbours, where the project's collection is at
home; they lie in this module and in `streets` alone, so that they can become a setting. Every
repetition is bounded and every look around a match is a slice of fixed length, so that the time
grows with the length of a text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

ALONE = r"(?<![\w$#/-])(?<![0-9][.,])"
"""Before a number that stands alone: no letter, digit or sign of money, no part of a number."""
NO_MORE = r"(?![0-9]|[-.,/][0-9])"
FILLER = r"(?:(?:number|no|is|was|at|to|on|el|of|us|me|him|her|them|it)\b[ .:#]{0,3}){0,3}"


def digits(text: str) -> int:
    """Return how many ASCII digits a text has."""
    return sum(character in "0123456789" for character in text)


def _is_anything(found: re.Match[str]) -> bool:
    return True


class Form(NamedTuple):
    """One form of a sort of data: words of which a text in lower case has one (none: a digit is
    enough), the pattern, and what else must hold of a match."""

    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = _is_anything
