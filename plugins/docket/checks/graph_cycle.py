"""Nothing lies in itself, carries itself out or takes its own place."""

from __future__ import annotations

from collections.abc import Iterator

from docket.checks.rule import Context, Rule
from docket.links import Link
from docket.problems import Problem
from docket.records import Record

PARENT = "parent"


ORDERED = ("implements", "supersedes", "amends", "part-of")
"""Relations that have a direction which must not come back to where it began; x-parent is another."""


def check(context: Context) -> Iterator[Problem]:
    """A problem for every record that a chain of one ordered relation, or of parents, leads back to."""
    for code in (*ORDERED, PARENT):
        graph = {record.id: _next(context, record, code) for record in context.library}
        for record in context.library:
            path = _circle(graph, record.id)
            if path and record.id == min(path):
                link = next(link for link in graph[record.id] if link.target == path[1])
                yield Problem("graph/cycle", f"{' → '.join(path)} is a circle of '{code}'", record.file, link.path, "Remove the reference that is not true.")


def _next(context: Context, record: Record, code: str) -> list[Link]:
    links = context.links.of(record.id)
    return [link for link in links if (link.code == code if code != PARENT else link.name == record.kind.parent)]


def _circle(graph: dict[str, list[Link]], start: str) -> list[str]:
    """The shortest chain from a record back to itself, both ends included; empty where there is none."""
    trails, seen = [[start]], set[str]()
    while trails:
        trail = trails.pop(0)
        for link in graph[trail[-1]]:
            if link.target == start:
                return [*trail, start]
            if link.target not in seen:
                seen.add(link.target)
                trails.append([*trail, link.target])
    return []


RULE = Rule(
    code="graph/cycle",
    reason="A circle of parents or of supersession has no beginning, so no page could say what stands above or after what.",
    wrong="a supersedes b, b supersedes a",
    right="a supersedes b",
    check=check,
)
