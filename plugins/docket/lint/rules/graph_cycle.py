"""Nothing lies in itself, carries itself out or takes its own place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from docket.lint.rules.rule import Context, Rule
from docket.model.diagnostics import Problem
from docket.model.record import Library
from docket.model.references import Link

Graph = Mapping[str, Sequence[Link]]
"""By record id the links of one code, in order."""


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every cycle of one relation that has a direction (x-ref ordered), or of
    parents (x-parent). It is reported once, in the record whose id comes first."""
    for code, graph in _graphs(context).items():
        for name in graph:
            circle = _circle(graph, name)
            if circle and name == min(circle):
                link = next(link for link in graph[name] if link.target == circle[1])
                fact = f"{' → '.join(circle)} is a circle of '{code}'"
                yield Problem(
                    "graph/cycle",
                    fact,
                    context.library.by_id[name].file,
                    link.path,
                    "Remove the reference that is not true.",
                )


def _graphs(context: Context) -> dict[str, dict[str, list[Link]]]:
    """Return by code the links that have a direction, by the record that holds them."""
    graphs: dict[str, dict[str, list[Link]]] = {code: {} for code in _ordered(context.library)}
    for record in context.records:
        for link in context.links.of(record.id):
            if link.code in graphs:
                graphs[link.code].setdefault(record.id, []).append(link)
    return graphs


def _ordered(library: Library) -> list[str]:
    """Return the codes of links that have a direction: values of relations, and the properties that
    name a parent."""
    codes = {code for kind in library.kinds for rule in kind.refs for code in rule.ordered}
    return sorted(codes | {kind.parent for kind in library.kinds if kind.parent})


def _circle(graph: Graph, start: str) -> list[str]:
    """Return the shortest chain of ids from a record back to itself, both ends included; empty
    where there is none."""
    trails, seen = deque([[start]]), {start}
    while trails:
        trail = trails.popleft()
        for link in graph.get(trail[-1], ()):
            if link.target == start:
                return [*trail, start]
            if link.target not in seen:
                seen.add(link.target)
                trails.append([*trail, link.target])
    return []


RULE = Rule(
    code="graph/cycle",
    title="Nothing lies in itself, carries itself out or takes its own place",
    reason=(
        "A circle of parents or of supersession has no beginning, so no page "
        "could say what stands above or after what."
    ),
    wrong="a supersedes b, b supersedes a",
    right="a supersedes b",
    check=check,
)
