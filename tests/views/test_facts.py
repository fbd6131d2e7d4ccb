"""Facts: featured properties in words, whatever their shape."""

from __future__ import annotations

from builders import challenge, court, directive, event, search, small_site


def facts(record_id, **more):
    return {
        fact.name: [(value.text, value.url, value.cites) for value in fact.values]
        for fact in small_site(**more).views[record_id].facts
    }


def test_a_fact_is_a_label_a_link_a_name_or_an_object_with_its_sources():
    found = facts(
        "a",
        directives=[
            directive(
                "a",
                number="12",
                issuer={"name": "Pat Doe", "office": "Mayor", "sources": ["report"]},
            )
        ],
    )
    assert found["instrument"] == [("Executive directive", "", ())]
    assert found["place"] == [("Test City", "places/test-city/", ())]
    assert found["number"] == [("12", "", ())]
    assert found["issuer"] == [("Pat Doe, Mayor", "", (1,))]
    assert found["topics"] == [("City property", "topics/city-property/", ())]


def test_a_list_of_objects_is_one_value_an_entry():
    case = challenge(
        "c",
        courts=[
            {
                "court": "district-court",
                "docket": "25-1",
                "judges": ["Ann Roe", "Bob Low"],
                "sources": ["report"],
            },
            {"court": "upper", "sources": ["report"]},
        ],
    )
    found = facts("c", challenges=[case], courts=[court("upper", title="Upper Court")])
    assert found["courts"] == [
        ("District Court, 25-1, Ann Roe, Bob Low", "courts/district-court/", (1,)),
        ("Upper Court", "courts/upper/", (1,)),
    ]


def test_numbers_of_a_place_are_left_to_the_map():
    assert facts("e", events=[event("e")])["location"] == [
        ("Central Park, a named place", "", (1,))
    ]


def test_dates_stand_in_words():
    assert facts("s", coverage=[search("s", until="2025-09")])["until"] == [
        ("September 2025", "", ())
    ]


def test_what_a_record_does_not_have_is_no_fact():
    assert "number" not in facts("executive-directive-12")
