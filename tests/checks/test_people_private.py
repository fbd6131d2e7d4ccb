"""What could lead to a person is found, and what merely looks like it is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.checks.people_private import PATTERNS, private, telling


@given(st.text(alphabet="0123456789٣@A# -.Zé", max_size=16))
def test_what_is_looked_for_first_is_there_wherever_a_pattern_may_match(text):
    assert telling(text) == any(somewhere.search(text) is not None for somewhere, _ in PATTERNS.values())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("call 213-555-0100 now", "telephone"), ("call (213) 555-0100", "telephone"), ("call 213.555.0100.", "telephone"), ("call +1 213 555 0100", "telephone"),
        ("1-800-555-0100", "telephone"), ("pat.doe+x@city.example", "e-mail"), ("123-45-6789", "social"), ("A123456789", "A-number"), ("A 123 456 789", "A-number"),
        ("A#12345678", "A-number"), ("a home at 1234 Elm Street", "street"), ("1234 N. Elm St., unit 5", "street"), ("at 12 West 4th Street", "street"),
        ("at 900 Martin Luther Blvd", "street"), ("2025 Elm Street", "street"), ("77 Sunset Drive", "street"),
        ("1234 Martin Luther King Jr. Boulevard", "street"),
    ],
)  # fmt: skip
def test_what_could_lead_to_a_person_is_found(text, what):
    assert any(what in sort for sort, _ in private(text))


@pytest.mark.parametrize(
    "text",
    [
        "Senate Bill 627",
        "SB 627 and AB 1234",
        "H.R. 2025-2026",
        "No. 25-4312",
        "2:25-cv-05605-MEMF-SP",
        "25A169",
        "docket 3:25-cv-04870-CRB",
        "2025-07-11",
        "2025-07-06/2025-07-10",
        "the 400 block of East 20th Street",
        "East 20th Street",
        "5-2 vote",
        "$250,000 Main Street program",
        "1,200 people",
        "361 arrests",
        "in June 2025 Alvarado Street was closed",
        "On 11 July 2025 Superior Court judges",
        "12 District Court cases",
        "58 Superior Court judges",
        "9 Circuit Court judges",
        "Government Code 7284.6",
        "8 U.S.C. 1373(a)",
        "Title 18, 1030",
        "0644000",
        "Resolution 25-0600-S123",
        "@MayorOfLA on social media",
        "a 100 percent rise",
        "ICE Form I-247A",
        "at 200 people, Main Street was full",
        "Section 287(g)",
        "1994-2025",
        "Case 25-cv-01234",
        "Council File 25-0002-S19",
        "Ordinance 188441",
    ],
)
def test_numbers_of_bills_dockets_dates_and_blocks_are_left_alone(text):
    assert list(private(text)) == []
