"""A collection: kinds and records read, validated, checked, and every problem found put in its place. The story of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from docket import yamlio
from docket.builder import Located
from docket.catalogue import load_kinds
from docket.checks import RULES, Context
from docket.exceptions import without_excepted
from docket.geography import BaseMap
from docket.kinds import Kinds
from docket.load import load
from docket.metaschema import check_schemas
from docket.problems import Path as Where
from docket.problems import Place, Problem, in_order
from docket.records import Library, Record, make_library
from docket.validate import Validator


@dataclass(frozen=True)
class Collection:
    """The kinds, the library of all records that are sound in themselves, every problem, located and in order, and how many files were read."""

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]
    files: int


def read_collection(data: Path, schema: Path, project: Path, today: date | None, base: BaseMap | None) -> Collection:
    """The collection in a data folder. Rules run only on records that satisfy their schema, so that one fault is one message; `today` None leaves
    out rules about the future, `base` None those about outlines. Raises DocketError where a folder is missing or a schema is wrong; faults of
    records are problems."""
    check_schemas(schema)
    kinds = load_kinds(schema)
    loaded = load(data, kinds, project)
    sound, faults, unsound = validated(loaded.records)
    library = make_library(kinds, sound)
    context = Context(library, today, base, loaded.broken | unsound)
    found = without_excepted((problem for rule in RULES for problem in rule.check(context)), library)
    problems = in_order(located([*loaded.problems, *faults, *found], project))
    return Collection(kinds, library, tuple(problems), len(loaded.files))


def validated(records: Iterable[Record]) -> tuple[list[Record], list[Problem], frozenset[str]]:
    """The records that satisfy their schema, the faults of the others, and the names by which references may mean those others."""
    validators: dict[str, Validator] = {}
    sound, faults, unsound = [], [], set()
    for record in records:
        if record.kind.name not in validators:
            validators[record.kind.name] = Validator(record.kind)
        problems = validators[record.kind.name].problems(record)
        faults += problems
        if problems:
            unsound |= {PurePosixPath(record.file).stem, str(record.data.get("id"))}
        else:
            sound.append(record)
    return sound, faults, frozenset(unsound)


def located(problems: Iterable[Problem], project: Path) -> Iterator[Problem]:
    """The problems with the line and column of what they are about. Files are read again only here, and only those with problems; a problem of
    a file that cannot be read, or of a folder, stays without a place."""
    places: dict[str, Mapping[Where, Located]] = {}
    for problem in problems:
        if problem.place is None and problem.file not in places:
            places[problem.file] = _positions(project / problem.file)
        yield problem if problem.place else problem.at(_nearest(problem, places[problem.file]))


def _positions(file: Path) -> Mapping[Where, Located]:
    try:
        return yamlio.positions(file.read_text(encoding="utf-8")) if file.suffix == ".yaml" else {}
    except (OSError, ValueError):
        return {}


def _nearest(problem: Problem, places: Mapping[Where, Located]) -> Place | None:
    """The place of the problem's path, or of the nearest part around it that stands in the file."""
    path = problem.path
    while path and path not in places:
        path = path[:-1]
    found = places.get(path)
    if found is None:
        return None
    return found.key if problem.at_key and found.key else found.value
