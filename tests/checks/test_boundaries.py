"""Rules at their boundaries: the last value that a number or a date allows, and the first that it
does not."""

from __future__ import annotations

import pytest

from builders import challenge, directive, effect, event, source, step
from docket.lint.rules.personal import personal
from problems import order, paths_of


def quoted(quote):
    stated = {"speaker": "Pat Doe", "role": "Mayor", "stance": "supports", "quote": quote}
    return directive("a", statements=[{**stated, "sources": ["report"]}])


def decided(*steps):
    return directive("a", steps=[step(on, code) for on, code in steps])


@pytest.mark.parametrize(
    ("published", "wrong"),
    [
        ("2025-10-19", False),
        ("2025-10-20", False),
        ("2025-10-21", True),
        ("2025-10", False),
        ("2025-11", True),
        ("2025", False),
        ("2026", True),
        ("2025-10-20/2025-10-25", False),
        ("2025-10-21/2025-10-25", True),
        ("../2025-10-25", False),
    ],
)
def test_a_source_may_be_published_up_to_the_very_day_it_was_seen(published, wrong):
    record = directive("a", sources=[source(published=published, seen="2025-10-20")])
    found = paths_of("sources/published", directives=[record])
    assert found == ([("sources", 0, "published")] if wrong else [])


@pytest.mark.parametrize(
    ("seen", "wrong"), [("2025-10-31", False), ("2025-11-01", False), ("2025-11-02", True)]
)
def test_a_source_may_be_seen_today_and_not_tomorrow(seen, wrong):
    found = paths_of("sources/published", directives=[directive("a", sources=[source(seen=seen)])])
    assert found == ([("sources", 0, "seen")] if wrong else [])


@pytest.mark.parametrize(
    ("on", "wrong"),
    [
        ("2025-07-10", True),
        ("2025-07-11", False),
        ("2025-07-12", False),
        ("2025-06", True),
        ("2025-07", False),
        ("2024", True),
        ("2025", False),
        ("2025-06-01/2025-07-10", True),
        ("2025-06-01/2025-07-11", False),
        ("2025-06-01/..", False),
    ],
)
def test_an_order_may_be_of_any_day_on_which_its_target_was_there(on, wrong):
    """What counts is the latest day that the date of the order allows."""
    step_of_case = order(on, "order", effects=[effect("executive-directive-12", "blocks")])
    found = paths_of("effects/target", challenges=[challenge("c", steps=[step_of_case])])
    assert found == ([("steps", 0, "order", "effects", 0, "record")] if wrong else [])


@pytest.mark.parametrize(("on", "wrong"), [("2025-06-30", True), ("2025-07-01", False)])
def test_a_target_was_there_from_the_earliest_day_that_its_date_allows(on, wrong):
    step_of_case = order(on, "order", effects=[effect("a", "blocks")])
    target = decided(("2025-05-01", "proposed"), ("2025-07", "signed"), ("2025-09", "effective"))
    found = paths_of(
        "effects/target", directives=[target], challenges=[challenge("c", steps=[step_of_case])]
    )
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("signed", "wrong"),
    [
        ("2025-07-10", True),
        ("2025-07-11", False),
        ("2025-07-12", False),
        ("2025-06", True),
        ("2025-07", False),
        ("2025-07-01/2025-07-10", True),
        ("2025-07-01/2025-07-11", False),
    ],
)
def test_what_follows_may_be_of_the_day_on_which_the_matter_was_opened(signed, wrong):
    record = decided(("2025-07-11", "proposed"), (signed, "signed"))
    assert paths_of("steps/order", directives=[record]) == ([("steps", 1, "date")] if wrong else [])


@pytest.mark.parametrize(
    ("proposed", "wrong"), [("2025-07", False), ("2025-08", True), ("../2025-08", False)]
)
def test_a_matter_may_have_been_opened_on_the_earliest_day_of_its_date(proposed, wrong):
    record = decided((proposed, "proposed"), ("2025-07-01", "signed"))
    assert bool(paths_of("steps/order", directives=[record])) is wrong


@pytest.mark.parametrize(
    ("on", "wrong"),
    [
        ("2025-07-01", False),
        ("2025-07-02", False),
        ("2025-07-03", True),
        ("2025-07", False),
        ("2025-08", True),
        ("2025-07-02/2025-08-01", False),
        ("2025-07-03/2025-08-01", True),
        ("../2025-08-01", False),
    ],
)
def test_a_step_may_be_of_the_very_day_of_the_end(on, wrong):
    record = decided(("2025-03-01", "adopted"), ("2025-07-02", "rescinded"), (on, "suspended"))
    assert paths_of("steps/ended", directives=[record]) == ([("steps", 2, "date")] if wrong else [])


@pytest.mark.parametrize(("on", "wrong"), [("2025-07-31", False), ("2025-08-01", True)])
def test_an_end_known_to_the_month_may_be_its_last_day(on, wrong):
    record = decided(("2025-03-01", "adopted"), ("2025-07", "rescinded"), (on, "suspended"))
    assert bool(paths_of("steps/ended", directives=[record])) is wrong


@pytest.mark.parametrize(
    ("resumed", "wrong"),
    [
        ("2025-07-01", True),
        ("2025-07-02", True),
        ("2025-07-03", False),
        ("2025-07-11", False),
        ("2025-07-12", True),
    ],
)
def test_a_matter_is_begun_anew_after_its_end_and_not_later_than_what_follows(resumed, wrong):
    record = decided(
        ("2025-03-01", "adopted"),
        ("2025-07-02", "rescinded"),
        (resumed, "resumed"),
        ("2025-07-11", "suspended"),
    )
    assert paths_of("steps/ended", directives=[record]) == ([("steps", 3, "date")] if wrong else [])


@pytest.mark.parametrize(
    ("quote", "wrong"),
    [
        (" ".join(["word"] * 40), False),
        (" ".join(["word"] * 41), True),
        ("“word”", True),
        ("“word” word", False),
        ('word "word"', False),
    ],
)
def test_a_quote_has_forty_words_at_most_and_no_marks_around_it(quote, wrong):
    found = paths_of("quotes/length", directives=[quoted(quote)])
    assert found == ([("statements", 0, "quote")] if wrong else [])


@pytest.mark.parametrize(
    ("precision", "most"),
    [("site", 3), ("neighbourhood", 2), ("city", 2), ("county", 1), ("region", 1), ("state", 0)],
)
@pytest.mark.parametrize("name", ["lat", "lon"])
def test_a_coordinate_has_as_many_decimals_as_its_precision_knows_and_no_more(
    precision, most, name
):
    for digits in (most, most + 1):
        written = float(f"34.{'1' * digits}") if digits else 34
        location = {"lat": 34, "lon": -118, "precision": precision, name: written}
        found = paths_of("coordinates/precision", events=[event("a", location=location)])
        assert found == ([("location", name)] if digits > most else [])


EDGE = 41.9921
"""How far north California reaches at 121 degrees west, in the simplified outlines."""


@pytest.mark.parametrize(
    ("precision", "margin"),
    [
        ("site", 0.03),
        ("neighbourhood", 0.05),
        ("city", 0.05),
        ("county", 0.2),
        ("region", 1.5),
        ("state", 1.0),
    ],
)
def test_a_point_may_lie_as_far_outside_its_state_as_its_precision_allows(precision, margin):
    for lat, wrong in ((EDGE + margin - 0.004, False), (EDGE + margin + 0.004, True)):
        location = {"lat": lat, "lon": -121, "precision": precision}
        found = paths_of("coordinates/inside", events=[event("a", location=location)])
        assert found == ([("location",)] if wrong else [])


@pytest.mark.parametrize(("length", "wrong"), [(80, False), (81, True)])
def test_an_id_is_as_long_as_a_part_of_an_address_may_be(length, wrong):
    found = paths_of("id/address", directives=[directive("a" * length)])
    assert found == ([("id",)] if wrong else [])


def sorts(text):
    return [found.sort.what for found in personal(text)]


TELEPHONE, ALIEN, PLATE, POINT, STREET, SOCIAL = (
    "a telephone number",
    "an A-number",
    "a licence plate or vehicle number",
    "a point on the map",
    "a street address",
    "a social security number",
)


@pytest.mark.parametrize(
    ("sort", "seen", "unseen"),
    [
        (TELEPHONE, "call 555 0147", "call 555 014"),
        (TELEPHONE, "call 123456789012345", "call 1234567890123456"),
        (TELEPHONE, "at +49 301 234 today", "at +49 301 23 today"),
        (TELEPHONE, "at +491234567890123 today", "at +4912345678901234 today"),
        (TELEPHONE, "at 2135550147 today", "at 213555014 today"),
        (TELEPHONE, "at 2135550147 today", "at 21355501471 today"),
        (TELEPHONE, "at 1-800-ABCDEFG today", "at 1-800-ABCDEF today"),
        (TELEPHONE, "at 1-800-ABCDEFGHI today", "at 1-800-ABCDEFGHIJ today"),
        (TELEPHONE, "five five five zero one four seven", "five five five zero one four"),
        (ALIEN, "his A12345678 was", "his A1234567 was"),
        (ALIEN, "his A123456789 was", "his A1234567890 was"),
        (SOCIAL, "his 123-45-6789 was", "his 123-45-678 was"),
        (PLATE, "plate ABC12", "plate AB12"),
        (PLATE, "plate ABC 123456", "plate ABC 1234567"),
        (PLATE, "a 1HGCMABCDEFABC835 was", "a 1HGCMABCDEFABC83A was"),
        (PLATE, "a 123456789012345AB was", "a 1234567890123456A was"),
        (POINT, "near 90.000, -118.243 then", "near 90.001, -118.243 then"),
        (POINT, "near 34.052, -180.000 then", "near 34.052, -180.001 then"),
        (POINT, "near 34.0522, 118.2437 then", "near 34.0522, 118.243 then"),
        (POINT, "near 34.052, -118.243 then", "near 34.05, -118.24 then"),
        (STREET, "at 12345 Elm Street.", "at 123456 Elm Street."),
        (STREET, "He saw 12 Elm Street.", "He saw 6 Park Place."),
    ],
)
def test_a_number_leads_to_a_person_from_so_many_digits_on_or_up_to_so_many(sort, seen, unseen):
    assert sort in sorts(seen)
    assert sort not in sorts(unseen)
