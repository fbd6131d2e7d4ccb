"""Every source of a record is cited in it."""

from __future__ import annotations

from collections.abc import Iterator

from docket.checks.citations import citations
from docket.checks.rule import Context, Rule
from docket.problems import Problem


def check(context: Context) -> Iterator[Problem]:
    """A problem for every source that nothing cites. Reference kinds are left out: their sources stand for the whole record."""
    for record in context.library:
        if record.kind.reference:
            continue
        used = {cited for _, cited in citations(record)}
        for index, source in enumerate(record.part("sources")):
            if source["id"] not in used:
                yield Problem(
                    "sources/used", f"nothing cites the source '{source['id']}'", record.file, ("sources", index, "id"), "Cite it beside a fact that stands in it, or remove it."
                )


RULE = Rule(
    code="sources/used",
    reason="A source that no fact names cannot be checked against anything, and readers take it for support it does not give.",
    wrong="a source abc7 that nothing cites",
    right="sources: [abc7] beside the fact that stands in it",
    check=check,
)
