"""A source was published before it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model import edtf
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every source that was published after the day on which it was seen, or
    seen after today."""
    for record in context.records:
        for path, source in entries(record, "sources"):
            seen = date.fromisoformat(source["seen"])
            published = edtf.parse(source["published"]).earliest if "published" in source else None
            if published and published > seen:
                fact = f"published on {published}, but seen on {seen}"
                yield Problem(
                    "sources/published",
                    fact,
                    record.file,
                    (*path, "published"),
                    "Correct one of the two dates.",
                )
            if context.today and seen > context.today:
                fact = f"seen on {seen}, which is still to come"
                yield Problem(
                    "sources/published",
                    fact,
                    record.file,
                    (*path, "seen"),
                    "Write the day on which the source was read.",
                )


RULE = Rule(
    code="sources/published",
    title="A source was published before it was read",
    reason="A source read before it was published has one of its two dates wrong.",
    wrong="published: 2026-12-01, seen: 2026-11-23",
    right="published: 2025-12-01, seen: 2026-11-23",
    check=check,
    reach=ALONE,
)
