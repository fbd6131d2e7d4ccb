"""Coverage: a blank that was looked for is distinguished from one that was not."""

from __future__ import annotations

from builders import directive, library, place, search, site, small_site, state


def cells(**more):
    """The cells of every place by its id, each as (state, count, until, note)."""
    found = small_site(**more).coverage
    return {
        row.place.id: [
            (cell.state, cell.count, cell.until.text if cell.until else None, cell.note)
            for cell in row.cells
        ]
        for row in found.rows
    }


TOWN = place("town", title="Town")
VILLAGE = place("village", title="Village", parent="town")


def test_a_place_with_records_counts_those_of_what_lies_in_it_and_says_until_when_it_was_searched():
    found = cells(
        places=[TOWN, VILLAGE],
        directives=[directive("a", place="village"), directive("b", place="town")],
    )
    assert found == {
        "test-city": [("recorded", 1, "2025-09-30", "")],
        "town": [("recorded", 2, "2025-09-30", "")],
    }


def test_a_place_without_records_was_not_looked_at_unless_a_search_names_it():
    assert cells(places=[TOWN])["town"] == [("not-looked", 0, None, "")]
    named = search(
        "again", searches=[{"place": "town", "result": "none-found", "note": "The town's minutes."}]
    )
    assert cells(places=[TOWN], coverage=[named])["town"] == [
        ("none-found", 0, "2025-09-30", "The town's minutes.")
    ]


def test_the_last_search_speaks_and_may_have_a_day_of_its_own():
    first = search("a", searches=[{"place": "town", "result": "none-found"}])
    second = search(
        "b",
        searches=[{"place": "town", "result": "leads", "until": "2025-10", "note": "A motion."}],
    )
    assert cells(places=[TOWN], coverage=[second, first])["town"] == [
        ("leads", 0, "2025-10", "A motion.")
    ]


def test_a_withdrawn_record_is_not_counted():
    gone = directive(
        "a", place="town", withdrawn={"date": "2025-10-01", "reason": "Entered twice."}
    )
    assert cells(places=[TOWN], directives=[gone])["town"] == [("not-looked", 0, None, "")]


def test_a_search_elsewhere_says_nothing_about_a_place():
    elsewhere = search("far", area="far-state", until="2025-10-15")
    found = cells(
        places=[
            state("far-state", title="Far State"),
            place("far-city", title="Far City", parent="far-state"),
        ],
        coverage=[elsewhere],
        directives=[directive("a", place="far-city")],
    )
    assert found["test-city"] == [("recorded", 1, "2025-09-30", "")] and found["far-city"] == [
        ("recorded", 1, "2025-10-15", "")
    ]


def test_only_kinds_that_were_searched_for_have_a_column_and_every_search_is_listed():
    found = small_site(coverage=[search("events", of="event", title="Events")]).coverage
    assert found.kinds == (("directive", "Directives"), ("event", "Enforcement events"))
    assert [
        (search.card.id, search.of, search.area.id, search.means) for search in found.searches
    ] == [
        ("directives-2025", "Directives", "test-state", "The city clerk's register."),
        ("events", "Enforcement events", "test-state", "The city clerk's register."),
    ]


def test_a_collection_without_searches_has_no_coverage():
    assert site(library(places=[place(), state()])).coverage is None


def test_a_count_leads_to_the_list_it_counts():
    (cell,) = small_site().coverage.rows[0].cells
    assert cell.url == "places/test-city/#group-directives"
