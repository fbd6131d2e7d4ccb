"""Small pure functions about words, for messages, pages and exports."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str], cutoff: float = 70) -> str | None:
    """Return the known word that is most like a word, None where none reaches `cutoff` percent
    (Levenshtein ratio). Of equal ones the first in alphabetical order is taken."""
    from rapidfuzz import fuzz, process  # slow to import, and only needed for hints

    match = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=cutoff)
    return match[0] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word; empty where none is near."""
    match = nearest(word, known)
    return f"did you mean '{match}'?" if match else ""


def slug(text: str) -> str:
    """Return the text as lower-case letters, digits and single hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    plain = plain.lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 record", "2 records"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listing(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def shorten(text: str, limit: int) -> str:
    """Return the text; cut at a word and ended with an ellipsis where it has more than `limit`
    characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"
