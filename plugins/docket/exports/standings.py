"""Convert standings (the status of a record on a day) to published JSON."""

from __future__ import annotations

from docket.exports.shapes import Shape, reference
from docket.model.settings import Settings
from docket.views.in_force import Standing


def standing_shape(standing: Standing, settings: Settings) -> Shape:
    """Return a record's status on a day: whether it is certain as far as the dates are known,
    whether the record is held back, since when (EDTF), and the reason: its text, its scope, the
    record whose order it is (null: the record itself), and the anchor of the step on that record's
    page."""
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
