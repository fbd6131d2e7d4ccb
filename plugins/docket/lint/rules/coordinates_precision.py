"""Coordinates have no more digits than they know."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.points import points
from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem

DIGITS = {"site": 3, "neighbourhood": 2, "city": 2, "county": 1, "region": 1, "state": 0}
MOST = max(DIGITS.values())


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every coordinate with more decimals than the precision of its point
    allows."""
    for record in context.records:
        for path, point in points(record):
            allowed = DIGITS.get(point["precision"], MOST)
            for name in ("lat", "lon"):
                digits = len(str(point[name]).partition(".")[2].rstrip("0"))
                if digits > allowed:
                    yield Problem(
                        "coordinates/precision",
                        f"{name} {point[name]} has {digits} decimals",
                        record.file,
                        (*path, name),
                        (
                            f"A point that stands for a {point['precision']} "
                            f"has at most {allowed}: "
                            f"{round(point[name], allowed)}."
                        ),
                    )


RULE = Rule(
    code="coordinates/precision",
    title="Coordinates have no more digits than they know",
    reason="Digits that nobody measured point at a house that has nothing to do with it.",
    wrong="lat: 34.05223 with precision: city",
    right="lat: 34.05 with precision: city",
    check=check,
    reach=ALONE,
)
