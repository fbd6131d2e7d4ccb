"""The timeline: a year on a page, and a page a month where a year is too full."""

from __future__ import annotations

from builders import directive, small_site, step
from docket.views.timeline import month_pages, timeline

BUSY = directive(
    "busy",
    steps=[
        step("2025-07-01", "signed"),
        *(step(f"2025-07-{day:02}", "reported") for day in range(2, 9)),
        step("2025", "reported"),
    ],
)


def made(most):
    site = small_site(directives=[BUSY])
    return timeline(site.cards, site.moments, most)


def shown(page):
    return {month.key: [entry.record.id for entry in month.entries] for month in page.months}


def test_a_year_that_is_not_too_full_has_one_page_with_every_step():
    view = made(most=20)
    assert [(page.url, page.total, page.month_urls) for page in view.pages] == [
        ("timeline/2025/", 13, {})
    ]
    assert list(month_pages(view)) == []


def test_a_full_year_shows_what_counts_and_leads_to_a_page_for_every_month():
    view = made(most=10)
    (year,) = view.pages
    assert year.month_urls == {
        "2025": "timeline/2025/undated/",
        "2025-07": "timeline/2025/07/",
        "2025-08": "timeline/2025/08/",
        "2025-09": "timeline/2025/09/",
    }
    assert shown(year) == {
        "2025": [],
        "2025-07": ["busy", "park-operation", "executive-directive-12"],
        "2025-08": ["city-v-state"],
        "2025-09": ["city-v-state"],
    }
    assert year.total == 13


def test_the_months_together_hold_every_step_once():
    view = made(most=10)
    months = list(month_pages(view))
    assert [(page.url, page.title, page.total) for page in months] == [
        ("timeline/2025/undated/", "2025", 1),
        ("timeline/2025/07/", "July 2025", 10),
        ("timeline/2025/08/", "August 2025", 1),
        ("timeline/2025/09/", "September 2025", 1),
    ]
    assert [entry for page in months for month in page.months for entry in month.entries] == list(
        view.entries
    )


def test_where_even_what_counts_is_too_much_the_year_only_leads_to_its_months():
    (year,) = made(most=2).pages
    assert shown(year) == {"2025": [], "2025-07": [], "2025-08": [], "2025-09": []}
