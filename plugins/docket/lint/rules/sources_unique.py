"""No two sources of a record share an id."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every source whose id or address an earlier source of the record has."""
    for record in context.records:
        ids: set[str] = set()
        urls: dict[str, str] = {}
        for path, source in entries(record, "sources"):
            if source["id"] in ids:
                fact = f"the source id '{source['id']}' stands twice"
                yield Problem(
                    "sources/unique-id",
                    fact,
                    record.file,
                    (*path, "id"),
                    "Give each source its own id.",
                )
            if source["url"] in urls:
                first = urls[source["url"]]
                yield Problem(
                    "sources/unique-id",
                    f"this is the address of the source '{first}' again",
                    record.file,
                    (*path, "url"),
                    f"Cite '{first}' instead.",
                )
            ids.add(source["id"])
            urls.setdefault(source["url"], source["id"])


RULE = Rule(
    code="sources/unique-id",
    title="No two sources of a record share an id",
    reason="A citation must lead to one source.",
    wrong="two sources with id: abc7",
    right="id: abc7 and id: abc7-video",
    check=check,
    reach=ALONE,
)
