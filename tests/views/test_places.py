"""Places: what applies with all levels, what comes next, what happened, what is near or alike, and
which courts sit over it."""

from __future__ import annotations

import pytest

from builders import court, directive, event, place, small_site, state, step, topic


def point(lat, lon):
    return {"lat": lat, "lon": lon, "precision": "city"}


def test_what_applies_is_added_up_over_all_levels():
    view = small_site(directives=[directive("statute", place="test-state")]).places["test-city"]
    assert [
        (level.id, [standing.card.id for group in groups for standing in group.standings])
        for level, groups in view.levels
    ] == [
        ("test-city", ["executive-directive-12", "city-v-state"]),
        ("test-state", ["statute"]),
    ]


def test_dates_to_come_are_those_of_all_levels_after_the_day_of_reading():
    own = directive("own", steps=[step("2025-07-11", "signed"), step("2026-01-01", "expired")])
    above = directive(
        "above",
        place="test-state",
        steps=[step("2025-07-11", "signed"), step("2025-12-01", "deadline")],
    )
    view = small_site(directives=[own, above]).places["test-city"]
    assert [(entry.date.text, entry.record.id) for entry in view.upcoming] == [
        ("2025-12-01", "above"),
        ("2026-01-01", "own"),
    ]


def test_history_holds_the_steps_that_count_by_year_newest_first():
    old = directive(
        "old",
        steps=[
            step("2024-02-01", "signed"),
            step("2024-03-01", "reported"),
            step("2026-05-01", "expired"),
        ],
    )
    view = small_site(directives=[old]).places["test-city"]
    assert [(year, [entry.record.id for entry in entries]) for year, entries in view.history] == [
        ("2025", ["park-operation", "executive-directive-12", "city-v-state", "city-v-state"]),
        ("2024", ["old"]),
    ]


def test_places_near_are_of_the_same_size_with_records_and_listed_with_their_distance():
    near, far, empty = (
        place(name, title=name, point=point(lat, -118.24))
        for name, lat in (("near", 34.5), ("far", 40), ("empty", 34.1))
    )
    site = small_site(
        places=[near, far, empty],
        events=[event("n", place="near"), event("f", place="far"), event("s", place="test-state")],
    )
    assert [(found.card.id, found.km, found.total) for found in site.places["test-city"].near] == [
        ("near", 50, 1)
    ]


@pytest.mark.parametrize(
    ("lat", "lon", "km"),
    [
        (34.05 + 1.3485, -118.24, 150),
        (34.05 + 1.3535, -118.24, None),
        (34.05 - 1.3485, -118.24, 150),
        (34.05, -118.24 + 1.625, 150),
        (34.05, -118.24 + 1.635, None),
    ],
)
def test_a_place_is_near_up_to_150_kilometres_in_any_direction(lat, lon, km):
    other = place("other", title="Other", point=point(lat, lon))
    site = small_site(places=[other], events=[event("there", place="other")])
    assert [found.km for found in site.places["test-city"].near] == ([km] if km else [])


@pytest.mark.parametrize("number", [6, 7])
def test_the_six_nearest_places_are_listed_and_no_more(number):
    names = [f"near-{index}" for index in range(number)]
    places = [
        place(name, title=name, point=point(34.1 + index / 10, -118.24))
        for index, name in enumerate(names)
    ]
    site = small_site(
        places=places[::-1], events=[event(f"e-{name}", place=name) for name in names]
    )
    assert [found.card.id for found in site.places["test-city"].near] == names[:6]


@pytest.mark.parametrize(("on", "ahead"), [("2025-11-01", False), ("2025-11-02", True)])
def test_a_step_on_the_day_of_reading_has_happened_and_one_a_day_later_lies_ahead(on, ahead):
    dated = directive("dated", steps=[step("2024-01-01", "signed"), step(on, "expired")])
    view = small_site(directives=[dated]).places["test-city"]
    assert [entry.date.text for entry in view.upcoming] == ([on] if ahead else [])
    happened = [entry.date.text for _, entries in view.history for entry in entries]
    assert (on in happened) is not ahead


@pytest.mark.parametrize(
    ("topics", "shared"),
    [(["city-property", "schools"], ["City property", "Schools"]), (["schools"], None)],
)
def test_places_alike_share_two_subjects(topics, shared):
    schools = topic("schools", title="Schools", summary="Schools.")
    other = place("other", title="Other", point=point(40, -100))
    records = [
        directive("here", topics=["city-property", "schools"]),
        directive("there", place="other", topics=topics),
    ]
    alike = (
        small_site(topics=[schools], places=[other], directives=records).places["test-city"].alike
    )
    assert [(found.card.id, [card.title for card in found.shared]) for found in alike] == (
        [("other", shared)] if shared else []
    )


def test_courts_are_those_of_the_nearest_level_that_names_any_with_those_above():
    above = court("appeals-court", title="Court of Appeals", level="appeals")
    below = court("federal-court", title="Federal Court", parent="appeals-court")
    inside = place("inside", title="Inside", parent="other-state")
    site = small_site(
        courts=[above, below],
        places=[
            state("other-state", title="Other", geoid="04", federal_districts=["federal-court"]),
            inside,
        ],
    )
    (found,) = site.places["inside"].memberships
    assert found.label == "Federal district courts"
    assert [[card.id for card in chain] for chain in found.chains] == [
        ["federal-court", "appeals-court"]
    ]
    assert site.places["test-city"].memberships == ()


def test_only_what_can_be_a_place_has_such_a_view():
    assert set(small_site().places) == {"test-city", "test-state"}
