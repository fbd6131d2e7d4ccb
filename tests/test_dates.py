"""Dates: EDTF text as spans of days."""

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket import dates


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.sampled_from([4, 7, 10]))
def test_years_months_and_days_cover_what_the_edtf_library_says_they_cover(day: date, precision: int) -> None:
    text = day.isoformat()[:precision]
    parsed, span = edtf.parse_edtf(text), dates.parse(text)
    assert [(found.year, found.month, found.day) for found in (span.earliest, span.latest) if found] == [tuple(end)[:3] for end in (parsed.lower_strict(), parsed.upper_strict())]
    assert not span.approximate


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from("~?%"))
def test_years_months_and_days_about_then_cover_what_the_edtf_library_says_they_cover(day: date, precision: int, about: str) -> None:
    text = day.isoformat()[:precision] + about
    parsed, span = edtf.parse_edtf(text), dates.parse(text)
    assert [(found.year, found.month, found.day) for found in (span.earliest, span.latest) if found] == [tuple(end)[:3] for end in (parsed.lower_strict(), parsed.upper_strict())]
    assert isinstance(parsed, edtf.UncertainOrApproximate)
    assert span.approximate


@given(st.tuples(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.sampled_from([4, 7, 10])), st.tuples(st.dates(date(1, 1, 1), date(9998, 12, 31)), st.sampled_from([4, 7, 10])))
def test_an_interval_reaches_from_the_first_day_of_one_to_the_last_of_the_other(one: tuple[date, int], other: tuple[date, int]) -> None:
    begin, end = sorted(day.isoformat()[:precision] for day, precision in (one, other))
    text = f"{begin}/{end}"
    if dates.parse(begin).earliest <= dates.parse(end).latest:
        parsed, span = edtf.parse_edtf(text), dates.parse(text)
        assert (span.earliest, span.latest) == (date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))


@pytest.mark.parametrize("text", ["2025/2026/2027", "2025//2026", "/2026", "2025/", "../..", "2026/2025", "2025-07-32~/2026", "2025~~", "~2025", "2025-02-30~"])
def test_what_only_looks_like_an_interval_or_about_then_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not|ends before|is open"):
        dates.parse(text)


@pytest.mark.parametrize("text", ["0000", "0000-01", "2025-00", "2025-13", "2025-21", "2025-1", "2025-02-30", "12025", "٢٠٢٥-07", " 2025", "2025-07-", "2025\n"])
def test_what_only_looks_like_a_year_month_or_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "approximate"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), False),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), False),
        ("2025-07~", date(2025, 7, 1), date(2025, 7, 31), True),
        ("2025-07-XX", date(2025, 7, 1), date(2025, 7, 31), False),
        ("2025-07/2025-08-03", date(2025, 7, 1), date(2025, 8, 3), False),
        ("2025-07/..", date(2025, 7, 1), None, False),
    ],
)
def test_spans_reach_from_the_earliest_to_the_latest_day(text: str, earliest: date, latest: date | None, approximate: bool) -> None:
    assert dates.parse(text) == dates.Span(text, earliest, latest, approximate)
