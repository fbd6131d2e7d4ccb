"""Explanations: what every code of a problem means, why it is asked for, and what is wrong and
right."""

from __future__ import annotations

from collections.abc import Mapping

from docket.lint.explanations.explanation import Explanation
from docket.lint.explanations.files import FILES
from docket.lint.explanations.records import RECORDS
from docket.lint.rules import RULES


def explain(code: str) -> Explanation | None:
    """The explanation of a code, or None for a code that no problem has."""
    return EXPLANATIONS.get(code)


def all_codes() -> tuple[str, ...]:
    """Every code a problem can have, in order."""
    return tuple(sorted(EXPLANATIONS))


EXPLANATIONS: Mapping[str, Explanation] = {
    **{one.code: one for one in (*FILES, *RECORDS)},
    **{
        rule.code: Explanation(rule.code, rule.title, rule.reason, rule.wrong, rule.right)
        for rule in RULES
    },
}
