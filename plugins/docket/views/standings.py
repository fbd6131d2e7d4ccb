"""Define how records are listed on a day, and what changed between two days."""

from __future__ import annotations

from typing import NamedTuple

from docket.views.card import Card
from docket.views.step_parts import GroundView, PartStatus, PhaseView, SpanView

POSSIBLY = "Possibly"
"""The title of the group of what was perhaps in force, perhaps not."""


class Standing(NamedTuple):
    """A record on a day: its card, the span of its status that covers the day, and the phase of it.

    `certain` is false if the dates make it only possible. `group` is the title under which the
    record is listed.
    """

    card: Card
    span: SpanView
    phase: PhaseView
    certain: bool
    group: str

    @property
    def grounds(self) -> tuple[GroundView, ...]:
        """Return the orders and acts that bear on the record on that day."""
        return self.phase.grounds


class StandingGroup(NamedTuple):
    """The records of one kind on a day, in the groups of the kind's x-status and, last, those whose
    status is only possible; each by place and title."""

    kind: str
    title: str
    shape: str
    groups: tuple[tuple[str, tuple[Standing, ...]], ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Return all of them."""
        return tuple(standing for _, standings in self.groups for standing in standings)


class StatusChange(NamedTuple):
    """A change between two days: the record, and its spans on the first and on the last day (None:
    it had not begun). The status may be the same, on other grounds: `gone` are those of the first
    day alone, `new` those of the last alone. `parts` are the provisions whose status differs, as on
    the first (None: none) and on the last day."""

    card: Card
    before: SpanView | None
    after: SpanView | None
    gone: tuple[GroundView, ...]
    new: tuple[GroundView, ...]
    parts: tuple[tuple[PartStatus | None, PartStatus], ...]

    @property
    def same_status(self) -> bool:
        """Return whether only the grounds differ."""
        before, after = self.before, self.after
        return bool(before and after and before.label == after.label)
