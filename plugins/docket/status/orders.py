"""Read the court orders of a record, and what later steps do to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docket.model.diagnostics import Path
from docket.model.record import Library, Record
from docket.model.references import Links
from docket.status.sweep import Window, window

DECREE = "decree"
"""The kind of order that goes on when its case is over."""
PLAIN = "order"
"""The rule for a step whose kind has none."""


class Cause(NamedTuple):
    """The step of a record that something is based on.

    `record` and `path` say where the step is written; `date` is its date (EDTF), `step` its code,
    `text` its words or else its label. `rule` says why the schema gave it another status than usual
    (empty: it did not). `cites` has the numbers of its sources in that record, and `court` is the
    id of the court that took it (empty: none).
    """

    record: str
    path: Path
    date: str
    step: str
    text: str
    rule: str = ""
    cites: tuple[int, ...] = ()
    court: str = ""


class Effect(NamedTuple):
    """What an order or an act does to a record: the record's id, the code of the effect, the ids of
    the provisions that it bears on (empty: all) and its scope in words."""

    record: str
    effect: str
    provisions: tuple[str, ...]
    scope: str


class Order(NamedTuple):
    """An order of a court as it was made.

    `id` is that of its step, `step` the position of that. `made` and `begins` are the windows of
    its making and of the day from which it binds, `ends` that of its own end (None: it sets none).
    It reaches `places` (ids) and `persons` (words); both are empty where no reach is written. An
    order that is `lasting` goes on when its case is over.
    """

    id: str
    record: str
    step: int
    kind: str
    cause: Cause
    made: Window
    begins: Window
    ends: Window | None
    lapses: tuple[int, int] | None
    lasting: bool
    scope: str
    places: tuple[str, ...]
    persons: str
    effects: tuple[Effect, ...]


class Act(NamedTuple):
    """What a step does to an earlier order, or to what an earlier step did to one.

    `id` is that of the act's own step, `target` that of the step acted upon, and `act` the code.
    `when` is its window and `until` that of its end (None: open). `scope`, `places` and `persons`
    are what it changes, and `because` a reason in words.
    """

    id: str
    target: str
    act: str
    when: Window
    until: Window | None
    scope: str
    places: tuple[str, ...]
    persons: str
    because: str
    cause: Cause


def step_id(step: Mapping[str, Any], index: int) -> str:
    """Return the id of a step, or a name for one without."""
    return step.get("id") or f"step-{index + 1}"


def make_cause(record: Record, index: int, rule: str = "") -> Cause:
    """Return a step of a record, by its position, as a cause."""
    step = record.part("steps")[index]
    cites = record.cites(step.get("sources", ()))
    text = step.get("text") or record.kind.term(step["step"], "steps", "*", "step")
    court = step.get("court", "")
    return Cause(record.id, ("steps", index), step["date"], step["step"], text, rule, cites, court)


def orders_of(record: Record) -> tuple[Order, ...]:
    """Return the orders of a record, in the order written."""
    steps = enumerate(record.part("steps"))
    return tuple(_order(record, index, step) for index, step in steps if "order" in step)


def _order(record: Record, index: int, step: Mapping[str, Any]) -> Order:
    """Return the order that a step makes."""
    data, kind = step["order"], order_kind(record, step)
    made = window(step["date"])
    reach = data.get("reach", {})
    return Order(
        id=step_id(step, index),
        record=record.id,
        step=index,
        kind=kind,
        cause=make_cause(record, index),
        made=made,
        begins=window(data["from"]) if "from" in data else made,
        ends=window(data["until"]) if "until" in data else None,
        lapses=None if data.get("permanent") else lapses(record, kind),
        lasting=is_lasting(record, step),
        scope=data.get("scope", ""),
        places=tuple(reach.get("places", ())),
        persons=reach.get("persons", ""),
        effects=tuple(_effects(record, data)),
    )


def order_kind(record: Record, step: Mapping[str, Any]) -> str:
    """Return the kind of the order that a step makes: as written, or else as the rule of the step
    has it."""
    rule = record.kind.steps.get(step["step"])
    usual = (rule and rule.order) or PLAIN
    return str(step["order"].get("kind", usual))


def is_lasting(record: Record, step: Mapping[str, Any]) -> bool:
    """Return whether the order that a step makes goes on when its case is over."""
    order, rule = step["order"], record.kind.steps.get(step["step"])
    return bool(
        order.get("permanent")
        or order.get("survives")
        or order_kind(record, step) == DECREE
        or (rule and rule.closes)
    )


def lapses(record: Record, kind: str) -> tuple[int, int] | None:
    """Return after how many days an order of this kind lapses by rule (`x-lapses`), certainly not
    before the first and certainly by the second; None where it does not."""
    by_kind = record.kind.property("steps", "*", "order", "kind").get("x-lapses", {})
    return tuple(by_kind[kind]) if kind in by_kind else None


def _effects(record: Record, order: Mapping[str, Any]) -> Iterator[Effect]:
    """Yield the effects of an order. One without any, in a record that orders can limit, bears on
    that record itself."""
    for effect in order.get("effects", ()):
        yield make_effect(effect, order.get("scope", ""))
    if not order.get("effects"):
        own = (code for code, rule in record.kind.effects.items() if rule.own)
        yield from (Effect(record.id, code, (), order.get("scope", "")) for code in own)


def make_effect(effect: Mapping[str, Any], scope: str = "") -> Effect:
    """Return an effect as written; `scope` is used where it says none of its own."""
    provisions = tuple(effect.get("provisions", ()))
    return Effect(effect["record"], effect["effect"], provisions, effect.get("scope", scope))


def acts_upon(record: Record, library: Library, links: Links) -> list[Act]:
    """Return every act upon the orders of a record: those of its own steps, and those in cases
    above it, which name it."""
    found = [act for _, act in _acts(record, record.id)]
    for name in sorted(links.sources(record.id, "acts")):
        above = library[name]
        found += [act for target, act in _acts(above, above.id) if target == record.id]
    return found


def _acts(record: Record, default: str) -> Iterator[tuple[str, Act]]:
    """Yield the acts of a record's steps, each with the id of the record that it acts in."""
    for index, step in enumerate(record.part("steps")):
        for act in step.get("acts", ()):
            yield (
                act.get("record", default),
                Act(
                    id=step_id(step, index),
                    target=act["order"],
                    act=act["act"],
                    when=window(act.get("from", step["date"])),
                    until=window(act["until"]) if "until" in act else None,
                    scope=act.get("scope", ""),
                    places=tuple(act.get("places", ())),
                    persons=act.get("persons", ""),
                    because=act.get("because", ""),
                    cause=make_cause(record, index),
                ),
            )
