"""No two sources of a record share an id."""

from __future__ import annotations

from collections.abc import Iterator

from docket.checks.rule import Context, Rule
from docket.problems import Problem


def check(context: Context) -> Iterator[Problem]:
    """A problem for every source whose id, or whose address, an earlier source of the record has."""
    for record in context.library:
        ids: dict[str, int] = {}
        urls: dict[str, str] = {}
        for index, source in enumerate(record.part("sources")):
            if source["id"] in ids:
                yield Problem("sources/unique-id", f"the source id '{source['id']}' stands twice", record.file, ("sources", index, "id"), "Give each source its own id.")
            if source["url"] in urls:
                yield Problem(
                    "sources/unique-id",
                    f"the address is that of the source '{urls[source['url']]}' again",
                    record.file,
                    ("sources", index, "url"),
                    f"Cite '{urls[source['url']]}' instead.",
                )
            ids.setdefault(source["id"], index)
            urls.setdefault(source["url"], source["id"])


RULE = Rule(
    code="sources/unique-id",
    reason="A citation must lead to one source.",
    wrong="two sources with id: abc7",
    right="id: abc7 and id: abc7-video",
    check=check,
)
