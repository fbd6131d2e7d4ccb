"""Compute the values that many steps need, by several workers, before the steps are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docket.build.memory import Memory, Share
from docket.build.pool import spread
from docket.model.inputs import Query

MANY, BATCH = 200, 50
"""The least number of unknown values that is worth several workers, and how many one takes."""


def prepare(queries: Sequence[Query[Any]], memory: Memory, workers: int) -> None:
    """Compute the values of queries that no earlier build kept, shared out among workers. The
    values of one name are computed together, since they are made from the same record."""
    by_name: dict[str, list[Query[Any]]] = {}
    for query in queries:
        for name in memory.unknown(query):
            by_name.setdefault(name, []).append(query)
    names = list(by_name)
    batches = [names[start : start + BATCH] for start in range(0, len(names), BATCH)]
    if workers < 2 or len(names) < MANY:
        return

    mark = memory.mark

    def work(batches: Iterator[Sequence[str]]) -> Share:
        for name in (name for batch in batches for name in batch):
            for query in by_name[name]:
                query[name]
        return memory.share(mark)

    for share in spread(work, batches, workers):
        memory.adopt(share)
