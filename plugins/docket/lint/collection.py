"""Read, validate and check a collection, and put every problem in its place: the story of a
check."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from docket.build.memory import Memory
from docket.build.prepare import prepare
from docket.build.store import Store, fingerprint, packed
from docket.lint.approvals import Approvals, load_approvals
from docket.lint.exceptions import NO_APPROVALS, without_excepted
from docket.lint.load import KEPT, Reader, leaves_of
from docket.lint.rules import RULES, Context
from docket.lint.rules.rule import NEAR, WHOLE
from docket.lint.schema_of_schemas import check_schemas
from docket.model.diagnostics import Path as Where
from docket.model.diagnostics import Place, Problem, in_order
from docket.model.inputs import Codec, Query
from docket.model.kind import Kinds
from docket.model.kind_loader import load_kinds
from docket.model.record import Library
from docket.model.schema_files import schema_bytes
from docket.source import yaml_reader
from docket.source.base_map import BaseMap
from docket.source.places import Located
from docket.source.scan import find, source_text

SCHEMAS, RULES_STATE = "schemas", "rules"
EVERYTHING = "*"
"""The name of the problems that rules find which look at the whole collection."""
NO_STORE = Store(None)
PROTECTED = frozenset(rule.code for rule in RULES if rule.protected)
"""The rules of which only the owner of the site can except a record."""


@dataclass(frozen=True)
class Collection:
    """The kinds, the library of all valid records, every problem, located and in order, how many
    files were read, the hashes of blobs in the store that the next run may ask for, and the
    exceptions that the owner has approved."""

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]
    files: int
    kept: frozenset[bytes]
    approvals: Approvals = NO_APPROVALS


def read_collection(
    data: Path,
    schema: Path,
    project: Path,
    today: date | None,
    base: BaseMap | None,
    workers: int = 1,
    store: Store = NO_STORE,
    code: bytes = b"",
    kept: int = KEPT,
) -> Collection:
    """Return the collection in a data folder.

    Rules run only on records that satisfy their schema, so that one fault is one problem. `today`
    None leaves out rules about the future, `base` None those about outlines. What comes out is the
    same for any number of workers and any store; `code` is the fingerprint of the program, under
    which the store keeps what was read. At most `kept` records are held in memory. Raises
    DocketError where a folder is missing or a schema is wrong.
    """
    schemas = fingerprint(*schema_bytes(schema))
    key = fingerprint(code, schemas, base.key if base else b"")
    kinds = _checked_kinds(schema, store, key)
    approvals = load_approvals(schema, project)
    found, stray = find(data, kinds, project)
    reader = Reader(data, project, kinds, today, store, key, kept)
    readings = reader.read(found, workers)
    rules = _Rules(readings.library, base, readings.broken, store, key)
    problems = [*readings.problems, *rules.problems(workers)]
    faults = [*stray, *readings.faults]
    library, broken = readings.library, readings.broken
    left = without_excepted(problems, library, PROTECTED, approvals, broken)
    ordered = in_order(located([*faults, *left], project))
    reader.save()
    kept_hashes = frozenset(reader.kept_hashes | rules.save())
    return Collection(kinds, library, tuple(ordered), len(found), kept_hashes, approvals)


def _checked_kinds(schema: Path, store: Store, key: bytes) -> Kinds:
    """Return the kinds of a schema folder, held against the schema of schemas once a change."""
    if store.load(SCHEMAS, key) is None:
        check_schemas(schema)
        store.save(SCHEMAS, key, True)
    return load_kinds(schema)


class _Rules:
    """Runs the rules that look further than at one record: of each record those that look at what
    it refers to or lies in, and once those that look at everything. Only what read something that
    has changed since the last run is checked again."""

    def __init__(
        self,
        library: Library,
        base: BaseMap | None,
        broken: frozenset[str],
        store: Store,
        key: bytes,
    ) -> None:
        names = fingerprint(packed(sorted(broken)))
        self._context = Context(library, None, base, broken)
        self._store, self._key = store, key
        leaves = {**leaves_of(library), "broken": lambda _: names}
        self._before = store.load(RULES_STATE, key)
        self._memory = Memory(store, leaves, self._before)
        self._names = [*library.by_id, EVERYTHING]
        codec = Codec(_packed_problems, _unpacked_problems)
        found = self._found
        self._query = Query("problems", lambda: self._names, found, self._memory, codec)

    def problems(self, workers: int) -> list[Problem]:
        """Return what the rules find, in the order of records."""
        prepare([self._query], self._memory, workers)
        return [problem for name in self._names for problem in self._query[name]]

    def save(self) -> set[bytes]:
        """Keep what was found for the next run; returns the hashes of what the store is to keep."""
        if not self._memory.computed and self._before:
            return {row[2] for row in self._before[1].values() if row[2]}
        inputs = self._memory.numbered(("problems", name) for name in self._names)
        state, kept = self._memory.plain([inputs])
        self._store.save(RULES_STATE, self._key, state)
        return kept

    def _found(self, name: str) -> tuple[Problem, ...]:
        reach = WHOLE if name == EVERYTHING else NEAR
        among = None if name == EVERYTHING else (self._context.library[name],)
        context = replace(self._context, among=among)
        rules = (rule for rule in RULES if rule.reach == reach)
        return tuple(problem for rule in rules for problem in rule.check(context))


def _packed_problems(problems: tuple[Problem, ...]) -> bytes:
    return packed([tuple(problem)[:-1] for problem in problems])


def _unpacked_problems(content: bytes) -> tuple[Problem, ...]:
    return tuple(Problem(*row) for row in marshal.loads(content))


def located(problems: Iterable[Problem], project: Path) -> Iterator[Problem]:
    """The problems with the line and column of what they are about. Files are read again only here,
    and only those with problems; a problem of a file that cannot be read, or of a folder, stays
    without a place."""
    places: dict[str, Mapping[Where, Located]] = {}
    for problem in problems:
        if problem.place is None and problem.file not in places:
            places[problem.file] = _positions(project / problem.file)
        yield problem if problem.place else problem.at(_nearest(problem, places[problem.file]))


def _positions(file: Path) -> Mapping[Where, Located]:
    return yaml_reader.positions(source_text(file))


def _nearest(problem: Problem, places: Mapping[Where, Located]) -> Place | None:
    """The place of the problem's path, or of the nearest part around it that stands in the file."""
    path = problem.path
    while path and path not in places:
        path = path[:-1]
    found = places.get(path)
    if found is None:
        return None
    return found.key if problem.at_key and found.key else found.value
