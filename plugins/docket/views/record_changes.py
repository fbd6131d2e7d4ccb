"""Say when a record was written down, last changed and withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.model.record import Record
from docket.model.recorded import Recorded
from docket.views.card import Card, DateView, date_view, day_view


class WithdrawnView(NamedTuple):
    """When a record was withdrawn, why, and the card of the record that replaces it (None: none
    does)."""

    date: DateView | None
    reason: str
    successor: Card | None


class RecordedView(NamedTuple):
    """When a record was first written down and last changed, and how many changes there were.

    This is about our file, not about when the things in it happened.
    """

    first: DateView
    last: DateView
    changes: int


def recorded_view(recorded: Recorded | None) -> RecordedView | None:
    """Return for display when a record was written down; None if that is not known."""
    return (
        RecordedView(day_view(recorded.first), day_view(recorded.last), recorded.changes)
        if recorded
        else None
    )


def withdrawn_view(record: Record, cards: Mapping[str, Card]) -> WithdrawnView | None:
    """Return for display when and why a record was withdrawn; None if it was not."""
    entry = record.data.get("withdrawn")
    return (
        WithdrawnView(
            date_view(entry["date"]), entry["reason"], cards.get(entry.get("successor", ""))
        )
        if entry
        else None
    )
