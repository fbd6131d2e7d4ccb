"""Faults: what a validator found wrong with a value, put into words a contributor understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docket.lint import value_hints
from docket.lint.formats import address_fault, is_day
from docket.model import date_hints, edtf
from docket.model.diagnostics import Path, Problem
from docket.model.schema_files import Schema
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
UNKNOWN = ("unevaluatedProperties", "additionalProperties")
CHOICES = ("anyOf", "oneOf")
FEW = 8
LIKE = 90
"""How much like a label (in percent) a value must be for its code to be suggested."""
MOST = 50
"""How many unknown properties of one group are told one by one."""


@dataclass(frozen=True, eq=False)
class Fault:
    """One verdict of a validator: the schema keyword that was not satisfied and what it wanted, the
    value and its path, the part of the schema that describes the value, the condition under which
    this was asked for, what was wrong with each alternative, and the value as it is written in the
    file, where that is known."""

    keyword: str
    wanted: Any
    value: Any
    path: Path
    part: Schema
    because: str = ""
    branches: tuple[Fault, ...] = ()
    written: str = ""


def problems_of(
    faults: Iterable[Fault], file: str, written: Callable[[Path], str] | None = None
) -> list[Problem]:
    """Return the problems of these faults, one for each thing that is wrong. Of several faults of
    one value the most telling one is kept, and a missing property is left out where a misspelt one
    is told to be it. `written` returns a value as it is written in the file, by its path."""
    if written:
        faults = [replace(fault, written=written(fault.path)) for fault in faults]
    faults = sorted(faults, key=lambda fault: (list(map(str, fault.path)), _rank(fault)))
    misspelt = {
        (fault.path, nearest(name, _absent(fault)))
        for fault in faults
        if fault.keyword in UNKNOWN
        for name in _unknown(fault)[:MOST]
    }
    told: set[Path] = set()
    problems: list[Problem] = []
    for fault in faults:
        if fault.keyword == "required":
            problems += [
                _missing(fault, name, file)
                for name in fault.wanted
                if name not in fault.value and (fault.path, name) not in misspelt
            ]
        elif fault.keyword in UNKNOWN:
            problems += _strangers(fault, file)
        elif fault.keyword in CHOICES:
            problems += _choice(fault, file)
        elif fault.path not in told:
            problems.append(_value(fault, file))
            told.add(fault.path)
    return list(dict.fromkeys(problems))


def _rank(fault: Fault) -> int:
    order = ("type", "const", "enum", "maxLength", "format", "minLength", "pattern")
    return order.index(fault.keyword) if fault.keyword in order else len(order)


def _unknown(fault: Fault) -> list[str]:
    return [name for name in fault.value if name not in fault.part.get("properties", {})]


def _absent(fault: Fault) -> list[str]:
    return [name for name in fault.part.get("properties", {}) if name not in fault.value]


def _missing(fault: Fault, name: str, file: str) -> Problem:
    hint = str(fault.part.get("properties", {}).get(name, {}).get("x-hint") or f"Add {name}.")
    needed = f", which {fault.because} needs" if fault.because else ""
    return Problem(
        "schema/required",
        f"{_whose(fault)} has no '{name}'{needed}",
        file,
        fault.path,
        f"{name}: {hint}",
    )


def _strangers(fault: Fault, file: str) -> Iterator[Problem]:
    names = _unknown(fault)
    yield from (_stranger(fault, name, file) for name in names[:MOST])
    if len(names) > MOST:
        more = count(len(names) - MOST, "more property", "more properties")
        fact = f"{_whose(fault)} has {more} that it cannot have"
        yield Problem("schema/unknown-property", fact, file, fault.path, "Remove them.")


def _stranger(fault: Fault, name: str, file: str) -> Problem:
    hint = did_you_mean(name, _absent(fault)) or f"It may also have {', '.join(_absent(fault))}."
    return Problem(
        "schema/unknown-property",
        f"{_whose(fault)} has no property '{name}'",
        file,
        (*fault.path, name),
        hint,
        at_key=True,
    )


def _choice(fault: Fault, file: str) -> Iterator[Problem]:
    """The problem of a value that fits none, or too many, of some alternatives: told by the
    properties they ask for, or else by the best one."""
    groups = [
        branch["required"]
        for branch in fault.wanted
        if isinstance(branch, Mapping) and "required" in branch
    ]
    if len(groups) < len(fault.wanted) or not isinstance(fault.value, Mapping):
        best = max(fault.branches, key=lambda branch: len(branch.path), default=None)
        if best:
            yield from problems_of([replace(best, written=fault.written)], file)
        else:
            fact = "this fits more than one form"
            yield Problem("schema/choice", fact, file, fault.path, _own(fault))
        return
    names, offer = (
        list(dict.fromkeys(name for group in groups for name in group)),
        " or ".join(" and ".join(group) for group in groups),
    )
    given = [name for name in names if name in fault.value]
    if not given:
        yield Problem(
            "schema/choice",
            f"{_whose(fault)} has neither {offer.replace(' or ', ' nor ')}",
            file,
            fault.path,
            f"Give {offer}.",
        )
        return
    best_group = max(
        groups,
        key=lambda group: (
            all(name in given for name in group),
            sum(name in given for name in group),
        ),
    )
    lacking, extra = (
        [name for name in best_group if name not in given],
        [name for name in given if name not in best_group],
    )
    extra = extra or ([] if lacking else given[1:])
    if lacking and not extra:
        yield Problem(
            "schema/choice",
            f"{_whose(fault)} has {' and '.join(given)} without {' and '.join(lacking)}",
            file,
            fault.path,
            f"Give {offer}.",
        )
    else:
        fact = f"{_whose(fault)} has {' and '.join(given)} together"
        yield Problem(
            "schema/choice",
            fact,
            file,
            (*fault.path, extra[0]),
            f"Give {offer}, and only one of these.",
            at_key=True,
        )


def _value(fault: Fault, file: str) -> Problem:
    """The problem of a single value."""
    if fault.keyword not in WORDS:
        return Problem(
            "schema/other",
            f"{_shown(fault.value)} does not satisfy {fault.keyword}",
            file,
            fault.path,
            _own(fault),
        )
    fact, hint = WORDS[fault.keyword](fault)
    return Problem(f"schema/{fault.keyword}", fact, file, fault.path, hint or _own(fault))


def _type(fault: Fault) -> tuple[str, str]:
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else list(fault.wanted)
    if fault.value is None:
        hint = _own(fault) or "Write a value after the colon, or remove the line."
        return "there is no value", hint + value_hints.empty(fault.written, "string" in wanted)
    fact = f"{_source(fault)} is not {' or '.join(TYPES.get(name, name) for name in wanted)}"
    if "string" in wanted and isinstance(fault.value, int | float):
        return fact, value_hints.text(fault.written or _json(fault.value), fault.part)
    if {"number", "integer"} & {*wanted} and isinstance(fault.value, str):
        if value_hints.too_long(fault.value):
            fact = f"{_shown(fault.value)} has more than {DIGITS} digits"
        return fact, value_hints.number(fault.value)
    if "array" in wanted and isinstance(fault.value, str):
        return fact, f"Write a list: [{shorten(fault.value, 40)}]."
    return fact, "Begin the entry with a hyphen." if "array" in wanted and isinstance(
        fault.value, Mapping
    ) else ""


def _enum(fault: Fault) -> tuple[str, str]:
    known = [_json(value) for value in fault.wanted]
    terms = {label: code for code, label in fault.part.get("x-terms", {}).items()}
    label = nearest(_json(fault.value), terms, LIKE)
    meant = f"did you mean '{terms[label]}'?" if label else ""
    hint = meant or did_you_mean(_json(fault.value), known)
    listed = known if not hint or len(known) <= FEW else [*known[:FEW], "…"]
    return f"{_shown(fault.value)} is not one of {', '.join(listed)}", hint


def _format(fault: Fault) -> tuple[str, str]:
    text = str(fault.value)
    if fault.wanted == "edtf":
        try:
            edtf.parse(text)
        except ValueError as error:
            return shorten(str(error), 120), date_hints.hint(text)
    if fault.wanted == "date":
        return f"{_shown(text)} is not a day of the calendar", date_hints.hint(text, is_day)
    fact, hint = address_fault(text)
    return f"{_shown(text)} is not a web address: {fact}", hint


def _pattern(fault: Fault) -> tuple[str, str]:
    text = str(fault.value)
    if text != text.strip():
        return (
            "there are blanks or an empty line at the beginning or end of the text",
            "Remove them; after > or | write >- or |-.",
        )
    if "\n" in text and "\\n" in fault.wanted:
        return "the text has more than one line", ""
    fact = f"{_shown(text)} is not written as {_the(fault.part)} should be"
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
        f"{_source(fault)} is "
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
    "const": lambda fault: (f"{_shown(fault.value)} is not {_json(fault.wanted)}", ""),
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


def _the(part: Schema) -> str:
    title = str(part.get("title", "part"))
    return f"the {title[0].lower()}{title[1:]}"


def _whose(fault: Fault) -> str:
    """Return what a group of values is called: an entry of a list by its title (the step), another
    by its key ('issuer')."""
    named = fault.path and isinstance(fault.path[-1], str)
    return f"'{fault.path[-1]}'" if named else _the(fault.part)


def _own(fault: Fault) -> str:
    return str(fault.part.get("x-hint", ""))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"'{shorten(value, 60)}'"
    return (
        "a list"
        if isinstance(value, list)
        else "a group of keys and values"
        if isinstance(value, Mapping)
        else _json(value)
    )


def _source(fault: Fault) -> str:
    """Return a value as it is written in the file where it is a word, else as it is shown."""
    plain = isinstance(fault.value, int | float) and fault.written
    return fault.written if plain else _shown(fault.value)


def _json(value: object) -> str:
    return (
        {True: "true", False: "false"}[value]
        if isinstance(value, bool)
        else "nothing"
        if value is None
        else str(value)
    )
