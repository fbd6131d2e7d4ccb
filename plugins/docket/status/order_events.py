"""List the events of a court order's life: its making, its own end, and what later steps do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from docket.status.order_state import ENDED, IN_PART, STAYED, Hold, OrderState
from docket.status.orders import Act, Cause, Order
from docket.status.sweep import Day, Event, Window, window

STAYS = {"stays": STAYED, "stays-in-part": IN_PART, "narrows": IN_PART}
"""The acts that hold an order back while they last, and the state that the order is then in."""
HOLDING = ("stays", "stays-in-part")
"""Those of them that an act lifts as a stay."""
ENDS = {"lifts": "lifted", "reverses": "reversed", "vacates": "vacated", "ends": "ended"}
"""The acts that end an order, and the reason shown."""
EXTENDS, REACH = "extends", "extends-reach"
UNDOES = frozenset(("stays", "lifts", "lifts-stay", "reverses", "vacates", "ends"))
"""The acts that, done to a stay or to the end of an order, undo it."""
OWN_END = "lapses"
"""The code of the cause of an order that ends by itself."""
LAPSED, EXPIRED, CASE_OVER = "lapsed", "expired", "case over"
LAPSING = "restraining-order"
RANKS = {
    name: rank
    for rank, names in enumerate(
        (
            ("make",),
            ("begin",),
            ("lasting", "confirm", "reach"),
            ("hold",),
            ("undo",),
            ("release",),
            ("end",),
            ("close",),
        )
    )
    for name in names
}


def events_of(order: Order, acts: Sequence[Act], closing: Iterable[Cause]) -> list[Event]:
    """Return every event of an order's life; `closing` are the steps that end its case. The
    `change` of each is a function from the state before to the state after."""
    return [*_own_events(order, acts), *_act_events(order, acts), *_closing_events(order, closing)]


Change = Callable[[OrderState], OrderState]


def _event(when: Window, name: str, cause: Cause, change: Change) -> Event:
    """Return an event of an order's life; its rank follows from its name."""
    return Event(
        when, RANKS[name], (cause.record, cause.date, cause.step, repr(cause.path)), change
    )


def _own_events(order: Order, acts: Sequence[Act]) -> Iterator[Event]:
    """Yield the events that the order sets itself: its making, its beginning, its end."""
    cause = order.cause

    def make(state: OrderState) -> OrderState:
        return state._replace(made=True, cause=cause)

    def begin(state: OrderState) -> OrderState:
        return state._replace(begun=True, cause=cause if state.hold is None else state.cause)

    yield _event(order.made, "make", cause, make)
    yield _event(order.begins, "begin", cause, begin)
    own = order.ends or (_lapse(order) if order.lapses else None)
    for when in _extended(own, order, acts):
        why = LAPSED if order.kind == LAPSING else EXPIRED
        text = "It lapsed by its own terms."
        ended = cause._replace(date=_text(when), step=OWN_END, text=text)
        yield _event(when, "end", ended, partial(_held, Hold("end", ENDED, why, "", ended)))


def _lapse(order: Order) -> Window:
    """Return the window in which an order lapses by rule: it is in effect through the last day of
    the shorter period, and surely no longer after the last day of the longer."""
    assert order.lapses
    shortest, longest = order.lapses
    last = order.begins.last
    return Window(_later(order.begins.first, shortest + 1), last and _later(last, longest + 1))


def _extended(own: Window | None, order: Order, acts: Sequence[Act]) -> list[Window]:
    """Return when the order ends by itself, after the acts that extended it before it had ended."""
    found = [own] if own else []
    extending = [act for act in acts if act.target == order.id and act.act == EXTENDS]
    for act in sorted(extending, key=lambda act: act.when.first):
        open_ended = [when for when in found if when.last is None or when.last >= act.when.first]
        found = [when for when in found if when not in open_ended]
        if act.until:
            found.append(act.until)
        elif order.lapses and open_ended:
            found.append(Window(max(act.when.first, open_ended[0].first), open_ended[0].last))
    return found


def _act_events(order: Order, acts: Sequence[Act]) -> Iterator[Event]:
    """Yield what later steps do to the order, to the stays, ends and extensions of it, and to what
    undoes these."""
    upon = [act for act in acts if act.target == order.id]
    holding = {act.id for act in upon if act.act in {**STAYS, **ENDS}}
    reaching = {act.id: act for act in upon if act.act == REACH}
    undoing = {act.id: act for act in acts if act.target in holding and act.act in UNDOES}
    for act in acts:
        if act.target == order.id:
            yield from _upon_order(order, act, acts)
        if act.act not in UNDOES:
            continue
        if act.target in holding:
            yield from _upon_step(act)
        if act.target in reaching:
            undone = partial(_unreached, reaching[act.target], order)
            yield _event(act.when, "undo", act.cause, undone)
        if act.target in undoing:
            yield _event(act.when, "release", act.cause, partial(_redone, undoing[act.target]))


def _until(act: Act, acts: Sequence[Act]) -> Window | None:
    """Return when an act ends by itself, after the acts that extended it before it had ended."""
    until = act.until
    extending = [one for one in acts if one.target == act.id and one.act == EXTENDS]
    for one in sorted(extending, key=lambda one: one.when.first):
        if until and one.until and (until.last is None or until.last >= one.when.first):
            until = one.until
    return until


def _stays_before(act: Act, acts: Sequence[Act]) -> tuple[str, ...]:
    """Return the steps that stayed an order before the day of an act that lifts the stay; none
    where all did so on that day."""
    return tuple(
        one.id
        for one in acts
        if one.target == act.target
        and one.act in HOLDING
        and one.when.last is not None
        and one.when.last < act.when.first
    )


def _upon_order(order: Order, act: Act, acts: Sequence[Act]) -> Iterator[Event]:
    """Yield the events of an act upon the order itself."""
    if act.act in STAYS or act.act in ENDS:
        state = STAYS.get(act.act, ENDED)
        why = act.because or ENDS.get(act.act, "")
        hold = Hold(act.id, state, why, act.scope, act.cause, act=act.act)
        name = "hold" if act.act in STAYS else "end"
        yield _event(act.when, name, act.cause, partial(_held, hold))
        if until := _until(act, acts):
            yield _event(until, "release", act.cause, partial(_undone, act, (act.id,)))
    elif act.act == "lifts-stay":
        before = _stays_before(act, acts)
        yield _event(act.when, "undo", act.cause, partial(_undone, act, before))
    elif act.act == "affirms":
        yield _event(act.when, "confirm", act.cause, partial(_confirmed, act))
    elif act.act == "makes-permanent":
        yield _event(act.when, "lasting", act.cause, lambda state: state._replace(lasting=True))
    elif act.act == REACH:
        yield _event(act.when, "reach", act.cause, partial(_reaching, act))
        if act.until:
            yield _event(act.until, "release", act.cause, partial(_unreached, act, order))


def _upon_step(act: Act) -> Iterator[Event]:
    """Yield the events of an act upon a step that stayed or ended the order."""
    yield _event(act.when, "undo", act.cause, partial(_undone, act, (act.target,)))
    if act.until:
        yield _event(act.until, "release", act.cause, partial(_redone, act))


def _closing_events(order: Order, closing: Iterable[Cause]) -> Iterator[Event]:
    """Yield the end of the case, which ends an order unless it is lasting by then."""
    for cause in closing:
        when = window(cause.date)
        if when.last is None or when.last >= order.made.first:
            hold = Hold("case", ENDED, CASE_OVER, "", cause)
            yield _event(when, "close", cause, partial(_closed, hold))


def _held(hold: Hold, state: OrderState) -> OrderState:
    """Return the state after something holds the order back or ends it."""
    if state.state == ENDED and hold.state == ENDED:
        return state
    return state._replace(holds=tuple(sorted((*state.holds, hold))), cause=hold.cause)


def _undone(act: Act, steps: Sequence[str], state: OrderState) -> OrderState:
    """Return the state after an act undoes what steps did (none: every stay)."""

    def changed(hold: Hold) -> Hold:
        chosen = hold.step in steps if steps else hold.act in HOLDING
        return hold._replace(undone=(*hold.undone, act.id)) if chosen else hold

    holds = tuple(map(changed, state.holds))
    return state._replace(holds=holds, cause=act.cause) if holds != state.holds else state


def _redone(act: Act, state: OrderState) -> OrderState:
    """Return the state after the act itself has ended."""
    holds = tuple(
        hold._replace(undone=tuple(one for one in hold.undone if one != act.id))
        for hold in state.holds
    )
    return state._replace(holds=holds, cause=act.cause)


def _confirmed(act: Act, state: OrderState) -> OrderState:
    return state._replace(confirmed=act.cause.date)


def _reaching(act: Act, state: OrderState) -> OrderState:
    """Return the state after an act extends whom the order reaches."""
    places = tuple(dict.fromkeys((*state.places, *act.places)))
    return state._replace(places=places, persons=act.persons or state.persons)


def _unreached(act: Act, order: Order, state: OrderState) -> OrderState:
    """Return the state after an extension of whom the order reaches is undone."""
    added = set(act.places) - set(order.places)
    places = tuple(place for place in state.places if place not in added)
    persons = order.persons if act.persons else state.persons
    return state._replace(places=places, persons=persons, cause=act.cause)


def _closed(hold: Hold, state: OrderState) -> OrderState:
    """Return the state after the case is over."""
    return state if state.lasting or not state.made else _held(hold, state)


def _later(day: Day, days: int) -> Day:
    last = date.max.toordinal()
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, last)).isoformat()


def _text(when: Window) -> str:
    """Return a window as an EDTF date."""
    first, last = when
    return first if first == last else f"{first}/{last or '..'}"
