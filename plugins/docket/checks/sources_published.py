"""A source was published before it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docket import dates
from docket.checks.rule import Context, Rule
from docket.problems import Problem


def check(context: Context) -> Iterator[Problem]:
    """A problem for every source published wholly after the day it was seen, or seen after today."""
    for record in context.library:
        for index, source in enumerate(record.part("sources")):
            seen = date.fromisoformat(source["seen"])
            published = dates.parse(source["published"]).earliest if "published" in source else None
            if published and published > seen:
                yield Problem("sources/published", f"published on {published}, but seen on {seen}", record.file, ("sources", index, "published"), "Correct one of the two dates.")
            if context.today and seen > context.today:
                yield Problem(
                    "sources/published", f"seen on {seen}, which is still to come", record.file, ("sources", index, "seen"), "Write the day on which the source was read."
                )


RULE = Rule(
    code="sources/published",
    reason="A source read before it was published has one of its two dates wrong.",
    wrong="published: 2026-12-01, seen: 2026-11-23",
    right="published: 2025-12-01, seen: 2026-11-23",
    check=check,
)
