"""Comparison: places by what their records provide, and what was not looked for told apart from
what was not found."""

from __future__ import annotations

from builders import (
    AS_OF,
    directive,
    library,
    place,
    provision,
    search,
    site,
    small_site,
    state,
    step,
)

TWO = directive(
    "two",
    provisions=[
        provision("protocol", "Plans."),
        provision("protocol", "Training."),
        provision("legal-aid", "Lawyers."),
    ],
)
FIRST = ("executive-directive-12", ["Departments write plans."])


def table(comparison):
    """Regions with their places and, by column, the records and words in each cell."""
    codes = [code for code, _ in comparison.columns]
    return {
        region.place.id: {
            row.place.id: {
                code: [
                    (holding.card.id, [entry.provision.text for entry in holding.entries])
                    for holding in cell
                ]
                for code, cell in zip(codes, row.cells, strict=True)
                if cell
            }
            for row in region.rows
        }
        for region in comparison.regions
    }


def test_places_are_set_side_by_side_by_type_of_provision():
    comparison = small_site(directives=[TWO]).comparison
    assert comparison.columns == (
        ("protocol", "Protocols and training"),
        ("legal-aid", "Legal aid"),
    )
    assert table(comparison)["test-city"] == {
        "test-city": {
            "protocol": [FIRST, ("two", ["Plans.", "Training."])],
            "legal-aid": [("two", ["Lawyers."])],
        }
    }


def test_cities_stand_under_their_state_after_it():
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        state("oregon", title="Oregon", geoid="41", parent="top"),
        place("salem", title="Salem", parent="oregon"),
        place("bend", title="Bend", parent="oregon"),
    ]
    records = [
        directive(f"d-{name}", place=name, provisions=[provision("other", name)])
        for name in ("salem", "oregon", "bend")
    ]
    region = next(
        region
        for region in small_site(places=places, directives=records).comparison.regions
        if region.place.id == "oregon"
    )
    assert [row.place.id for row in region.rows] == ["oregon", "bend", "salem"]


def test_a_region_without_records_says_whether_it_was_searched():
    top = {"id": "top", "title": "Top", "level": "country"}
    places = [
        top,
        *(
            state(name, title=name.title(), geoid=geoid, parent="top")
            for name, geoid in (("oregon", "41"), ("utah", "49"))
        ),
    ]
    site = small_site(
        places=places,
        coverage=[
            search("west", area="top", searches=[{"place": "oregon", "result": "none-found"}])
        ],
        directives=[TWO],
    )
    found = {
        region.place.id: region.looked for region in site.comparison.regions if not region.rows
    }
    assert (found["oregon"].state, found["oregon"].until.text) == ("none-found", "2025-09-30")
    assert (found["utah"].state, found["utah"].until) == ("not-looked", None)


def test_a_holding_tells_direction_sources_and_whether_it_applies():
    ended = directive(
        "ended",
        stance="states-position",
        steps=[step("2025-01-01", "signed"), step("2025-02-01", "rescinded")],
        provisions=[provision("position", "A view.")],
    )
    comparison = small_site(directives=[ended, TWO]).comparison
    cells = [
        holding
        for region in comparison.regions
        for row in region.rows
        for cell in row.cells
        for holding in cell
    ]
    assert {(holding.card.id, holding.direction, holding.applies) for holding in cells} == {
        ("executive-directive-12", "limits-cooperation", True),
        ("two", "limits-cooperation", True),
        ("ended", "states-position", False),
    }
    assert [source.id for source in cells[0].entries[0].sources] == ["report"]
    assert [code for code, _ in comparison.directions] == ["limits-cooperation", "states-position"]


def test_withdrawn_records_are_left_out_and_without_any_there_is_no_comparison():
    gone = {**TWO, "withdrawn": {"date": "2025-10-01", "reason": "Twice."}}
    assert site(library(places=[place(), state()], directives=[gone]), AS_OF).comparison is None


def test_a_provision_that_does_not_apply_although_its_record_does_says_so():
    two = directive(
        "two",
        instrument="statute",
        steps=[
            step("2025-06-01", "signed"),
            step("2025-07-01", "effective", provisions=["now"]),
            step("2026-01-01", "effective", provisions=["later"], planned=True),
        ],
        provisions=[provision(id="now"), provision("legal-aid", id="later")],
    )
    region = small_site(directives=[two]).comparison.regions[0]
    found = {
        entry.provision.anchor: (holding.in_part, entry.part.label if entry.part else None)
        for row in region.rows
        for cell in row.cells
        for holding in cell
        if holding.card.id == "two"
        for entry in holding.entries
    }
    assert found["now"] == (False, None)
    assert found["later"] == (True, "Adopted")
