"""A quote is short."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem

LONGEST = 40
MARKS = tuple('"“”')


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every quote of more than LONGEST words, and for one in quotation marks,
    which the page adds itself."""
    for record in context.records:
        for entry, statement in entries(record, "statements"):
            quote = statement.get("quote", "")
            words = len(quote.split())
            path = (*entry, "quote")
            if words > LONGEST:
                yield Problem(
                    "quotes/length",
                    f"the quote has {words} words",
                    record.file,
                    path,
                    f"Keep at most {LONGEST}; show a cut with …",
                )
            if quote[:1] in MARKS and quote[-1:] in MARKS:
                yield Problem(
                    "quotes/length",
                    "the quote stands in quotation marks",
                    record.file,
                    path,
                    "Leave them out; the page adds them.",
                )


RULE = Rule(
    code="quotes/length",
    title="A quote is short",
    reason=(
        "A short quote is fair use and keeps the record a record; longer words "
        "belong in the source."
    ),
    wrong="a quote of 60 words",
    right="at most 40 words, cuts shown with an ellipsis",
    check=check,
    reach=ALONE,
)
