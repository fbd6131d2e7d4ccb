"""The words to avoid: the collection's own list of words that take a side, and a quick look for
them."""

from __future__ import annotations

import re
from typing import NamedTuple

from docket.model.record import Library

ODD = "ſKİı"
"""Letters beyond ASCII that patterns without regard to case take for the letters s, k and i, though
they are not those in lower case."""


class Wording(NamedTuple):
    """The words to avoid as one pattern, what to write instead by word, the kind that lists them,
    and the words in lower case (an empty one where some are not ASCII)."""

    pattern: re.Pattern[str]
    instead: dict[str, str]
    kind: str
    stems: tuple[str, ...]

    def stems_in(self, text: str) -> list[str]:
        """Those of the stems that are in a text; none where the pattern finds nothing in any part
        of it, which takes a tenth of the time to see. What cannot be told is an empty stem, which
        is in every text."""
        lower = text.lower()
        return (
            [""]
            if any(letter in text for letter in ODD)
            else [stem for stem in self.stems if stem in lower]
        )


def words_to_avoid(library: Library) -> Wording | None:
    """The wording list of a library: the records of the kind that has x-wording; None where there
    is no such list."""
    kind = next((kind for kind in library.kinds if kind.wording), None)
    if kind is None or kind.wording is None:
        return None
    instead = {
        word.lower(): str(record.data[kind.wording.instead])
        for record in library.of_kind(kind.name)
        for word in record.data[kind.wording.avoid]
    }
    if not instead:
        return None
    longest_first = sorted(instead, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    stems = tuple(longest_first) if all(map(str.isascii, longest_first)) else ("",)
    return Wording(pattern, instead, kind.name, stems)
