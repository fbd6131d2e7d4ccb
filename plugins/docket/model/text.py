"""Text: small pure answers about words, used by messages, pages and exports."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence


def nearest(word: str, known: Iterable[str], cutoff: float = 70) -> str | None:
    """The known word most like the given one (Levenshtein ratio of at least `cutoff` percent), or
    None. Ties go to the first in order."""
    from rapidfuzz import fuzz, process  # only where something is wrong

    match = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=cutoff)
    return match[0] if match else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    match = nearest(word, known)
    return f"did you mean '{match}'?" if match else ""


def slug(text: str) -> str:
    """The text as small letters, digits and single hyphens, accents dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 record", "2 records"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listing(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def digest(text: str) -> str:
    """The SHA-256 of the text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word and ended with an ellipsis where it is longer than `limit`
    characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—") + "…"
