"""Messages for keywords of JSON Schema that are about a single value: the fact and the hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from docket.lint import value_hints
from docket.lint.formats import address_fault, is_day
from docket.lint.schema_fault import Fault, as_json, as_written, hint_of, name_of, shown
from docket.model import date_hints, edtf
from docket.model.text import count, did_you_mean, nearest, shorten
from docket.source.scalars import DIGITS

TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "array": "a list",
    "object": "a group of keys and values",
    "boolean": "true or false",
    "null": "nothing",
}
FEW = 8
LIKE = 90
"""How much like a label (in percent) a value must be for its code to be suggested."""


def _type(fault: Fault) -> tuple[str, str]:
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else list(fault.wanted)
    if fault.value is None:
        hint = hint_of(fault) or "Write a value after the colon, or remove the line."
        return "there is no value", hint + value_hints.empty(fault.written, "string" in wanted)
    fact = f"{as_written(fault)} is not {' or '.join(TYPES.get(name, name) for name in wanted)}"
    if "string" in wanted and isinstance(fault.value, int | float):
        return fact, value_hints.text(fault.written or as_json(fault.value), fault.part)
    if {"number", "integer"} & {*wanted} and isinstance(fault.value, str):
        if value_hints.too_long(fault.value):
            fact = f"{shown(fault.value)} has more than {DIGITS} digits"
        return fact, value_hints.number(fault.value)
    if "array" in wanted and isinstance(fault.value, str):
        return fact, f"Write a list: [{shorten(fault.value, 40)}]."
    return fact, "Begin the entry with a hyphen." if "array" in wanted and isinstance(
        fault.value, Mapping
    ) else ""


def _enum(fault: Fault) -> tuple[str, str]:
    known = [as_json(value) for value in fault.wanted]
    terms = {label: code for code, label in fault.part.get("x-terms", {}).items()}
    label = nearest(as_json(fault.value), terms, LIKE)
    meant = f"did you mean '{terms[label]}'?" if label else ""
    hint = meant or did_you_mean(as_json(fault.value), known)
    listed = known if not hint or len(known) <= FEW else [*known[:FEW], "…"]
    return f"{shown(fault.value)} is not one of {', '.join(listed)}", hint


def _format(fault: Fault) -> tuple[str, str]:
    text = str(fault.value)
    if fault.wanted == "edtf":
        try:
            edtf.parse(text)
        except ValueError as error:
            return shorten(str(error), 120), date_hints.hint(text)
    if fault.wanted == "date":
        return f"{shown(text)} is not a day of the calendar", date_hints.hint(text, is_day)
    fact, hint = address_fault(text)
    return f"{shown(text)} is not a web address: {fact}", hint


def _pattern(fault: Fault) -> tuple[str, str]:
    text = str(fault.value)
    if text != text.strip():
        return (
            "there are blanks or an empty line at the beginning or end of the text",
            "Remove them; after > or | write >- or |-.",
        )
    if "\n" in text and "\\n" in fault.wanted:
        return "the text has more than one line", ""
    fact = f"{shown(text)} is not written as {name_of(fault.part)} should be"
    several = re.fullmatch("[a-z0-9-]+( [a-z0-9-]+)+", text) and isinstance(fault.path[-1], int)
    return fact, f"Put a comma between entries: {', '.join(text.split())}." if several else ""


def _few(fault: Fault) -> tuple[str, str]:
    return (
        f"there are fewer than {count(fault.wanted, 'entry', 'entries')}"
        if fault.value
        else "nothing is listed here"
    ), ""


def _range(fault: Fault) -> tuple[str, str]:
    low, high = fault.part.get("minimum"), fault.part.get("maximum")
    fact = (
        f"{as_written(fault)} is "
        f"{'less' if fault.keyword == 'minimum' else 'more'} than {fault.wanted}"
    )
    return (
        fact,
        f"Write a number from {low} to {high}." if low is not None and high is not None else "",
    )


def _longest(fault: Fault) -> tuple[str, str]:
    fact = f"the text has {len(fault.value):,} characters, {fault.wanted:,} at most are allowed"
    return fact, f"Shorten it to at most {fault.wanted:,} characters."


WORDS: Mapping[str, Callable[[Fault], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "const": lambda fault: (f"{shown(fault.value)} is not {as_json(fault.wanted)}", ""),
    "format": _format,
    "pattern": _pattern,
    "minItems": _few,
    "maxItems": lambda fault: (
        f"there are more than {count(fault.wanted, 'entry', 'entries')}",
        "Leave out what matters least, or make two records.",
    ),
    "minProperties": _few,
    "uniqueItems": lambda fault: ("the list names something twice", "Remove the second one."),
    "minLength": lambda fault: (
        "the text is empty" if not fault.value else "the text is too short",
        "",
    ),
    "maxLength": _longest,
    "minimum": _range,
    "maximum": _range,
}
"""What is said of each keyword: the fact and, where there is a better one than the property's own,
the hint."""
