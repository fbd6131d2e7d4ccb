"""Find what bears on a record's status beside its own steps: orders of courts and other acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docket.model.kind_options import EffectRule
from docket.model.record import Library, Record
from docket.model.references import Links
from docket.status.order_state import BINDING, ENDED, Life, LifeSpan
from docket.status.orders import Cause, Effect, make_cause, make_effect
from docket.status.own import own_stretches
from docket.status.sweep import Day, Window, at, window


class Bearing(NamedTuple):
    """An order or an act that bears on a record: the id of the record that has it (`by`), the id of
    the order (empty: an act), its step, its effect, the rule for that, and its life."""

    by: str
    order: str
    cause: Cause
    effect: Effect
    rule: EffectRule
    spans: tuple[LifeSpan, ...]

    def on(self, day: Day) -> LifeSpan | None:
        """Return the span of its life that covers a day; None before it began."""
        return at(self.spans, day)


def bearings(
    record: Record, library: Library, links: Links, lives: Mapping[str, tuple[Life, ...]]
) -> tuple[Bearing, ...]:
    """Return everything that bears on a record, earliest first. `lives` are those of the orders of
    each record. An effect without a status (upholds) changes nothing, so it does not bear."""
    found = [*_orders(record, record.id, lives), *_acts(record, record)]
    for name in links.sources(record.id, "effects"):
        if name != record.id:
            found += _orders(record, name, lives)
            found += _acts(record, library[name])
    return tuple(sorted(found, key=_key))


def _key(bearing: Bearing) -> tuple[Day, str, str, tuple[str, ...]]:
    """Return the sort key of a bearing, which does not depend on the order of files and steps."""
    effect = bearing.effect
    return (bearing.spans[0].begin, bearing.by, bearing.order, (effect.effect, *effect.provisions))


def _orders(
    record: Record, source: str, lives: Mapping[str, tuple[Life, ...]]
) -> Iterator[Bearing]:
    """Yield the orders of the record `source` that bear on a record."""
    for life in lives.get(source, ()):
        order = life.order
        for effect in order.effects:
            rule = record.kind.effects.get(effect.effect)
            if effect.record == record.id and rule and rule.status and life.spans:
                yield Bearing(source, order.id, order.cause, effect, rule, life.spans)


def _acts(record: Record, source: Record) -> Iterator[Bearing]:
    """Yield the acts of another record's steps that bear on a record, such as a repeal."""
    for index, step in enumerate(source.part("steps")):
        for written in step.get("effects", ()):
            effect = make_effect(written)
            rule = record.kind.effects.get(effect.effect)
            if effect.record == record.id and rule and rule.status:
                cause = make_cause(source, index)
                when, lasts = window(step["date"]), rule.status in record.kind.over
                over = None if lasts or source.id == record.id else _over(source, when)
                spans = tuple(_act_spans(when, over, effect, cause))
                yield Bearing(source.id, "", cause, effect, rule, spans)


def _over(source: Record, when: Window) -> Window | None:
    """Return when a record is over by its own steps, after a day; None if it is not. What it
    overrides or suspends is then free again; what it repealed does not come back."""
    ends = [
        (stretch.begin, all(state.whole.shown[0] in source.kind.over for state in stretch.states))
        for stretch in own_stretches(source)
        if stretch.begin > when.first
        and any(state.whole.shown[0] in source.kind.over for state in stretch.states)
    ]
    sure = next((begin for begin, certain in ends if certain), None)
    return Window(ends[0][0], sure) if ends else None


def _act_spans(
    when: Window, over: Window | None, effect: Effect, cause: Cause
) -> Iterator[LifeSpan]:
    """Yield the life of an act: possibly in effect from the first day that its date allows,
    certainly from the last, until what acts is over."""
    rest = ("", effect.scope, (), "", "", cause)
    if when.first != when.last:
        yield LifeSpan(when.first, when.last, BINDING, False, *rest)
    if when.last is not None and (over is None or when.last < over.first):
        yield LifeSpan(when.last, over and over.first, BINDING, True, *rest)
    if over and over.first != over.last:
        yield LifeSpan(over.first, over.last, BINDING, False, *rest)
    if over and over.last is not None:
        yield LifeSpan(over.last, None, ENDED, True, *rest)
