"""Standings as published: a record as it stood on a day, in brief."""

from __future__ import annotations

from docket.exports.shapes import Shape, reference
from docket.model.settings import Settings
from docket.views.in_force import Standing


def standing_shape(standing: Standing, settings: Settings) -> Shape:
    """A record on a day: its status, whether that is certain as the dates are known, whether it is
    held back, since when (EDTF), and what it rests on: words, scope, the record whose order it is
    (null: its own), and the anchor of the step on that record's page."""
    rests = standing.span.ground or standing.span.cause
    return {
        **reference(standing.card, settings),
        "place": standing.card.place or None,
        "status": standing.span.status,
        "certain": standing.certain,
        "held": standing.held,
        "since": standing.span.begin.text,
        "because": rests.text,
        "scope": rests.scope or None,
        "by": reference(rests.by, settings) if rests.by else None,
        "anchor": rests.anchor,
    }
