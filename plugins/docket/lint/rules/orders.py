"""Read the orders, acts and effects of a record with their exact paths, for rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docket.lint.rules.parts import entries
from docket.lint.rules.rule import Context
from docket.model.diagnostics import Path
from docket.model.record import Data, Record
from docket.status.order_events import ENDS, REACH, STAYS, UNDOES
from docket.status.orders import order_kind
from docket.status.sweep import window

ORDER, ACTS, EFFECTS = "order", "acts", "effects"


class WrittenOrder(NamedTuple):
    """An order, the step that makes it, the path of the order, and its kind."""

    path: Path
    step: Data
    order: Data
    kind: str

    @property
    def begins(self) -> str:
        """Return the date from which it binds."""
        return str(self.order.get("from", self.step["date"]))


class WrittenAct(NamedTuple):
    """An act upon an order, the step that does it, and the record and path where it is written."""

    record: Record
    path: Path
    step: Data
    act: Data

    @property
    def begins(self) -> str:
        """Return the date from which it counts."""
        return str(self.act.get("from", self.step["date"]))


class Upon(NamedTuple):
    """What can be acted upon in a case: its orders, and the stays and ends of them, by the ids of
    their steps."""

    case: Record
    orders: dict[str, WrittenOrder]
    holds: dict[str, list[WrittenAct]]
    acts: list[WrittenAct]

    def dated(self, name: str) -> str:
        """Return the date of the step with this id, which is one of those here."""
        found = self.orders.get(name)
        return str((found.step if found else self.holds[name][0].step)["date"])


def orders(record: Record) -> Iterator[WrittenOrder]:
    """Yield the orders of a record."""
    for path, step in entries(record, "steps"):
        if ORDER in step:
            yield WrittenOrder((*path, ORDER), step, step[ORDER], order_kind(record, step))


def acts(record: Record) -> Iterator[WrittenAct]:
    """Yield the acts upon orders that the steps of a record do."""
    for path, step in entries(record, "steps"):
        for index, act in enumerate(step.get(ACTS, ())):
            yield WrittenAct(record, (*path, ACTS, index), step, act)


def effects(record: Record) -> Iterator[tuple[Path, Data, Data]]:
    """Yield the effects that steps have on other records, by themselves and by their orders: the
    path, the step and the effect."""
    for path, step in entries(record, "steps"):
        written = [((*path, EFFECTS), step.get(EFFECTS, ()))]
        written.append(((*path, ORDER, EFFECTS), step.get(ORDER, {}).get(EFFECTS, ())))
        for place, found in written:
            yield from (((*place, index), step, effect) for index, effect in enumerate(found))


def case_of(context: Context, act: WrittenAct) -> Record | None:
    """Return the case whose order is acted upon; None where there is no such record."""
    name = act.act.get("record")
    return context.library.get(name) if name else act.record


def upon(context: Context, case: Record) -> Upon:
    """Return what can be acted upon in a case: orders; acts that stay, end or extend the reach of
    an order; and acts that undo such an act. Nothing can act upon an act further removed."""
    made = {order.step["id"]: order for order in orders(case) if "id" in order.step}
    done = [act for act in acts(case) if act.act.get("record", case.id) == case.id]
    for name in context.links.sources(case.id, ACTS):
        if name != case.id:
            found = acts(context.library[name])
            done += [act for act in found if act.act.get("record") == case.id]
    holds: dict[str, list[WrittenAct]] = {}
    upon_orders = {*STAYS, *ENDS, REACH}
    for act in done:
        if act.act["order"] in made and act.act["act"] in upon_orders and "id" in act.step:
            holds.setdefault(act.step["id"], []).append(act)
    first = frozenset(holds)
    for act in done:
        if act.act["order"] in first and act.act["act"] in UNDOES and "id" in act.step:
            holds.setdefault(act.step["id"], []).append(act)
    return Upon(case, made, holds, done)


def wholly_before(one: str, other: str) -> bool:
    """Return whether every day that a date allows comes before every day of another."""
    last = window(one).last
    return last is not None and last < window(other).first
