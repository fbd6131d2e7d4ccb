"""Convert what a place has to published JSON: what applies there, the court orders in effect there,
and the records at it, within it and reaching it."""

from __future__ import annotations

from docket.exports.base_shapes import Shape, reference
from docket.exports.standings import standing_shape
from docket.model.settings import Settings
from docket.views.orders_here import OrderHere
from docket.views.places import PlaceView
from docket.views.site import Site


def here_shapes(name: str, site: Site, settings: Settings) -> Shape:
    """Return the members of a record's JSON that say what a place has; null for a record that is
    not a place, and for a site without the feature in_force."""
    card = site.cards[name]
    place = site.places.get(name) if card.reference and site.has("in_force") else None
    if place is None:
        return {"applies_here": None, "orders_here": None, "records_here": None}
    return {
        "applies_here": _applies(place, settings),
        "orders_here": [_order(one, settings) for one in place.orders],
        "records_here": [
            {"record": reference(member.card, settings), "relation": member.relation}
            for group in site.references[name]
            for member in group.members
        ],
    }


def _applies(place: PlaceView, settings: Settings) -> list[Shape]:
    """Return what applies in a place, level by level from the place upwards."""
    return [
        {
            "level": reference(level, settings),
            "records": [
                standing_shape(standing, settings)
                for group in groups
                for standing in group.standings
            ],
        }
        for level, groups in place.levels
    ]


def _order(here: OrderHere, settings: Settings) -> Shape:
    """Return an order in effect in a place: its id, its record, the place by which it bears
    on this one and whether the order names that, its state, and since when."""
    order, span = here.order, here.span
    return {
        "id": order.full_id,
        "record": reference(order.record, settings),
        "anchor": order.anchor,
        "level": reference(here.level, settings),
        "named": here.named,
        "court": reference(order.court, settings) if order.court else None,
        "state": span.state,
        "certain": span.certain,
        "since": span.since.text,
        "scope": span.scope or None,
        "persons": span.persons or None,
    }
