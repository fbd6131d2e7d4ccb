"""Cut a record's time into tiles in which neither its own steps nor what bears on it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docket.model.record import Record
from docket.status.bearings import Bearing
from docket.status.combine import Answer, Combiner
from docket.status.order_state import IN_PART, Life, LifeSpan
from docket.status.orders import DECREE, Cause
from docket.status.own import OwnState, initial
from docket.status.spans import Ground
from docket.status.sweep import Day, Stretch, at

DECREE_IN_EFFECT = "decree-in-effect"
"""The qualifier of a status while a decree of the record itself is in effect."""
OWN = ()
"""The key of the record's own step among the latest."""


class Tile(NamedTuple):
    """A stretch in which nothing changes: every status that the dates allow, the answer to show,
    the qualifiers and detail of the status, the grounds, and the steps that brought the record and
    what bears on it to where they are, with the state of what bears (by record, order and effect;
    the record itself: empty)."""

    begin: Day
    before: Day | None
    shown: Answer
    possible: frozenset[str]
    also: tuple[str, ...]
    detail: str
    grounds: tuple[Ground, ...]
    latest: Mapping[tuple[str, ...], tuple[Cause | None, str]]

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """Return what tiles of one span have in common."""
        return (self.shown.status, self.also, self.detail)

    @property
    def certain(self) -> bool:
        """Return whether the dates allow one status only."""
        return len(self.possible) == 1


def tiles(
    record: Record,
    own: Sequence[Stretch[OwnState]],
    bearing: Sequence[Bearing],
    lives: Sequence[Life],
) -> Iterator[Tile]:
    """Yield the tiles of a record in order, from the first step that begins a status on; from the
    first order on where none does. An order may be older than what it bears on."""
    begins = any(state.begun for stretch in own for state in stretch.states)
    combiner, start = Combiner(record, begins), (initial(record),)
    decrees = [life for life in lives if life.order.kind == DECREE]
    lives_of_all = [one.spans for one in bearing] + [life.spans for life in decrees]
    days = sorted(_edges(own, lives_of_all))
    for number, day in enumerate(days):
        stretch = at(own, day)
        states = stretch.states if stretch else start
        if begins and not any(state.begun for state in states):
            continue
        tile = _tile(
            combiner,
            states,
            [(one, span) for one in bearing if (span := one.on(day))],
        )
        before = days[number + 1] if number + 1 < len(days) else None
        binding = any(span.binds for life in decrees if (span := life.on(day)))
        also = (*tile.also, DECREE_IN_EFFECT) if binding else tile.also
        yield tile._replace(begin=day, before=before, also=also)


def _edges(own: Sequence[Stretch[OwnState]], lives: Sequence[Sequence[LifeSpan]]) -> set[Day]:
    """Return the days on which something changes."""
    return {stretch.begin for stretch in own} | {span.begin for spans in lives for span in spans}


def _tile(
    combiner: Combiner,
    states: Sequence[OwnState],
    bearing: Sequence[tuple[Bearing, LifeSpan]],
) -> Tile:
    """Return a tile without its days. What may be in effect is combined with every state that the
    record may be in, once with and once without what is not certain."""
    binding = [(one, span) for one, span in bearing if span.binds]
    certain = [_as_it_is(one, span) for one, span in binding if span.certain]
    possible = [_as_it_is(one, span) for one, span in binding]
    chosen = (certain, possible) if len(certain) < len(possible) else (possible,)
    answers = [combiner.answer(state, bearing_then) for state in states for bearing_then in chosen]
    shown = max(reversed(answers), key=lambda answer: combiner.likely(answer.status))
    latest: dict[tuple[str, ...], tuple[Cause | None, str]] = {OWN: (states[-1].last, "")}
    latest |= {_key(one): (span.cause, span.state) for one, span in bearing}
    return Tile(
        begin="",
        before=None,
        shown=shown,
        possible=frozenset(answer.status for answer in answers),
        also=tuple(sorted(frozenset.intersection(*(state.also for state in states)))),
        detail=states[-1].detail,
        grounds=tuple(_ground(one, span) for one, span in binding),
        latest=latest,
    )


def _as_it_is(bearing: Bearing, span: LifeSpan) -> Bearing:
    """Return what bears as it does then: an order in effect in part bears on a part alone."""
    if span.state != IN_PART:
        return bearing
    effect = bearing.effect
    scope = span.scope or effect.scope or IN_PART
    rule = bearing.rule._replace(partial=True)
    return bearing._replace(rule=rule, effect=effect._replace(scope=scope))


def _key(bearing: Bearing) -> tuple[str, ...]:
    """Return what tells one bearing from another."""
    effect = bearing.effect
    return (bearing.by, bearing.order, repr(bearing.cause.path), effect.effect, *effect.provisions)


def _since(spans: Sequence[LifeSpan], span: LifeSpan) -> Day:
    """Return the first day of the spans up to this one that have its state without a break."""
    begin = span.begin
    for one in reversed(spans[: spans.index(span)]):
        if one.state != span.state:
            break
        begin = one.begin
    return begin


def _ground(bearing: Bearing, span: LifeSpan) -> Ground:
    """Return an order or act in effect as a ground."""
    effect = bearing.effect
    own_scope = bearing.spans[0].scope
    return Ground(
        record=bearing.by,
        order=bearing.order,
        cause=bearing.cause,
        effect=effect.effect,
        scope=span.scope if span.scope != own_scope else effect.scope,
        provisions=effect.provisions,
        places=span.places,
        persons=span.persons,
        state=span.state,
        certain=span.certain,
        begins=_since(bearing.spans, span),
        confirmed=span.confirmed,
    )
