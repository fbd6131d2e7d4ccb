"""Look up what a code means: why it exists, and what is wrong and right."""

from __future__ import annotations

from collections.abc import Mapping

from docket.lint.explanations.explanation import Explanation
from docket.lint.explanations.files import FILES
from docket.lint.explanations.records import RECORDS
from docket.lint.rules import RULES


def explain(code: str) -> Explanation | None:
    """Return the explanation of a code; None for a code that no problem has."""
    return EXPLANATIONS.get(code)


def all_codes() -> tuple[str, ...]:
    """Return every code that a problem can have, sorted."""
    return tuple(sorted(EXPLANATIONS))


EXPLANATIONS: Mapping[str, Explanation] = {
    **{one.code: one for one in (*FILES, *RECORDS)},
    **{
        rule.code: Explanation(rule.code, rule.title, rule.reason, rule.wrong, rule.right)
        for rule in RULES
    },
}
