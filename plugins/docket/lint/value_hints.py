"""Hints for values of a wrong type: what to write where a number is needed and a text is given, or
the other way round."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from docket.lint.formats import FORMATS, is_address
from docket.model import date_hints
from docket.model.quoting import quoted
from docket.model.schema_files import Schema
from docket.model.text import shorten
from docket.source.scalars import DIGITS, NUMBER, is_number

LONGEST = 40
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,_' ][0-9]{3})+(?:\.[0-9]+)?")
BASED = re.compile(r"0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+")


def text(written: str, part: Schema) -> str:
    """Return what to write in place of a number or a boolean where text is needed: the same in
    quotation marks as it is `written` in the file, or a date; empty where the `part` of the schema
    accepts neither."""
    accepts = FORMATS.get(part.get("format", ""))
    if accepts and not accepts(written):
        return "" if accepts is is_address else date_hints.hint(written, accepts)
    known = written in part.get("enum", [written])
    return f"Put it in quotation marks: {quoted(written)}." if known else ""


def empty(written: str, is_text: bool) -> str:
    """Return what to add to the hint for a missing value where text is needed: how to write the
    word null, or what begins with # and is read as a comment."""
    if not written or not is_text:
        return ""
    return f" As text it would need quotation marks: {quoted(shorten(written, 60))}."


def too_long(text: str) -> bool:
    """Return whether a text is a number with too many digits."""
    return NUMBER.fullmatch(text) is not None and not is_number(text)


def number(text: str) -> str:
    """Return what to write in place of a text where a number is needed; empty where the text does
    not show which. The text has no quotation marks around it."""
    if is_number(text):
        return f"Write {text} without quotation marks."
    if too_long(text):
        shorter = _rounded(text)
        return f"Write {shorter}." if shorter else f"Write at most {DIGITS} digits."
    plain = _plain(text.strip())
    return f"Write {plain}." if is_number(plain) else ""


def _rounded(text: str) -> str:
    """Return the nearest number with at most DIGITS digits, without zeros at its end; empty where
    there are more digits before the point."""
    whole, point, _ = text.partition(".")
    digits = len(whole.lstrip("-"))
    if not point or digits >= DIGITS:
        return ""
    shorter = f"{float(text):.{DIGITS - digits}f}".rstrip("0").rstrip(".")
    return shorter if is_number(shorter) else ""


def _plain(text: str) -> str:
    """Return a number in another form (1e3, +5, .5, 5., 1_000, 1,000, 012, 0x1F) as digits."""
    if len(text) > LONGEST:
        return ""
    if BASED.fullmatch(text):
        return str(int(text, 0))
    if GROUPED.fullmatch(text):
        text = re.sub("[,_' ]", "", text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return ""
    small = value.is_finite() and abs(value.adjusted()) <= DIGITS
    if not small or "_" in text:
        return ""
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
