"""Decide which values and outputs are up to date, from the traces of the last build.

A trace is up to date if none of its inputs has changed. An input is a leaf (a record, a setting),
whose fingerprint is compared with the one it had then, or the value of a `Query`, which has a trace
of its own and is computed again only if that is stale.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from docket.build.store import Store, fingerprint
from docket.model.inputs import Input, Query, tracking

Leaves = Mapping[str, Callable[[str], bytes]]
"""By sort of leaf the function that returns the fingerprint of a leaf by its name; it returns an
empty one for a leaf that does not exist."""
Numbers = bytes
"""Inputs as an array of their numbers (unsigned, 4 bytes each)."""
NAMES = "names"
"""The sort of leaf whose fingerprint is that of the names of a query."""
ABSENT = b"absent"
"""The fingerprint of a value that a query does not have."""


class Trace(NamedTuple):
    """The inputs of a value, its fingerprint, and the hash of its packed form in the store.

    With an empty fingerprint the value counts as changed whenever an input has changed. The hash is
    empty where the store does not keep the value.
    """

    inputs: Numbers
    fingerprint: bytes = b""
    kept: bytes = b""


class Computed(NamedTuple):
    """A value as a worker hands it back. `content` is its packed form, unless the store has it."""

    number: int
    trace: Trace
    content: bytes | None


class Mark(NamedTuple):
    """How many inputs had a number, and how many values were computed, before workers began."""

    inputs: int
    computed: int


class Share(NamedTuple):
    """What a worker computed, and the inputs to which it gave numbers, from `first` on."""

    first: int
    inputs: list[Input]
    computed: list[Computed]


class Memory:
    """The traces of the last build, and those of this build. `leaves` return fingerprints of
    leaves."""

    def __init__(self, store: Store, leaves: Leaves, before: Any = None) -> None:
        self.store = store
        self._leaves: dict[str, Callable[[str], bytes]] = {**leaves, NAMES: self._names}
        self._queries: dict[str, Query[Any]] = {}
        inputs, traces, leaf_fingerprints = before or ([], {}, {})
        self._inputs: list[Input] = [(sort, name) for sort, name in inputs]
        self._numbers = {what: number for number, what in enumerate(self._inputs)}
        self._before: dict[int, Trace] = {number: Trace(*row) for number, row in traces.items()}
        self._leaves_before: dict[int, bytes] = leaf_fingerprints
        self._leaves_now: dict[int, bytes] = {}
        self._now: dict[int, Trace] = {}
        self._changed: dict[int, bool] = {}
        self._fresh: list[int] = []
        self._adopted = False

    def add(self, query: Query[Any]) -> None:
        """Register a query, so that its values can be computed when they are asked for."""
        self._queries[query.sort] = query

    def leaf(self, sort: str, current: Callable[[str], bytes]) -> None:
        """Register a sort of leaf with the function that returns its fingerprint."""
        self._leaves[sort] = current

    def changed_leaves(self, sort: str) -> list[str]:
        """Return the names of the leaves of a sort that have changed since the last build."""
        known = [number for number in self._leaves_before if self._inputs[number][0] == sort]
        return [self._inputs[number][1] for number in known if self._decided(number)]

    def numbered(self, inputs: Iterable[Input]) -> Numbers:
        """Return inputs as the array of their numbers; a new input gets the next free number."""
        numbers = self._numbers
        found = array("I")
        for what in inputs:
            number = numbers.get(what)
            if number is None:
                number = numbers[what] = len(self._inputs)
                self._inputs.append(what)
            found.append(number)
        return found.tobytes()

    def stale(self, inputs: Numbers) -> bool:
        """Return whether any of these inputs has changed since the last build."""
        changed = self._changed
        for number in array("I", inputs):
            verdict = changed.get(number)
            if self._decided(number) if verdict is None else verdict:
                return True
        return False

    def value(self, query: Query[Any], name: str) -> Any:
        """Return a value of a query: the one kept by an earlier build if it is up to date."""
        number = array("I", self.numbered([(query.sort, name)]))[0]
        if query.codec and number in self._before and not self._decided(number):
            content = self.store.get(self._before[number].kept)
            if content is not None:
                return query.codec.unpack(content)
        return query.held[name] if name in query.held else self._compute(query, name, number)

    @property
    def mark(self) -> Mark:
        """Return how many inputs have a number and how many values were computed so far."""
        return Mark(len(self._inputs), len(self._fresh))

    def share(self, since: Mark) -> Share:
        """Return what was computed in this process since a mark."""
        computed = [self._handed_back(number) for number in self._fresh[since.computed :]]
        return Share(since.inputs, self._inputs[since.inputs :], computed)

    @property
    def computed(self) -> bool:
        """Return whether any value was computed, so that there is something new to save."""
        return bool(self._fresh or self._adopted)

    def adopt(self, share: Share) -> Callable[[Numbers], Numbers]:
        """Take over what another process computed, and return the function that turns its numbers
        into those of this one."""
        own = [*range(share.first), *array("I", self.numbered(share.inputs))]

        def renumbered(inputs: Numbers) -> Numbers:
            return array("I", [own[number] for number in array("I", inputs)]).tobytes()

        for theirs, (inputs, hashed, kept), content in share.computed:
            number = own[theirs]
            if content is not None:
                self.store.put(content)
            self._now[number] = Trace(renumbered(inputs), hashed, kept)
            before = self._before.get(number)
            if hashed:
                self._changed[number] = before is None or before.fingerprint != hashed
            self._adopted = True
        return renumbered

    def plain(self, roots: Iterable[Numbers]) -> tuple[Any, set[bytes]]:
        """Return what the store keeps of these traces for the next build, and the hashes of kept
        blobs.

        Included are the traces of all values that the inputs are computed from.
        """
        traces: dict[int, tuple[bytes, bytes, bytes]] = {}
        leaves: dict[int, bytes] = {}
        waiting = list(roots)
        while waiting:
            for number in array("I", waiting.pop()):
                if number in traces or number in leaves:
                    continue
                sort = self._inputs[number][0]
                if sort in self._leaves:
                    leaves[number] = self._leaf(number)
                    continue
                trace = self._trace(number)
                traces[number] = (trace.inputs, trace.fingerprint, trace.kept)
                waiting.append(trace.inputs)
        return (self._inputs, traces, leaves), {row[2] for row in traces.values() if row[2]}

    def _trace(self, number: int) -> Trace:
        """Return the trace of a value in this build; an absent one where the query has no such
        value."""
        if number not in self._now and self._decided(number) and number not in self._now:
            sort, name = self._inputs[number]
            if name in self._queries[sort].names():
                self._compute(self._queries[sort], name, number)
        return self._now.get(number) or Trace(b"", ABSENT)

    def _decided(self, number: int) -> bool:
        """Return whether an input has changed since the last build; the answer is kept for this
        build."""
        if number not in self._changed:
            with tracking():
                self._changed[number] = self._decide(number)
        return self._changed[number]

    def _decide(self, number: int) -> bool:
        """Return whether an input has changed. The value of a query is computed again for that
        where its trace is stale."""
        sort, name = self._inputs[number]
        if sort in self._leaves:
            return self._leaf(number) != self._leaves_before.get(number)
        query, before = self._queries.get(sort), self._before.get(number)
        if query is None or before is None:
            return True
        if before.fingerprint == ABSENT:
            return name in query.names()
        if not self.stale(before.inputs):
            self._now.setdefault(number, before)
            return False
        if name not in query.names() or not (query.codec or query.fingerprint):
            return True
        if number not in self._now:
            query.hold(name, self._compute(query, name, number))
        return self._now[number].fingerprint != before.fingerprint

    def _leaf(self, number: int) -> bytes:
        """Return the fingerprint of a leaf in this build."""
        if number not in self._leaves_now:
            sort, name = self._inputs[number]
            self._leaves_now[number] = self._leaves[sort](name)
        return self._leaves_now[number]

    def _compute(self, query: Query[Any], name: str, number: int) -> Any:
        """Return a value, computed now; its trace and packed form are kept."""
        with tracking() as trace:
            value = query.compute(name)
        content = query.codec.pack(value) if query.codec else None
        kept = self.store.put(content) if content is not None else b""
        hashed = kept or (query.fingerprint(value) if query.fingerprint else b"")
        self._now[number] = Trace(self.numbered(trace), hashed, kept)
        self._fresh.append(number)
        return value

    def _handed_back(self, number: int) -> Computed:
        """Return the trace of a value in the form in which another process can adopt it."""
        trace = self._now[number]
        return Computed(number, trace, self.store.pending(trace.kept))

    def _names(self, sort: str) -> bytes:
        """Return the fingerprint of the names of a query."""
        query = self._queries.get(sort)
        return fingerprint(*(name.encode() for name in query.names())) if query else b""

    def unknown(self, query: Query[Any]) -> list[str]:
        """Return the names of a query for which no earlier build kept a value."""
        numbers = self._numbers
        names = query.names()
        return [name for name in names if numbers.get((query.sort, name)) not in self._before]
