"""Forms of personal data: a pattern with the conditions of a match, and what several patterns
share.

The forms are those of the United States and its neighbours, where the project's collection is at
home. They are in `contact_forms`, `identity_forms` and `streets` alone, so that they can become a
setting. Every repetition is bounded, and every look around a match is a slice of fixed length, so
that the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

Span = tuple[int, int]
ALONE = r"(?<![\w$#/-].)(?<![0-9][.,].)"
"""Matches behind the first character of a separate number: before that is no letter, digit or
currency sign, and no part of another number. Patterns begin with a character, and look back behind
it, since `re` then skips quickly to the next place where a match can begin."""
NO_MORE = r"(?![0-9]|[-.,/][0-9])"
FILLER = r"(?:(?:number|no|is|was|at|to|on|el|of|us|me|him|her|them|it)\b[ .:#]{0,3}){0,3}"


def digits(text: str) -> int:
    """Return how many ASCII digits a text has."""
    return sum(character in "0123456789" for character in text)


def _is_anything(found: re.Match[str]) -> bool:
    return True


class Form(NamedTuple):
    """One form of a sort of personal data.

    A text can only have it if its lower case contains one of the `clues` (none: it has a digit).
    `pattern` finds it, and `holds` decides what else must be true of a match.
    """

    clues: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = _is_anything

    def spans(self, text: str, lower: str) -> Iterator[Span]:
        """Yield where a folded text has this form; `lower` is its lower case."""
        if not self.clues or any(clue in lower for clue in self.clues):
            matches = filter(self.holds, self.pattern.finditer(text))
            yield from (found.span() for found in matches)
