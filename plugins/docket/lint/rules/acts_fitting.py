"""An act can be done to what it acts upon."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.orders import (
    ORDER,
    Upon,
    WrittenAct,
    acts,
    case_of,
    upon,
    wholly_before,
)
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Problem
from docket.status.order_events import EXTENDS, STAYS, UNDOES
from docket.status.orders import lapses
from docket.status.sweep import window

LIFTS_STAY, AFFIRMS, MAKES_PERMANENT = "lifts-stay", "affirms", "makes-permanent"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every act that lifts a stay where there is none, extends an order that
    has no end, or acts upon a stay or an end without undoing it."""
    for record in context.records:
        for act in acts(record):
            case = case_of(context, act)
            if case is not None:
                known = upon(context, case)
                yield from _faults(act, known)


def _faults(act: WrittenAct, known: Upon) -> Iterator[Problem]:
    """Yield the problems of one act; none where what it acts upon is not known."""
    name, code = act.act[ORDER], act.act["act"]
    if name in known.orders and code == EXTENDS:
        yield from _extension(act, known)
    elif code == MAKES_PERMANENT and name in known.orders:
        if lapses(known.case, known.orders[name].kind):
            fact = f"'{name}' is of a kind that lapses by rule, so it cannot be made permanent"
            hint = "Write the permanent order as an order of its own, in this step."
            yield _problem(act, "act", fact, hint)
    elif code == LIFTS_STAY and name in {**known.orders, **known.holds}:
        if not _is_stayed(act, known):
            fact = f"no step before this one stays '{name}'"
            hint = "Write lifts to end the order itself, or add the act that stayed it."
            yield _problem(act, "act", fact, hint)
    elif name in known.holds and code == EXTENDS and name not in known.orders:
        if not any("until" in one.act for one in known.holds[name]):
            fact = f"'{name}' has no end that could be put off"
            hint = f"Add until to the act in '{name}'."
            yield _problem(act, ORDER, fact, hint)
    elif name in known.holds and name not in known.orders and code not in (*UNDOES, AFFIRMS):
        orders = ", ".join(one.act[ORDER] for one in known.holds[name])
        fact = f"'{code}' cannot be done to '{name}', which is itself an act upon {orders}"
        hint = f"Name the order ({orders}), or choose one of {', '.join(sorted(UNDOES))}."
        yield _problem(act, "act", fact, hint)


def _is_stayed(act: WrittenAct, known: Upon) -> bool:
    """Return whether the target of an act may have been stayed by then: it is a stay itself, or an
    order with a stay."""
    name = act.act[ORDER]
    stays = [*known.holds.get(name, ()), *(one for one in known.acts if one.act[ORDER] == name)]
    return any(
        one.act["act"] in STAYS and not wholly_before(act.begins, one.step["date"]) for one in stays
    )


def _extension(act: WrittenAct, known: Upon) -> Iterator[Problem]:
    """Yield what is wrong with an act that extends an order."""
    order = known.orders[act.act[ORDER]]
    if "until" in act.act:
        last = window(act.act["until"]).last
        if last is not None and last <= window(act.begins).first:
            fact = f"the extension of {act.begins} ends on {act.act['until']}"
            hint = "Correct until: the first day after the act on which the order no longer binds."
            yield _problem(act, "until", fact, hint)
    elif not lapses(known.case, order.kind):
        fact = "an extension says until when"
        hint = "Add until: the first day on which the order no longer binds."
        yield _problem(act, "act", fact, hint)
    if "until" not in order.order and not lapses(known.case, order.kind):
        name = act.act[ORDER]
        fact = f"'{name}' has no end that could be put off"
        hint = f"Add until to the order '{name}', or write extends-reach or affirms."
        yield _problem(act, ORDER, fact, hint)


def _problem(act: WrittenAct, key: str, fact: str, hint: str) -> Problem:
    return Problem("acts/fitting", fact, act.record.file, (*act.path, key), hint)


RULE = Rule(
    code="acts/fitting",
    title="An act can be done to what it acts upon",
    reason=(
        "A stay that was never ordered cannot be lifted, and an order without an end cannot be "
        "extended; such acts are slips, or a step is missing."
    ),
    wrong="acts: [{order: injunction, act: lifts-stay}] without a stay",
    right="acts: [{order: injunction, act: lifts}]",
    check=check,
    reach=NEAR,
)
