"""A collection: kinds and records read, validated, checked, and every problem found put in its place. The story of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from docket import yamlio
from docket.builder import Located
from docket.catalogue import load_kinds
from docket.checks import RULES, Context
from docket.exceptions import without_excepted
from docket.geography import BaseMap
from docket.kinds import Kinds
from docket.load import Found, find, load_files
from docket.metaschema import check_schemas
from docket.problems import Path as Where
from docket.problems import Place, Problem, in_order
from docket.records import Data, Library, Record, make_library
from docket.validate import Validator
from docket.workers import gather

MANY, PARTS = 1_000, 4
"""From how many files on several workers pay, and into how many parts for each worker the files are cut."""


@dataclass(frozen=True)
class Collection:
    """The kinds, the library of all records that are sound in themselves, every problem, located and in order, and how many files were read."""

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]
    files: int


def read_collection(data: Path, schema: Path, project: Path, today: date | None, base: BaseMap | None, workers: int = 1, many: int = MANY) -> Collection:
    """The collection in a data folder. Rules run only on records that satisfy their schema, so that one fault is one message; `today` None leaves
    out rules about the future, `base` None those about outlines. With several workers a collection of `many` files is read in as many processes;
    what comes out is the same. Raises DocketError where a folder is missing or a schema is wrong; faults of records are problems."""
    check_schemas(schema)
    kinds = load_kinds(schema)
    found, stray = find(data, kinds, project)
    read = partial(_read_share, data=data, kinds=kinds, project=project, today=today)
    shares = gather(read, _shares(found, workers if len(found) >= many else 1), workers)
    library = make_library(kinds, (Record(kinds.by_name[kind], file, values) for share in shares for kind, file, values in share.records))
    context = Context(library, today, base, frozenset().union(*(share.broken for share in shares)))
    problems = [*(problem for share in shares for problem in share.problems), *(problem for rule in RULES if not rule.alone for problem in rule.check(context))]
    faults = [*stray, *(fault for share in shares for fault in share.faults)]
    ordered = in_order(located([*faults, *without_excepted(problems, library)], project))
    return Collection(kinds, library, tuple(ordered), len(found))


@dataclass(frozen=True, slots=True)
class Share:
    """What a worker read: the sound records (name of kind, file, values), the faults of files and records, the problems that rules found looking at
    each record alone, and the names by which references may mean a record that is there but not sound."""

    records: tuple[tuple[str, str, Data], ...]
    faults: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]


def _shares(found: list[Found], workers: int) -> list[list[Found]]:
    """The files in as many parts as give several workers even work; in one for one worker."""
    parts = PARTS * workers if workers > 1 else 1
    return [found[number::parts] for number in range(parts)]


def _read_share(found: list[Found], data: Path, kinds: Kinds, project: Path, today: date | None) -> Share:
    loaded = load_files(found, data, kinds, project)
    sound, faults, unsound = validated(loaded.records)
    context = Context(Library(kinds, {record.file: record for record in sound}), today, None)  # by file, so that one of two with the same id is not left out
    problems = tuple(problem for rule in RULES if rule.alone for problem in rule.check(context))
    return Share(tuple((record.kind.name, record.file, record.data) for record in sound), (*loaded.problems, *faults), problems, loaded.broken | unsound)


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
