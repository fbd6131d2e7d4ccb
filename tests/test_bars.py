"""The chart and the pages of the timeline: which months and which year they show, by the day on
which statuses are read."""

from __future__ import annotations

import pytest

from builders import SCHEMAS, directive, site, small_library, step
from docket.maps.bars import density
from docket.maps.drawings import Drawings
from docket.site import timeline_pages
from docket.source.base_map import load_base_map

BASE_MAP = load_base_map(SCHEMAS.parent / "theme" / "basemap")


def read_on(as_of, *days):
    dated = directive("dated", steps=[step(on, "deadline") for on in days])
    return site(small_library(directives=[dated]), as_of)


@pytest.mark.parametrize(
    ("as_of", "last"),
    [("2025-10-31", "September 2025"), ("2025-11-01", "November 2025")],
)
def test_the_chart_ends_with_the_month_of_the_day_of_reading(as_of, last):
    drawn = density(read_on(as_of, "2025-11-30", "2026-01-01"))
    assert drawn and f"July 2025 to {last}:" in drawn.title


@pytest.mark.parametrize(
    ("months", "first"), [(2, "August 2025"), (3, "July 2025"), (4, "July 2025")]
)
def test_the_chart_has_so_many_months_at_most(months, first):
    drawn = density(site(small_library()), months)
    assert drawn and f"{first} to September 2025:" in drawn.title


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("2025-12-31", "What happened in 2025, in order: 4 dated steps."),
        ("2026-01-01", "What happened in 2026, in order: 1 dated step."),
        ("2024-12-31", "What is planned for 2026, in order: 1 dated step."),
    ],
)
def test_the_timeline_opens_at_the_newest_year_that_has_begun_or_else_at_the_last(as_of, words):
    read = read_on(as_of, "2026-01-01")
    pages = {page.path: page for page in timeline_pages(read, Drawings(BASE_MAP, read))}
    assert pages["timeline/"].description == words
