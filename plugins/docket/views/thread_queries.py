"""Provide the threads of a site: what followed from what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docket.build.store import by_value
from docket.model.inputs import Query, cached
from docket.views.lineage import Lineage, lineage
from docket.views.record_queries import RecordQueries
from docket.views.threads import Chain, Thread, ThreadBuilder


@dataclass(frozen=True)
class ThreadQueries(RecordQueries):
    """The part of a site that follows what led to what."""

    @cached
    def _lineage(self) -> Query[Lineage]:
        """Return a query with one value: which record follows from which."""

        def compute(_: str) -> Lineage:
            return lineage(self.links, self.cards)

        return Query("lineage", lambda: ("",), compute, self.memory, fingerprint=by_value)

    @property
    def thread_builder(self) -> ThreadBuilder:
        """Return the builder of threads: which record follows from which, as trees."""
        return ThreadBuilder(self._lineage[""], self.links, self.views, self.cards)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Return every thread, the largest first."""
        return self.thread_builder.threads()

    @cached
    def threads_of(self) -> Mapping[str, list[str]]:
        """Return, by record in a thread, the first records of its threads."""
        return self.thread_builder.lineage.threads_of()

    def chains(self, name: str) -> tuple[Chain, ...]:
        """Return a record's position in each of its threads."""
        thread_builder = self.thread_builder
        firsts = self.threads_of.get(name, ())
        return tuple(thread_builder.chain(thread_builder.thread(first), name) for first in firsts)
