"""Every source of a record is cited in it."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.text import nearest


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every source that nothing cites, not even by a misspelt id. Reference
    kinds are left out, since their sources support the whole record."""
    for record in context.records:
        if record.kind.reference:
            continue
        known = [source["id"] for source in record.part("sources")]
        used = {
            cited if cited in known else nearest(cited, known) for cited in context.cited(record)
        }
        for path, source in entries(record, "sources"):
            if source["id"] not in used:
                hint = "Cite it beside a fact that stands in it, or remove it."
                yield Problem(
                    "sources/used",
                    f"nothing cites the source '{source['id']}'",
                    record.file,
                    (*path, "id"),
                    hint,
                )


RULE = Rule(
    code="sources/used",
    title="Every source of a record is cited in it",
    reason=(
        "A source that no fact names cannot be checked against anything, and "
        "readers take it for support it does not give."
    ),
    wrong="a source abc7 that nothing cites",
    right="sources: [abc7] beside the fact that stands in it",
    check=check,
    reach=ALONE,
)
