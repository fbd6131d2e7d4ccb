"""The words to avoid: the collection's own list of words that take a side."""

from __future__ import annotations

import re
from typing import NamedTuple

from docket.model.record import Library

ODD = "ſKİı"
"""Letters beyond ASCII that a pattern without regard to case matches with s, k and i, though their
lower case differs from these."""


class Wording(NamedTuple):
    """The words to avoid.

    `pattern` matches any of them, `instead` says by word in lower case what to write instead,
    `kind` is the kind that lists them, and `stems` are the words in lower case (an empty one where
    some are not ASCII).
    """

    pattern: re.Pattern[str]
    instead: dict[str, str]
    kind: str
    stems: tuple[str, ...]

    def stems_in(self, text: str) -> list[str]:
        """Return the stems that are in a text. If there are none, the pattern has no match in it;
        this is ten times faster than matching. An empty stem means that the text must be
        matched."""
        lower = text.lower()
        return (
            [""]
            if any(letter in text for letter in ODD)
            else [stem for stem in self.stems if stem in lower]
        )


def words_to_avoid(library: Library) -> Wording | None:
    """Return the words that the records of the kind with x-wording list; None where there are
    none."""
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
