"""Read, validate and check a collection, and locate every problem: the story of a check."""

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
from docket.model.diagnostics import ERROR, Place, Problem, in_order
from docket.model.diagnostics import Path as Where
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
"""The name under which the results of rules about the whole collection are kept."""
NO_STORE = Store(None)
PROTECTED = frozenset(rule.code for rule in RULES if rule.protected)
"""The rules whose exceptions need the approval of the site's owner."""


@dataclass(frozen=True)
class Collection:
    """A collection after a check.

    `library` holds all valid records, `problems` are the errors, located and sorted, `notices` the
    warnings and information, `files` is the number of files read, `kept` are the hashes of blobs
    that the next run may ask the store for, and `approvals` the exceptions that the owner has
    approved.
    """

    kinds: Kinds
    library: Library
    problems: tuple[Problem, ...]
    files: int
    kept: frozenset[bytes]
    approvals: Approvals = NO_APPROVALS
    notices: tuple[Problem, ...] = ()


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
    """Return the collection in a data folder, checked.

    Rules run only on records that satisfy their schema, so that one mistake is one problem. Without
    `today` rules about the future are left out, without `base` those about outlines. The result is
    the same for any number of workers and any store. `code` is the fingerprint of the program, a
    part of the key in the store. At most `kept` records are held in memory. Raise DocketError where
    a folder is missing or a schema is wrong.
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
    errors = tuple(problem for problem in ordered if problem.level == ERROR)
    notices = tuple(problem for problem in ordered if problem.level != ERROR)
    return Collection(kinds, library, errors, len(found), kept_hashes, approvals, notices)


def _checked_kinds(schema: Path, store: Store, key: bytes) -> Kinds:
    """Return the kinds of a schema folder, which is checked against the schema of schemas if it
    changed."""
    if store.load(SCHEMAS, key) is None:
        check_schemas(schema)
        store.save(SCHEMAS, key, True)
    return load_kinds(schema)


class _Rules:
    """Runs the rules that look beyond one record: for each record those that look near it, and once
    those that look at the whole collection. A result is computed again only where something it read
    has changed since the last run."""

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
        self._names = dict.fromkeys([*library.by_id, EVERYTHING])
        codec = Codec(_packed_problems, _unpacked_problems)
        found = self._found
        self._query = Query("problems", lambda: self._names, found, self._memory, codec)

    def problems(self, workers: int) -> list[Problem]:
        """Return what the rules find, in the order of the records."""
        prepare([self._query], self._memory, workers)
        return [problem for name in self._names for problem in self._query[name]]

    def save(self) -> set[bytes]:
        """Keep the results for the next run, and return the hashes of the blobs that the store must
        keep."""
        if not self._memory.computed and self._before:
            return {row[2] for row in self._before[1].values() if row[2]}
        inputs = self._memory.numbered(("problems", name) for name in self._names)
        state, kept = self._memory.plain([inputs])
        self._store.save(RULES_STATE, self._key, state)
        return kept

    def _found(self, name: str) -> tuple[Problem, ...]:
        """Return the problems that the rules find in one record, or in the whole collection
        (EVERYTHING)."""
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
    """Yield the problems with line and column. Files are read again only here, and only those with
    problems. A problem of a folder, or of a file that cannot be read, has no place."""
    places: dict[str, Mapping[Where, Located]] = {}
    for problem in problems:
        if problem.place is None and problem.file not in places:
            places[problem.file] = _positions(project / problem.file)
        yield problem if problem.place else problem.at(_nearest(problem, places[problem.file]))


def _positions(file: Path) -> Mapping[Where, Located]:
    return yaml_reader.positions(source_text(file))


def _nearest(problem: Problem, places: Mapping[Where, Located]) -> Place | None:
    """Return the place of the value that a problem is about, or of the nearest value around it."""
    path = problem.path
    while path and path not in places:
        path = path[:-1]
    found = places.get(path)
    if found is None:
        return None
    return found.key if problem.at_key and found.key else found.value
