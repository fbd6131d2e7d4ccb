"""What a record is found by, and the list of everything from A to Z."""

from __future__ import annotations

from builders import agency, challenge, court, directive, kinds, library, place, site, state
from docket.views.found import OTHER, entries, entry


def small(**more):
    """A site with a city in a state and what is given."""
    return site(library(places=[state(abbreviation="TS"), place()], **more))


def test_a_place_is_found_by_its_name_with_that_of_its_state_in_full_and_in_short():
    found = small().found["test-city"]
    assert found.names == ("Test City, Test State", "Test City, TS")
    assert found.places == ("Test City, TS", "Test State")


def test_a_record_is_found_by_its_numbers_and_by_all_levels_of_its_place():
    views = small(directives=[directive(number="HB 12; SB 7", place="test-city")])
    found = views.found["executive-directive-12"]
    assert {"HB 12", "SB 7", "SB7"} <= set(found.names)
    assert found.places == ("Test City, TS", "Test State")
    assert found.around == ("Test City, Test State", "Test City, TS")
    assert found.status in kinds().by_name["directive"].status_terms.values()


def test_a_case_is_found_by_its_docket_number_without_the_office():
    case = challenge(
        courts=[{"court": "district-court", "docket": "2:25-cv-05605", "sources": ["report"]}]
    )
    views = small(courts=[court()], challenges=[case])
    assert {"2:25-cv-05605", "25-cv-05605"} <= set(views.found[case["id"]].names)


def test_an_agency_is_found_by_its_short_name():
    views = small(agencies=[agency(short="TPD")])
    assert "TPD" in views.found["test-agency"].names


def test_everything_is_listed_once_by_label_without_searches_and_withdrawn_records():
    gone = directive("gone", withdrawn={"date": "2025-09-01", "reason": "Told twice."})
    views = small(directives=[directive(), gone])
    listed = entries(views.cards, views.kinds)
    assert [one.card.id for one in listed] == [
        "executive-directive-12",
        "test-city",
        "test-state",
    ]


def test_letters_pass_over_accents_and_opening_marks_and_others_come_last():
    card = small().cards["test-city"]
    assert entry(card._replace(label="“Éclair”")).letter == "E"
    assert entry(card._replace(label="287(g) agreements")).letter == OTHER
    labels = {"a": "zebra", "b": "287(g)", "c": "Ähre"}
    cards = {name: card._replace(id=name, label=label) for name, label in labels.items()}
    assert [one.card.id for one in entries(cards, small().kinds)] == ["c", "a", "b"]
