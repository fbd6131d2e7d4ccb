"""Areas: the places with records, by region, with the counts of their own pages."""

from __future__ import annotations

from builders import directive, event, place, site, small_library, small_site, state

COUNTRY = {"id": "top", "title": "Top", "level": "country"}
PLACES = [
    COUNTRY,
    state("oregon", title="Oregon", geoid="41", parent="top"),
    place("salem", title="Salem", parent="oregon"),
    place("albany", title="Albany", parent="oregon"),
]


def described(areas):
    return [
        (
            area.card.id,
            {group.kind.name: len(group.cards) for group in area.groups},
            described(area.inside),
        )
        for area in areas
    ]


def test_a_region_tells_all_that_lies_in_it_and_its_places_stand_beneath_it_by_title():
    found = small_site(
        places=PLACES,
        directives=[
            directive("a", place="salem"),
            directive("b", place="oregon"),
            directive("c", place="albany"),
        ],
    )
    assert described(found.areas)[0] == (
        "oregon",
        {"directive": 3},
        [("albany", {"directive": 1}, []), ("salem", {"directive": 1}, [])],
    )


def test_a_place_without_records_is_left_out_and_so_is_one_whose_only_record_was_withdrawn():
    gone = event("gone", place="salem", withdrawn={"date": "2025-10-01", "reason": "Twice."})
    assert [area.card.id for area in small_site(places=PLACES, events=[gone]).areas] == [
        "test-city"
    ]


def test_the_topmost_place_is_a_region_only_where_a_record_names_it_itself():
    below = directive("a", place="oregon")
    assert [area.card.id for area in small_site(places=PLACES, directives=[below]).areas] == [
        "oregon",
        "test-city",
    ]
    assert [
        area.card.id
        for area in small_site(places=PLACES, directives=[below, directive("b", place="top")]).areas
    ] == ["oregon", "test-city", "top"]


def test_the_numbers_are_those_of_the_places_own_page():
    found = site(small_library())
    assert [area.groups for area in found.areas] == [found.references["test-city"]]
