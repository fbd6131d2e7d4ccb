"""A collection: kinds and records read, validated, checked, and every problem found put in its place. The story of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from docket import yamlio
from docket.builder import Located
from docket.cache import Cache, digest, digest_of_files
from docket.catalogue import load_kinds
from docket.checks import RULES, Context
from docket.checks.rule import NEAR, WHOLE
from docket.exceptions import without_excepted
from docket.geography import BaseMap
from docket.kinds import Kinds
from docket.links import PATH, TARGET, held
from docket.load import find
from docket.metaschema import check_schemas
from docket.problems import Path as Where
from docket.problems import Place, Problem, in_order
from docket.reading import BATCH, KEPT, MANY, Reader, Readings
from docket.records import Library, Record
from docket.workers import spread

SOUND = "schemas"


class Collection(NamedTuple):
    """The kinds, the library of all records that are sound in themselves, every problem, located and in order, and how many files were read."""

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]
    files: int


def read_collection(
    data: Path, schema: Path, project: Path, today: date | None, base: BaseMap | None, workers: int = 1, many: int = MANY, cache: Cache | None = None, code: bytes = b"",
    kept: int = KEPT,
) -> Collection:  # fmt: skip
    """The collection in a data folder. Rules run only on records that satisfy their schema, so that one fault is one message; `today` None leaves
    out rules about the future, `base` None those about outlines. With several workers a collection of `many` files is read in as many processes, and with a
    cache only what changed since the last run, as long as the `code` is the same, of which at most `kept` are kept in memory;
    what comes out is the same. Raises DocketError where a folder is
    missing or a schema is wrong; faults of records are problems."""
    key = digest(code, digest_of_files([schema]), base.key if base else b"")
    kinds = _checked_kinds(schema, cache, key)
    found, stray = find(data, kinds, project)
    reader = Reader(data, project, kinds, today, cache, key, kept)
    readings = reader.read(found, workers, many)
    problems = [*readings.problems, *_together(readings, today, base, workers if len(found) >= many else 1)]
    faults = [*stray, *readings.faults]
    ordered = in_order(located([*faults, *without_excepted(problems, readings.library)], project))
    excepted = any(record.noted and record.noted.excepted for record in readings.library)
    # What exceptions cover is looked for in every run, so the next run must not rely on this one.
    reader.save(clean=not ordered and not excepted)
    return Collection(kinds, readings.library, tuple(ordered), len(found))


def _checked_kinds(schema: Path, cache: Cache | None, key: bytes) -> Kinds:
    """The kinds of a schema folder, held against the schema of schemas unless they were found right before."""
    if cache is None or cache.load(SOUND, key) is None:
        check_schemas(schema)
        if cache is not None:
            cache.save(SOUND, key, True)
    return load_kinds(schema)


def _together(readings: Readings, today: date | None, base: BaseMap | None, workers: int) -> list[Problem]:
    """What the rules find that look further than at one record: in all records, or, after a run that found nothing, in those of which anything may have
    become wrong since."""
    library, touched = readings.library, readings.touched
    inside = None if touched is None else _inside(touched, library)
    among = list(library) if inside is None else _around(readings.fresh, inside, library)
    context = Context(library, today, base, readings.broken, changed=None if inside is None else readings.fresh | inside)
    batches = [among[number : number + BATCH] for number in range(0, len(among), BATCH)]
    near = spread(lambda taken: [problem for batch in taken for problem in _found(NEAR, replace(context, among=batch))], batches, workers)
    whole = _found(WHOLE, context) if touched is None or readings.relinked else []
    return [*(problem for found in near for problem in found), *whole]


def _found(reach: str, context: Context) -> list[Problem]:
    return [problem for rule in RULES if rule.reach == reach for problem in rule.check(context)]


def _inside(touched: frozenset[str], library: Library) -> frozenset[str]:
    """The touched records, and the places (courts …) that lie in one of them, at any depth."""
    seen, grown = set(touched), bool(touched)
    while grown:
        inside = {record.id for record in library if record.kind.parent and any(plain[PATH][0] == record.kind.parent and plain[TARGET] in seen for plain in held(record))}
        grown = not inside <= seen
        seen |= inside
    return frozenset(seen)


def _around(fresh: frozenset[str], inside: frozenset[str], library: Library) -> list[Record]:
    """The records that were read anew, and those that were touched or refer to what was."""
    if not inside:
        return [record for name in sorted(fresh) if (record := library.get(name))]
    return [record for record in library if record.id in fresh or record.id in inside or any(plain[TARGET] in inside for plain in held(record))]


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
