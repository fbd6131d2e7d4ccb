"""A fault: one verdict of a validator, and the words for its value and its part of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docket.model.diagnostics import Path
from docket.model.schema_files import Schema
from docket.model.text import shorten


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


def name_of(part: Schema) -> str:
    title = str(part.get("title", "part"))
    return f"the {title[0].lower()}{title[1:]}"


def owner_of(fault: Fault) -> str:
    """Return what a group of values is called: an entry of a list by its title (the step), another
    by its key ('issuer')."""
    named = fault.path and isinstance(fault.path[-1], str)
    return f"'{fault.path[-1]}'" if named else name_of(fault.part)


def hint_of(fault: Fault) -> str:
    return str(fault.part.get("x-hint", ""))


def shown(value: object) -> str:
    if isinstance(value, str):
        return f"'{shorten(value, 60)}'"
    return (
        "a list"
        if isinstance(value, list)
        else "a group of keys and values"
        if isinstance(value, Mapping)
        else as_json(value)
    )


def as_written(fault: Fault) -> str:
    """Return a value as it is written in the file where it is a word, else as it is shown."""
    plain = isinstance(fault.value, int | float) and fault.written
    return fault.written if plain else shown(fault.value)


def as_json(value: object) -> str:
    return (
        {True: "true", False: "false"}[value]
        if isinstance(value, bool)
        else "nothing"
        if value is None
        else str(value)
    )
