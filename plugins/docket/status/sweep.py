"""Follow a state through events whose days are known only within bounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from docket.model import edtf

State = TypeVar("State")
Day = str
"""A day in ISO 8601; such days sort as they follow each other."""
MOST_OPEN = 8
"""Up to so many events that may or may not have happened on a day, every combination is followed
(256 at most); beyond that only those in which they happened one after the other."""


class Window(NamedTuple):
    """The first day on which something may have happened, and the day by which it surely has (None:
    it may never have)."""

    first: Day
    last: Day | None


@lru_cache(maxsize=65536)
def window(text: str) -> Window:
    """Return the window of an EDTF date. Raise ValueError where the text is not one."""
    span = edtf.parse(text)
    return Window(span.first.isoformat(), span.last.isoformat() if span.last else None)


class Event(NamedTuple):
    """Something that changes a state.

    Of two events whose windows overlap the one of lower `rank` came first: a lift follows what it
    lifts. `tie` orders events of one rank, so that the order in which they are written does not
    matter. `change` is what the caller's function applies.
    """

    window: Window
    rank: int
    tie: tuple[str, ...]
    change: Any

    @property
    def key(self) -> tuple[Day, bool, Day, int, tuple[str, ...]]:
        """Return the sort key of the event."""
        first, last = self.window
        return (first, last is None, last or "", self.rank, self.tie)


class Stretch(NamedTuple, Generic[State]):
    """A stretch of time from the day `begin` up to but not including `before` (None: open), and
    every state that the events allow in it, the one in which most has happened last."""

    begin: Day
    before: Day | None
    states: tuple[State, ...]


class Begun(Protocol):
    """Something that begins on a day."""

    @property
    def begin(self) -> Day:
        """Return the first day."""


Span = TypeVar("Span", bound=Begun)


def at(spans: Sequence[Span], day: Day) -> Span | None:
    """Return the one of consecutive spans that covers a day, as far as their beginnings tell; None
    if all begin later."""
    number = bisect_right(spans, day, key=lambda span: span.begin)
    return spans[number - 1] if number else None


def sweep(
    events: Sequence[Event], start: State, apply: Callable[[State, Event], State]
) -> list[Stretch[State]]:
    """Return what the state may have been, from the first event on; stretches touch without gap.

    The work is linear in the events where their days are exact.
    """
    ordered = _narrowed(events)
    days = sorted({day for event in ordered for day in event.window if day is not None})
    found: list[Stretch[State]] = []
    state, done = start, 0
    for number, day in enumerate(days):
        while done < len(ordered) and _has_happened(ordered[done], day):
            state, done = apply(state, ordered[done]), done + 1
        begun = list(_begun(ordered, done, day))
        states = _outcomes(state, begun, day, apply) if begun else (state,)
        before = days[number + 1] if number + 1 < len(days) else None
        if found and found[-1].states == states:
            found[-1] = found[-1]._replace(before=before)
        else:
            found.append(Stretch(day, before, states))
    return found


def _has_happened(event: Event, day: Day) -> bool:
    return event.window.last is not None and event.window.last <= day


def _begun(ordered: Sequence[Event], done: int, day: Day) -> Iterator[Event]:
    """Yield the events from position `done` that have or may have happened on a day."""
    for event in ordered[done:]:
        if event.window.first > day:
            return
        yield event


def _outcomes(
    state: State, begun: list[Event], day: Day, apply: Callable[[State, Event], State]
) -> tuple[State, ...]:
    """Return the different states after the events that have happened on a day, and each
    combination of those that may have."""
    found: list[State] = []
    for chosen in _combinations(begun, day):
        outcome = state
        for event in chosen:
            outcome = apply(outcome, event)
        if outcome in found:
            found.remove(outcome)
        found.append(outcome)
    return tuple(found)


def _combinations(begun: list[Event], day: Day) -> Iterator[list[Event]]:
    """Yield the sets of events that can have happened by a day, the largest last. Of two events
    that overlap, the later one (by rank) has not happened without the earlier."""
    doubtful = [n for n, event in enumerate(begun) if not _has_happened(event, day)]
    if len(doubtful) > MOST_OPEN:
        for count in range(len(doubtful) + 1):
            left_out = set(doubtful[count:])
            yield [event for n, event in enumerate(begun) if n not in left_out]
        return
    for bits in range(1 << len(doubtful)):
        left_out = {n for place, n in enumerate(doubtful) if not bits >> place & 1}
        chosen = [event for n, event in enumerate(begun) if n not in left_out]
        if not any(_precedes(begun[n], event) for n in left_out for event in chosen):
            yield chosen


def _precedes(one: Event, other: Event) -> bool:
    """Return whether `one` came before `other` although their windows overlap."""
    return one.rank < other.rank and _overlap(one.window, other.window)


def _overlap(one: Window, other: Window) -> bool:
    return (other.last is None or one.first <= other.last) and (
        one.last is None or other.first <= one.last
    )


def _narrowed(events: Sequence[Event]) -> list[Event]:
    """Return the events in order, their windows narrowed by each other: what precedes another event
    did not happen after the other's last day, nor the other before its first."""
    if all(first == last for (first, last), *_ in events):
        return sorted(events, key=lambda event: event.key)
    narrowed = []
    for event in events:
        first, last = event.window
        for other in events:
            if _precedes(other, event):
                first = max(first, other.window.first)
            elif _precedes(event, other) and other.window.last is not None:
                last = other.window.last if last is None else min(last, other.window.last)
        last = last if last is None else max(first, last)
        narrowed.append(event._replace(window=Window(first, last)))
    return sorted(narrowed, key=lambda event: event.key)
