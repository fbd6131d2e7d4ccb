"""A collection: kinds and records read, validated, checked, and every problem found put in its place. The story of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docket import yamlio
from docket.checks import RULES, Context
from docket.geography import BaseMap
from docket.kinds import Kinds, load_kinds
from docket.load import load
from docket.problems import Place, Problem, in_order
from docket.records import Library, Record, make_library
from docket.validate import Validator


@dataclass(frozen=True)
class Collection:
    """The kinds, the library of all records that are sound in themselves, and every problem, located and in order."""

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]


def read_collection(data: Path, schema: Path, project: Path, today: date | None, base: BaseMap | None) -> Collection:
    """The collection in a data folder. Rules run on the records that satisfy their schema; `today` None leaves out rules about the future, `base` None those about
    where points lie.
    Raises DocketError where a folder is missing or a schema contradicts itself; faults of records are problems."""
    kinds = load_kinds(schema)
    loaded = load(data, kinds, project)
    sound, faults = _validated(loaded.records)
    library = make_library(kinds, sound)
    broken = loaded.broken | {record.id for record in loaded.records if record not in sound}
    context = Context(library, today, base, frozenset(broken))
    found = [problem for rule in RULES for problem in rule.check(context)]
    return Collection(kinds, library, tuple(in_order(located([*loaded.problems, *faults, *found], project))))


def _validated(records: Iterable[Record]) -> tuple[list[Record], list[Problem]]:
    validators: dict[str, Validator] = {}
    sound, faults = [], []
    for record in records:
        problems = validators.setdefault(record.kind.name, Validator(record.kind)).problems(record)
        faults += problems
        if not problems:
            sound.append(record)
    return sound, faults


def located(problems: Iterable[Problem], project: Path) -> Iterator[Problem]:
    """The problems with the line and column of what they are about; files are only read again here, and only those with problems."""
    places: dict[str, dict[tuple[str | int, ...], yamlio.Located]] = {}
    for problem in problems:
        if problem.place is not None or not problem.file.endswith(".yaml"):
            yield problem
            continue
        if problem.file not in places:
            places[problem.file] = _positions(project / problem.file)
        yield replace(problem, place=_nearest(problem, places[problem.file]))


def _positions(file: Path) -> dict[tuple[str | int, ...], yamlio.Located]:
    try:
        return yamlio.positions(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def _nearest(problem: Problem, places: dict[tuple[str | int, ...], yamlio.Located]) -> Place:
    """The place of the problem's path, or of the nearest part around it that stands in the file."""
    path = problem.path
    while path and path not in places:
        path = path[:-1]
    found = places.get(path)
    if found is None:
        return Place(1, 1)
    return found.key if problem.at_key and found.key else found.value
