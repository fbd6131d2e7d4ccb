"""Lists: whole and narrowed, cut into pages, every count the number of records behind its link."""

from __future__ import annotations

from builders import directive, place, small_site, state
from docket.views.lists import list_pages


def pages(directives, size=2):
    site = small_site(directives=directives)
    return list(
        list_pages(
            site.library.kinds.by_name["directive"],
            site.narrowed["directive"],
            site.facets["directive"],
            size,
        )
    )


MANY = [
    directive(
        f"d{number}",
        title=f"D{number}",
        steps=[{"date": f"2025-08-0{number}", "step": "signed", "sources": ["report"]}],
    )
    for number in range(1, 5)
]


def test_a_list_is_newest_first_and_cut_into_pages_that_know_their_neighbours():
    whole = [page for page in pages(MANY) if not page.facet]
    assert [[card.id for card in page.cards] for page in whole] == [
        ["d4", "d3"],
        ["d2", "d1"],
        ["executive-directive-12"],
    ]
    assert [(page.url, page.previous_url, page.next_url) for page in whole] == [
        ("directives/", "", "directives/page/2/"),
        ("directives/page/2/", "directives/", "directives/page/3/"),
        ("directives/page/3/", "directives/page/2/", ""),
    ]
    assert [(page.first, page.last, page.total, page.pages) for page in whole] == [
        (1, 2, 5, 3),
        (3, 4, 5, 3),
        (5, 5, 5, 3),
    ]


def test_every_count_is_that_of_the_list_it_links_to():
    directives = [*MANY, directive("e", instrument="ordinance", topics=["city-property"])]
    found, facets = pages(directives), small_site(directives=directives).facets["directive"]
    lists = {page.url: page for page in found}
    for facet in facets:
        for value in facet.values:
            assert lists[value.url].total == value.count
            assert lists[value.url].value == value.code
    assert sum(page.total for page in found if page.facet == "instrument" and page.number == 1) == 6


def test_a_withdrawn_record_is_in_no_list():
    gone = directive("gone", withdrawn={"date": "2025-10-01", "reason": "Entered twice."})
    assert not any(card.id == "gone" for page in pages([gone]) for card in page.cards)


def test_status_is_a_facet_without_a_property():
    statuses = {page.value: page.total for page in pages(MANY, 50) if page.facet == "status"}
    assert statuses == {"in-force": 4, "blocked-in-part": 1}


def test_a_place_is_labelled_with_the_short_name_of_what_it_lies_in():
    places = [
        state("oregon", title="Oregon", geoid="41", abbreviation="OR"),
        place("salem", title="Salem", parent="oregon"),
        place("block", title="Block", parent="salem"),
    ]
    cards = small_site(
        places=places,
        directives=[
            directive("a", place="salem"),
            directive("b", place="oregon"),
            directive("c", place="block"),
        ],
    ).cards
    assert [(cards[name].place_title, cards[name].place_label) for name in "abc"] == [
        ("Salem", "Salem, OR"),
        ("Oregon", "Oregon"),
        ("Block", "Block, OR"),
    ]


def test_a_value_that_lies_in_others_counts_for_those_but_not_for_the_topmost():
    places = [
        {"id": "top", "title": "Top", "level": "country"},
        state("oregon", title="Oregon", geoid="41", parent="top"),
        place("salem", title="Salem", parent="oregon"),
    ]
    site = small_site(
        places=places, directives=[directive("a", place="salem"), directive("b", place="oregon")]
    )
    found = list_pages(
        site.library.kinds.by_name["directive"],
        site.narrowed["directive"],
        site.facets["directive"],
        50,
    )
    assert {
        page.value: [card.id for card in page.cards] for page in found if page.facet == "place"
    } == {
        "oregon": ["a", "b"],
        "salem": ["a"],
        "test-city": ["executive-directive-12"],
    }
