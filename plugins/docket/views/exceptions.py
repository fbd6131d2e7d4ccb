"""List the exceptions: which records are excepted from which rules, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.lint.approvals import Approvals
from docket.lint.exceptions import has_exceptions
from docket.lint.rules import RULES
from docket.model.record import Library
from docket.views.card import Card


class ExceptionView(NamedTuple):
    """An exception for display: the record's card, and the rule's code and title.

    `about` quotes the words that it covers (empty: all of the record), `reason` is the record's
    reason, and `approved` the owner's if the rule is protected (empty otherwise).
    """

    card: Card
    rule: str
    title: str
    about: str
    reason: str
    approved: str


def exception_views(
    library: Library, cards: Mapping[str, Card], approvals: Approvals
) -> tuple[ExceptionView, ...]:
    """Return every exception of a library in the order of its records."""
    titles = {rule.code: rule.title for rule in RULES}
    views = []
    for record in filter(has_exceptions, library):
        for found in record.data["exceptions"]:
            rule, about = found["rule"], found.get("about", "")
            approval = approvals.find(record.id, rule, about)
            reason = approval.reason if approval else ""
            title = titles.get(rule, "")
            card = cards[record.id]
            views.append(ExceptionView(card, rule, title, about, found["reason"], reason))
    return tuple(views)


def protected_rules() -> tuple[tuple[str, str], ...]:
    """Return code and title of the rules from which only the owner can except a record."""
    return tuple((rule.code, rule.title) for rule in RULES if rule.protected)
