"""An order that is not for good ends with its case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docket.lint.rules.orders import (
    ACTS,
    ORDER,
    Upon,
    WrittenOrder,
    acts,
    case_of,
    orders,
    upon,
    wholly_before,
)
from docket.lint.rules.parts import entries
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.record import Data, Record
from docket.status.order_events import ENDS
from docket.status.orders import is_lasting

ALLOWED = frozenset((*ENDS, "stays"))
"""The acts that a court above may still do to an order whose case is over below."""
SURVIVES = (
    "write survives: true in the order if a source says that it goes on, or add the step that took "
    "the case up again."
)
HINT = SURVIVES[0].upper() + SURVIVES[1:]


class End(NamedTuple):
    """A step that ends a case, by its date and code, and its position among the kind's steps."""

    date: str
    step: str
    rank: int


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every order that is not for good and that begins, lapses or is acted upon
    after its case is over."""
    for record in context.records:
        own = list(orders(record))
        if own and _ends(record):
            known = upon(context, record)
            for order in own:
                if not _lasting(record, order, known):
                    yield from _days(record, order, known)
        if any(ACTS in step for _, step in entries(record, "steps")):
            yield from _acts(context, record)


def _days(record: Record, order: WrittenOrder, known: Upon) -> Iterator[Problem]:
    """Yield the problem of an order that begins or lapses after its case is over."""
    begun_after = _over(record, order.begins)
    if begun_after:
        made_after = _over(record, order.step["date"])
        path = order.path if made_after else (*order.path, "from")
        fact = f"an order from {order.begins} {_since(begun_after)}"
        yield Problem("orders/case-over", fact, record.file, path, HINT, at_key=bool(made_after))
    until = order.order.get("until")
    over = _over(record, until) if until and not begun_after else None
    if over and not _ended(order, known, over):
        fact = f"the order lapses on {until} {_since(over)}"
        hint = f"Remove until, since the order ended with its case. Otherwise: {SURVIVES}"
        yield Problem("orders/case-over", fact, record.file, (*order.path, "until"), hint)


def _acts(context: Context, record: Record) -> Iterator[Problem]:
    """Yield the problems of a record's acts upon orders whose case is over."""
    for act in acts(record):
        case = case_of(context, act)
        over = _over(case, act.begins) if case and act.act["act"] not in ALLOWED else None
        if case is None or over is None:
            continue
        known = upon(context, case)
        order = known.orders.get(act.act[ORDER])
        if order and not _lasting(case, order, known) and not _over(case, order.step["date"]):
            fact = f"'{act.act['act']}' is done to '{act.act[ORDER]}' {_since(over)}"
            yield Problem("orders/case-over", fact, record.file, (*act.path, "act"), HINT)


def _since(over: End) -> str:
    return f"although its case was over ('{over.step}' on {over.date})"


def _lasting(record: Record, order: WrittenOrder, known: Upon) -> bool:
    """Return whether an order goes on when its case is over."""
    name = order.step.get("id")
    return is_lasting(record, order.step) or any(
        one.act["act"] == "makes-permanent" and one.act[ORDER] == name for one in known.acts
    )


def _ended(order: WrittenOrder, known: Upon, over: End) -> bool:
    """Return whether a step ended an order not after its case was over."""
    name = order.step.get("id")
    ending = (one for one in known.acts if one.act[ORDER] == name and one.act["act"] in ENDS)
    return any(not wholly_before(over.date, one.begins) for one in ending)


def _over(record: Record, day: str) -> End | None:
    """Return the step that ended a case wholly before a date, unless one took it up again by
    then."""
    for end in _ends(record):
        if wholly_before(end.date, day) and not _taken_up(record, end, day):
            return end
    return None


def _ends(record: Record) -> list[End]:
    """Return the steps that end a record's matter (x-steps, closes), as far as they happened."""
    return [
        End(step["date"], step["step"], _rank(record, step))
        for _, step in entries(record, "steps")
        if (rule := record.kind.steps.get(step["step"])) and rule.closes and not step.get("planned")
    ]


def _taken_up(record: Record, end: End, day: str) -> bool:
    """Return whether a step that gives a status that is not over may have come after an end and by
    a date. Of steps that may be of one day the kind's schema gives the order."""
    for _, step in entries(record, "steps"):
        rule = record.kind.steps.get(step["step"])
        if rule and rule.status and rule.status not in record.kind.over:
            if wholly_before(end.date, step["date"]):
                after = True
            else:
                overlap = not wholly_before(step["date"], end.date)
                after = overlap and _rank(record, step) > end.rank
            if after and not wholly_before(day, step["date"]):
                return True
    return False


def _rank(record: Record, step: Data) -> int:
    """Return the position of a step among those of its kind's schema."""
    ranks = record.kind.step_ranks
    return ranks.get(step["step"], len(ranks))


RULE = Rule(
    code="orders/case-over",
    title="An order that is not for good ends with its case",
    reason=(
        "When a case is dismissed, withdrawn, settled or decided, its restraining orders and "
        "preliminary injunctions end with it; one that seems to go on is a slip, or a source says "
        "that it survives."
    ),
    wrong="withdrawn on 2025-05-01, and an order until 2025-06-01",
    right="withdrawn on 2025-05-01, and an order: {until: 2025-06-01, survives: true}",
    check=check,
    reach=NEAR,
)
