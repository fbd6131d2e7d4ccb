"""Every citation names a source of the same record."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.citations import citations
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.text import did_you_mean


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every cited id that no source of the record has."""
    for record in context.records:
        known = [source["id"] for source in record.part("sources")]
        for path, cited in citations(record) if not context.cited(record).issubset(known) else ():
            if cited not in known:
                hint = (
                    did_you_mean(cited, known) or f"The sources are {', '.join(known) or 'none'}."
                )
                yield Problem(
                    "sources/cited", f"the record has no source '{cited}'", record.file, path, hint
                )


RULE = Rule(
    code="sources/cited",
    title="Every citation names a source of the same record",
    reason="Every fact has a source that a reader can open.",
    wrong="sources: [abc]  while the list has abc7",
    right="sources: [abc7]",
    check=check,
    reach=ALONE,
)
