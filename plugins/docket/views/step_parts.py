"""Define the views of what happened, of orders and of statuses. `cites` always holds numbers of the
record's own sources."""

from __future__ import annotations

from typing import NamedTuple

from docket.status.order_state import BINDING, ENDED, HELD, IN_PART, STAYED
from docket.views.card import Card, DateView

POSSIBLE_MARK = "hatched"
ORDER_MARKS = {
    HELD: "hollow",
    BINDING: "solid",
    IN_PART: "hatched",
    STAYED: "hollow",
    ENDED: "hollow",
}
"""The mark of each state of an order that is certain; POSSIBLE_MARK for one that is not."""


class EffectView(NamedTuple):
    """What a court order does to another record: the record, the effect (code and label), its
    scope, and the provisions that it is limited to."""

    record: Card
    effect: str
    label: str
    scope: str
    provisions: tuple[str, ...]


class CauseView(NamedTuple):
    """The step that something is based on: its date, words, the rule applied, and its anchor.

    `by` is the record that has it (None: the record itself), with the court that took it.
    `cites` is empty for a step of another record, since its sources are listed there.
    """

    date: DateView
    text: str
    rule: str
    by: Card | None
    court: Card | None
    anchor: str
    cites: tuple[int, ...]


class LifeSpanView(NamedTuple):
    """A stretch of an order's life: state (code and label), first day and the day after the last
    (None: open), since when the order has been in this state, whether it is certain, why the order
    ended, and what it reaches then."""

    state: str
    label: str
    begin: DateView
    before: DateView | None
    since: DateView
    certain: bool
    why: str
    scope: str
    places: tuple[Card, ...]
    persons: str
    confirmed: DateView | None
    cause: CauseView

    @property
    def mark(self) -> str:
        """Return the mark of the state: solid, hatched or hollow."""
        return ORDER_MARKS[self.state] if self.certain else POSSIBLE_MARK

    @property
    def words(self) -> str:
        """Return the state in words, with the reason where it has one."""
        label = f"{self.label} ({self.why})" if self.why else self.label
        return label if self.certain else f"Possibly {label[:1].lower()}{label[1:]}"


class OrderView(NamedTuple):
    """An order of a court: the case or event that has it, its id and the anchor of its step there,
    the kind of order (code and label), its date, the court (None: not named), its words, its life.

    `scope`, `places` and `persons` are what it reached when it was made, `effects` what it does to
    other records.
    """

    record: Card
    id: str
    anchor: str
    kind: str
    label: str
    date: DateView
    court: Card | None
    text: str
    scope: str
    places: tuple[Card, ...]
    persons: str
    effects: tuple[EffectView, ...]
    life: tuple[LifeSpanView, ...]

    @property
    def full_id(self) -> str:
        """Return the id of the order among those of all records."""
        return f"{self.record.id}/{self.id}"

    def bars(self, span: LifeSpanView) -> str:
        """Return what the order bars or requires in a span of its life, in words; empty where only
        the text of the order describes it."""
        scopes = dict.fromkeys(effect.scope for effect in self.effects if effect.scope)
        return span.scope or self.scope or " ".join(scopes)

    def on(self, day: str) -> LifeSpanView | None:
        """Return the stretch of its life that covers a day (ISO 8601); None before its making."""
        found = (span for span in reversed(self.life) if (span.begin.earliest or "") <= day)
        return next(found, None)


class ActView(NamedTuple):
    """What a step does to an earlier order: the label of the act, the anchor of the order's step,
    what the order is called, what remains of it, and until when (None: no end is set)."""

    label: str
    anchor: str
    order: str
    scope: str
    until: DateView | None


class StepView(NamedTuple):
    """Something that happened, or was planned: date, step (code and label), words, the court, the
    order that it makes, what it does to earlier orders, and effects on other records. `derived`
    says how the date was worked out."""

    anchor: str
    date: DateView
    step: str
    label: str
    text: str
    derived: str
    court: Card | None
    planned: bool
    order: OrderView | None
    acts: tuple[ActView, ...]
    effects: tuple[EffectView, ...]
    cites: tuple[int, ...]


class GroundView(NamedTuple):
    """An order or act that bears on a record: its step, what it does (code and label), its scope,
    provisions, places and persons, the label of its state, whether it surely bears, since when, and
    when it was affirmed (None: never). `status_label` is what the record's status is called because
    of it alone (empty: it has no such effect)."""

    cause: CauseView
    order: str
    effect: str
    label: str
    scope: str
    provisions: tuple[str, ...]
    places: tuple[Card, ...]
    persons: str
    state: str
    state_label: str
    certain: bool
    begins: DateView
    confirmed: DateView | None
    status_label: str = ""


class PartStatus(NamedTuple):
    """The status of a provision: its id, and code, label and mark of the status."""

    id: str
    status: str
    label: str
    mark: str


class PhaseView(NamedTuple):
    """A part of a span in which the status rests on the same grounds: its first day and the day
    after its last (None: open), the grounds, the record's own step that it is based on (None: none)
    and the status of each provision with an id."""

    begin: str
    before: str | None
    grounds: tuple[GroundView, ...]
    own: CauseView | None
    parts: tuple[PartStatus, ...]


class SpanView(NamedTuple):
    """A span of status: code, label and mark, when it begins and when the next one does (None: it
    still holds), whether the dates allow no other on any of its days, what began it, and its
    phases. `first` and `before` are its days (ISO 8601)."""

    status: str
    label: str
    mark: str
    begin: DateView
    end: DateView | None
    first: str
    before: str | None
    possible: tuple[str, str | None]
    certain: tuple[str | None, str | None]
    also: tuple[str, ...]
    cause: CauseView
    phases: tuple[PhaseView, ...]

    def certain_on(self, day: str) -> bool:
        """Return whether the dates allow no other status on a day (ISO 8601)."""
        first, before = self.certain
        return first is not None and first <= day and (before is None or day < before)

    def phase(self, day: str) -> PhaseView:
        """Return the phase that covers a day (ISO 8601), or else the first."""
        found = (phase for phase in reversed(self.phases) if phase.begin <= day)
        return next(found, self.phases[0])
