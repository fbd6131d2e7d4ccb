"""Define the states of a court order: held, in effect, in effect in part, stayed, ended."""

from __future__ import annotations

from typing import NamedTuple

from docket.status.orders import Cause, Order
from docket.status.sweep import Day, at

HELD, BINDING, IN_PART, STAYED, ENDED = (
    "held",
    "in-effect",
    "in-effect-in-part",
    "stayed",
    "ended",
)
IN_EFFECT = frozenset((BINDING, IN_PART))


class Hold(NamedTuple):
    """Something that holds an order back or ends it: the step that does so, the state that the
    order is in because of it, the reason and what remains of its scope, the steps that undo it, and
    the code of the act."""

    step: str
    state: str
    why: str
    scope: str
    cause: Cause
    undone: tuple[str, ...] = ()
    act: str = ""


class OrderState(NamedTuple):
    """The state of an order after some events. `cause` is the last that changed it."""

    cause: Cause
    made: bool = False
    begun: bool = False
    lasting: bool = False
    holds: tuple[Hold, ...] = ()
    places: tuple[str, ...] = ()
    persons: str = ""
    confirmed: str = ""

    @property
    def hold(self) -> Hold | None:
        """Return what holds the order back most; None if nothing does."""
        active = [hold for hold in self.holds if not hold.undone]
        for state in (ENDED, STAYED, IN_PART):
            for hold in reversed(active):
                if hold.state == state:
                    return hold
        return None

    @property
    def state(self) -> str:
        """Return the state; empty if the order has not been made."""
        hold = self.hold
        if not self.made:
            return ""
        if hold and hold.state != IN_PART:
            return hold.state
        return HELD if not self.begun else hold.state if hold else BINDING


class LifeSpan(NamedTuple):
    """A stretch of an order's life from the day `begin` up to but not including `before` (None:
    open).

    `state` is the strongest that the dates allow, `certain` whether they allow no other. `why` says
    why an order has ended; `scope`, `places`, `persons` what it reaches, and `confirmed` when it
    was affirmed (EDTF, empty: never). `cause` is the step that brought it into this state.
    """

    begin: Day
    before: Day | None
    state: str
    certain: bool
    why: str
    scope: str
    places: tuple[str, ...]
    persons: str
    confirmed: str
    cause: Cause

    @property
    def binds(self) -> bool:
        """Return whether the order is, or may be, in effect."""
        return self.state in IN_EFFECT


class Life(NamedTuple):
    """An order and its life: spans that touch without gap, from its making on."""

    order: Order
    spans: tuple[LifeSpan, ...]

    def on(self, day: Day) -> LifeSpan | None:
        """Return the span that covers a day; None before the order was made."""
        return at(self.spans, day)
