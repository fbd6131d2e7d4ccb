"""A point lies in the state and county its record is about."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.points import points
from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Problem
from docket.model.record import Library, Record
from docket.model.references import held, levels

MARGIN = {
    "site": 0.03,
    "neighbourhood": 0.05,
    "city": 0.05,
    "county": 0.2,
    "region": 1.5,
    "state": 1.0,
}
"""How many degrees outside an outline a point of each precision may lie: the outlines are
simplified, and a region spreads over several counties."""


def check(context: Context) -> Iterator[Problem]:
    """A problem for every point outside the state or county of its record's place (by GEOID, of the
    place itself or one above it)."""
    if context.base is None:
        return
    for record in context.records:
        for path, point in points(record):
            for place in _places(context.library, record):
                geoid = str(place.data.get("geoid", ""))
                if (
                    context.base.contains(
                        geoid,
                        point["lat"],
                        point["lon"],
                        MARGIN.get(point["precision"], MARGIN["city"]),
                    )
                    is False
                ):
                    yield Problem(
                        "coordinates/inside",
                        f"the point {point['lat']}, {point['lon']} does not lie in {place.caption}",
                        record.file,
                        path,
                        "Check the sign of the longitude (negative in the US) and the digits.",
                    )
                    break


def _places(library: Library, record: Record) -> tuple[Record, ...]:
    """The record's place and all above it; for a place itself too."""
    about = next((link.target for link in held(record) if link.path == (record.kind.place,)), "")
    return levels(library, library.get(about) if record.kind.place else record)


RULE = Rule(
    code="coordinates/inside",
    title="A point lies in the state and county its record is about",
    reason=(
        "A swapped sign or a slip in a digit puts a marker into another state, "
        "where readers look for it in vain."
    ),
    wrong="lat: 34.05, lon: 118.24 for Los Angeles",
    right="lat: 34.05, lon: -118.24",
    check=check,
    reach=NEAR,
)
