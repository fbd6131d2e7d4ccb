"""No two records share an id, of whatever kind."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import Context, Rule
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every record whose id another record has."""
    for double in context.library.doubles:
        first = context.library.by_id[double.id]
        yield Problem(
            "id/unique",
            f"the id '{double.id}' is taken by {first.file}",
            double.file,
            ("id",),
            "Choose another id and rename the file.",
        )


RULE = Rule(
    code="id/unique",
    title="No two records share an id, of whatever kind",
    reason="Relations name records by id alone, so an id must mean one record over all kinds.",
    wrong="data/directives/ca/x.yaml and data/events/ca/x.yaml",
    right="two files with different names",
    check=check,
)
