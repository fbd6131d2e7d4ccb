"""Convert standings (the status of a record on a day) to published JSON."""

from __future__ import annotations

from docket.exports.base_shapes import Shape, reference
from docket.exports.status_shapes import cause_shape, ground_shape, part_shapes
from docket.model.settings import Settings
from docket.views.standings import Standing


def standing_shape(standing: Standing, settings: Settings) -> Shape:
    """Return a record's status on a day: whether it is certain as far as the dates are known, the
    group in which it is listed, since when (EDTF), what began it, and all that it rests on. The
    sources are in the records."""
    span = standing.span
    return {
        **reference(standing.card, settings),
        "place": standing.card.place or None,
        "status": span.status,
        "label": span.label,
        "certain": standing.certain,
        "group": standing.group,
        "since": span.begin.text,
        "because": cause_shape(span.cause, lambda _: [], settings),
        "grounds": [ground_shape(one, settings) for one in standing.grounds],
        "provisions": part_shapes(standing.phase),
    }
