"""List the dated steps of a record as the timeline and the pages of places show them."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from typing import NamedTuple

from docket.build.store import packed
from docket.model import urls
from docket.model.inputs import Codec
from docket.model.record import Record
from docket.status.days_ahead import step_keys
from docket.status.spans import History
from docket.views.card import Card, required_date


class Moment(NamedTuple):
    """A dated step of a record: its date (EDTF), code, label and words, and its anchor on the page.

    `main` is true for the step that the record is listed under, and for one that changes a status.
    `planned` says that it was only planned; `key` names it in its record, whatever is added before.
    """

    date: str
    step: str
    label: str
    text: str
    anchor: str
    main: bool
    planned: bool = False
    key: str = ""


Moments = tuple[Moment, ...]
DECIDING = frozenset(("order", "acts", "effects"))
"""The properties of a step that decides something: an order, or what is done to one."""


def has_moments(record: Record, card: Card) -> bool:
    """Return whether a record's steps appear on timelines."""
    return bool(record.kind.timeline and not record.kind.reference and not card.withdrawn)


def moments_of(record: Record, card: Card, history: History | None) -> Moments:
    """Return a record's steps in order of date, those of one day as written; none if they do not
    appear on timelines."""
    if not has_moments(record, card):
        return ()
    found = _moments(record.loaded(), card, history)
    return tuple(sorted(found, key=lambda moment: required_date(moment.date).key))


def _moments(record: Record, card: Card, history: History | None) -> Iterator[Moment]:
    """Yield the steps of a record in the order written."""
    listed_under = card.date.text if card.date else None
    spans = history.spans if history else ()
    begun = {span.cause.path[1] for span in spans if span.cause.record == record.id}
    keys = step_keys(record)
    for index, step in enumerate(record.part("steps")):
        main = step["date"] == listed_under or index in begun or not DECIDING.isdisjoint(step)
        label = record.kind.term(step["step"], "steps", "*", "step")
        anchor = urls.step_anchor(index)
        text, planned = step.get("text", ""), bool(step.get("planned"))
        yield Moment(step["date"], step["step"], label, text, anchor, main, planned, keys[index])


def _unpacked(content: bytes) -> Moments:
    """Return moments from the bytes in the store."""
    return tuple(map(Moment._make, marshal.loads(content)))


CODEC = Codec(lambda moments: packed([tuple(moment) for moment in moments]), _unpacked)
"""How the store packs and unpacks the moments of a record."""
