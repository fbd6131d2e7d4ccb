"""Hidden characters: the one list of characters that no text of a record may hold, and why.

The list is a table of code points, not a question to `unicodedata`, so that the answer is the same
under every version of Python. A test compares it with the Unicode data of the running version.

Visible format characters (general category Cf but not default-ignorable, such as the Arabic number
sign U+0600) are not in it, nor are blanks that take up room (U+00A0, U+3000): both can be seen.
Emoji work without the selectors and joiners that are refused; a record needs no other form of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Hidden(NamedTuple):
    """A range of refused code points, first and last included, and the reason with its source."""

    first: int
    last: int
    reason: str


CONTROL = "control characters (general category Cc): they steer terminals and are drawn nowhere"
BIDI = (
    "bidirectional controls (UAX #9 §2; CVE-2021-42574, Trojan Source): they reorder what is read"
)
IGNORED = "drawn as nothing (Default_Ignorable_Code_Point, DerivedCoreProperties.txt)"
FILLER = "letters drawn as nothing or as a blank (Hangul fillers, the empty Braille pattern)"
SELECTOR = "variation selectors: drawn as nothing, used to hide data in text (UTS #51, UAX #37)"
NONCHARACTER = "noncharacters (Unicode §23.7): never meant for exchange"
PRIVATE = "private use (general category Co): every reader sees another sign, or none"

TABLE = (
    Hidden(0x00, 0x09, CONTROL),
    Hidden(0x0B, 0x1F, CONTROL),
    Hidden(0x7F, 0x9F, CONTROL),
    Hidden(
        0xAD, 0xAD, "soft hyphen: shown only where a line breaks, and splits words for a search"
    ),
    Hidden(0x34F, 0x34F, f"combining grapheme joiner: {IGNORED}"),
    Hidden(0x61C, 0x61C, BIDI),
    Hidden(0x115F, 0x1160, FILLER),
    Hidden(0x17B4, 0x17B5, f"Khmer inherent vowels: {IGNORED}"),
    Hidden(0x180B, 0x180F, f"Mongolian variation selectors and vowel separator: {IGNORED}"),
    Hidden(0x200B, 0x200D, "zero-width space and joiners (joiners: see JOINED)"),
    Hidden(0x200E, 0x200F, BIDI),
    Hidden(
        0x2028, 0x2029, "line and paragraph separators (Zl, Zp): a line end to some readers only"
    ),
    Hidden(0x202A, 0x202E, BIDI),
    Hidden(0x2060, 0x2065, f"word joiner and invisible operators: {IGNORED}"),
    Hidden(0x2066, 0x2069, BIDI),
    Hidden(0x206A, 0x206F, f"deprecated format characters: {IGNORED}"),
    Hidden(0x2800, 0x2800, FILLER),
    Hidden(0x3164, 0x3164, FILLER),
    Hidden(0xD800, 0xDFFF, "surrogates (general category Cs): half a character"),
    Hidden(0xE000, 0xF8FF, PRIVATE),
    Hidden(0xFDD0, 0xFDEF, NONCHARACTER),
    Hidden(0xFE00, 0xFE0F, SELECTOR),
    Hidden(0xFEFF, 0xFEFF, "byte order mark inside a text"),
    Hidden(0xFFA0, 0xFFA0, FILLER),
    Hidden(0xFFF0, 0xFFF8, IGNORED),
    Hidden(0xFFF9, 0xFFFC, "interlinear annotation and object replacement (Unicode §23.8)"),
    Hidden(0x13430, 0x1343F, "Egyptian hieroglyph format controls: for hieroglyphs in groups only"),
    Hidden(0x1BCA0, 0x1BCA3, f"shorthand format controls: {IGNORED}"),
    Hidden(0x1D173, 0x1D17A, f"musical format controls: {IGNORED}"),
    Hidden(0xE0000, 0xE0FFF, f"tags and further selectors: {IGNORED}"),
    Hidden(0xF0000, 0x10FFFF, PRIVATE),
    *(Hidden(plane + 0xFFFE, plane + 0xFFFF, NONCHARACTER) for plane in range(0, 0xF0000, 0x10000)),
)
"""Every refused code point. The line feed U+000A is not in it: it ends a line of a text."""

HIDDEN = re.compile("[" + "".join(f"\\U{row.first:08x}-\\U{row.last:08x}" for row in TABLE) + "]")
JOINERS = "\u200c\u200d"
JOINED = re.compile("[\u0620-\u0dff][" + JOINERS + "][\u0620-\u0dff]")
"""A joiner between two letters of the blocks from Arabic to Sinhala, where Persian, Urdu, Hindi and
others cannot be spelt without it (UAX #31 §2.3, RFC 5892 appendix A). It is refused elsewhere."""


def hidden(text: str) -> Iterator[int]:
    """Yield the index of every hidden character of a text, in order."""
    for found in HIDDEN.finditer(text):
        index = found.start()
        around = text[max(index - 1, 0) : index + 2]
        if not (found.group() in JOINERS and JOINED.fullmatch(around)):
            yield index


def code_point(character: str) -> str:
    """Return the name of a character as the Unicode standard writes it: U+202E."""
    return f"U+{ord(character):04X}"


def not_composed(text: str) -> int | None:
    """Return the index at which a text departs from Normalization Form C (UAX #15), else None.

    Unicode's stability policy keeps the answer the same for every assigned character."""
    if unicodedata.is_normalized("NFC", text):
        return None
    composed = unicodedata.normalize("NFC", text)
    pairs = zip(text, composed, strict=False)
    return next((index for index, (one, two) in enumerate(pairs) if one != two), len(composed))


def written_out(text: str, index: int) -> tuple[str, str]:
    """Return the fact and the hint for a text that departs from NFC at an index."""
    end = index + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    apart = text[index:end]
    composed = unicodedata.normalize("NFC", apart)
    points = " ".join(map(code_point, composed))
    fact = f"{' '.join(map(code_point, apart))} is not in Unicode Normalization Form C"
    return fact, f"Write {composed} as {points}; an editor or a converter saves a file as NFC."
