"""Combine a record's own status with the orders and acts that are in effect on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from docket.model.kind import Kind
from docket.model.record import Record
from docket.status.bearings import Bearing
from docket.status.orders import Cause
from docket.status.own import OwnState

NOT_YET = ""
"""The status of a record before the first step that begins one; no other is weaker."""


class Answer(NamedTuple):
    """What the status is for one reading of the dates: its code, that of each provision with an id,
    and the own step that it is based on (None: none, or an order)."""

    status: str
    parts: tuple[tuple[str, str], ...]
    cause: Cause | None


class Combiner:
    """Answers for one record. Its own status shows if it is over, or not yet begun; otherwise the
    strongest effect in effect does, in the order in which the kind's schema lists them. `begins`
    says whether any of its own steps begins a status."""

    def __init__(self, record: Record, begins: bool) -> None:
        self._begins = begins
        self.kind: Kind = record.kind
        provisions = record.part("provisions")
        self.provisions = tuple(one["id"] for one in provisions if "id" in one)
        self._ranks = status_ranks(record.kind)
        self.has_rest = len(self.provisions) < len(provisions) or not provisions
        """Whether the record has provisions that no step or effect can name."""

    def answer(self, own: OwnState, bearing: Sequence[Bearing]) -> Answer:
        """Return the status of the record where these bear on it."""
        status, cause = self._own(own)
        parts = tuple(
            (name, self._of_part(own.part(name).shown[0], name, bearing))
            for name in self.provisions
        )
        if self._begins and not own.begun:
            return Answer(NOT_YET, tuple((name, NOT_YET) for name in self.provisions), None)
        if status in self.kind.over or status in self.kind.before:
            return Answer(status, tuple((name, status) for name in self.provisions), cause)
        by_effect = self._by_effects(bearing, parts)
        return Answer(by_effect or status, parts, None if by_effect else cause)

    def _own(self, own: OwnState) -> tuple[str, Cause | None]:
        """Return the status of the whole record by its own steps, and its step. Provisions without
        an id, which no step can name, count only from a step that is about all."""
        if not own.parts:
            return own.whole.shown
        shown = {name: own.part(name).shown for name in self.provisions}
        if not shown or (self.has_rest and own.whole.cause):
            shown[""] = own.whole.shown
        statuses = {status for status, _ in shown.values()}
        causes = [cause for _, cause in shown.values() if cause]
        latest = max(causes, key=lambda cause: (cause.date, cause.path[1:]), default=None)
        if len(statuses) == 1:
            return statuses.pop(), own.whole.shown[1] or latest
        if self.kind.in_part and statuses & {*self.kind.applies}:
            return self.kind.in_part, latest
        return max(statuses, key=self._furthest), latest

    def _of_part(self, status: str, name: str, bearing: Iterable[Bearing]) -> str:
        """Return the status of a provision where its own status is `status`."""
        if status in self.kind.over or status in self.kind.before:
            return status
        found = []
        for one in bearing:
            names, rule = one.effect.provisions, one.rule
            if rule.status and (name in names or not names):
                whole = not rule.partial or (names and not one.effect.scope)
                found.append(rule.status if whole else rule.in_part or rule.status)
        return max(found, key=self._strength, default=status)

    def _by_effects(
        self, bearing: Sequence[Bearing], parts: Sequence[tuple[str, str]]
    ) -> str | None:
        """Return the strongest status that these effects have on the whole record; None for none.
        Where they leave no provision in effect, it is that of the provision that is least over."""
        found = [self._on_whole(one) for one in bearing]
        if found and parts and not self.has_rest:
            statuses = {status for _, status in parts}
            if statuses <= {*self.kind.held, *self.kind.over}:
                found.append(max(statuses, key=self.likely))
        return max(filter(None, found), key=self._strength, default=None)

    @staticmethod
    def _on_whole(one: Bearing) -> str | None:
        """Return the status of the whole record by one effect."""
        is_part = one.rule.partial or one.effect.provisions
        return (is_part and one.rule.in_part) or one.rule.status

    def _strength(self, status: str) -> int:
        return self._ranks.get(status, 0)

    def _furthest(self, status: str) -> tuple[bool, int, int]:
        """Return how far the status of a part comes before those of other parts: that from before
        the first step comes last, and of two equal ones the later in the kind's list is shown."""
        place = [*self.kind.status_terms].index(status)
        return (status != self.kind.initial_status, self.likely(status), place)

    def likely(self, status: str) -> int:
        """Return how far up a status comes among several that the dates allow: what is over comes
        last, then what does not apply."""
        if status == NOT_YET:
            return -1
        return 0 if status in self.kind.over else self._ranks.get(status, 1)


@cache
def status_ranks(kind: Kind) -> Mapping[str, int]:
    """Return how strong the statuses of a kind are, the strongest with the highest number.

    What is over for good is strongest, then the statuses of effects in the schema's order, first on
    the whole and then on a part of a record, then a pause, then what applies.
    """
    whole = [rule.status for rule in kind.effects.values() if rule.status]
    part = [rule.in_part for rule in kind.effects.values() if rule.in_part]
    ended = [status for status in whole if status in kind.over]
    ranked = [*dict.fromkeys((*ended, *whole, *part, *kind.held, *kind.applies))]
    return {status: len(ranked) + 1 - place for place, status in enumerate(ranked)}
