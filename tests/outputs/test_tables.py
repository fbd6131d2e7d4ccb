import pytest

from builders import (
    challenge,
    directive,
    event,
    place,
    settings,
    site,
    small_site,
    source,
    state,
    step,
)
from builders import library as make
from docket.exports.csvtext import to_csv
from reading import by_path, read_csv, table_files


def written(**groups):
    library = make(places=[place(), state()], **groups)
    return by_path(table_files(site(library), settings()))


@pytest.fixture(scope="module")
def files():
    return by_path(table_files(small_site(), settings()))


def test_there_is_a_table_of_records_and_one_a_part(files):
    parts = (
        "steps",
        "sources",
        "figures",
        "statements",
        "provisions",
        "relations",
        "effects",
        "acts",
        "record-agencies",
        "record-courts",
        "legal-claims",
    )
    assert files.keys() == {f"api/v1/{name}.csv" for name in ("records", *parts)}


def test_a_row_of_records_tells_what_a_record_is(files):
    row = {row["id"]: row for row in read_csv(files["api/v1/records.csv"])}[
        "executive-directive-12"
    ]
    assert (row["kind"], row["place"], row["place_title"], row["status"]) == (
        "directive",
        "test-city",
        "Test City",
        "blocked-in-part",
    )
    assert (row["date"], row["date_earliest"], row["date_latest"], row["date_approximate"]) == (
        "2025-07-11",
        "2025-07-11",
        "2025-07-11",
        "false",
    )
    assert (row["lat"], row["lon"], row["precision"], row["radius_m"]) == (
        "34.05",
        "-118.24",
        "city",
        "8000",
    )
    assert (row["instrument"], row["issuer_name"], row["issuer_office"]) == (
        "executive-directive",
        "Pat Doe",
        "Mayor",
    )
    assert row["url"] == "https://docket.test/directives/executive-directive-12/"
    assert row["category"] == ""


def test_the_columns_of_records_begin_with_those_that_all_have_and_name_nothing_twice(files):
    header = files["api/v1/records.csv"].content.decode().split("\r\n")[0].split(",")
    assert header[:3] == ["id", "kind", "title"]
    assert len(header) == len(set(header))
    assert "location_lat" not in header


def test_columns_are_there_without_any_record():
    files = by_path(table_files(site(make(places=[state()])), settings()))
    assert files["api/v1/steps.csv"].content.startswith(b"record_id,kind,position,")
    assert read_csv(files["api/v1/records.csv"]) == []


def test_a_list_is_one_cell_joined_by_semicolons(files):
    row = read_csv(
        written(challenges=[challenge(plaintiffs=["A", "B, Inc."])])["api/v1/records.csv"]
    )[0]
    assert row["plaintiffs"] == "A; B, Inc."
    rows = {row["id"]: row for row in read_csv(files["api/v1/records.csv"])}
    assert rows["city-v-state"]["courts"] == "district-court"
    assert rows["park-operation"]["agencies"] == "test-agency"


def test_a_date_has_columns_for_its_earliest_and_latest_day():
    steps = [step("2025-07~", "signed"), step("2025-08-01/..", "suspended")]
    rows = read_csv(written(directives=[directive(steps=steps)])["api/v1/steps.csv"])
    assert [(row["date"], row["date_earliest"], row["date_latest"]) for row in rows] == [
        ("2025-07~", "2025-07-01", "2025-07-31"),
        ("2025-08-01/..", "2025-08-01", ""),
    ]
    assert [(row["record_id"], row["kind"], row["position"]) for row in rows] == [
        ("executive-directive-12", "directive", "1"),
        ("executive-directive-12", "directive", "2"),
    ]


def test_an_effect_says_at_which_step_it_stands(files):
    rows = read_csv(files["api/v1/effects.csv"])
    assert [
        (row["record_id"], row["steps_position"], row["position"], row["record"], row["effect"])
        for row in rows
    ] == [("city-v-state", "2", "1", "executive-directive-12", "blocks-in-part")]


def test_numbers_stay_numbers_and_text_can_not_start_a_formula():
    figures = [
        {
            "what": "=1+1",
            "value": -5,
            "basis": "official",
            "claimed_by": "@DHS",
            "sources": ["report"],
        },
        {
            "what": "arrests",
            "value": 0.5,
            "basis": "official",
            "claimed_by": "+1",
            "note": "a=b",
            "sources": ["report"],
        },
    ]
    rows = read_csv(written(events=[event(figures=figures)])["api/v1/figures.csv"])
    assert [(row["what"], row["value"], row["claimed_by"], row["note"]) for row in rows] == [
        ("'=1+1", "-5", "'@DHS", ""),
        ("arrests", "0.5", "'+1", "a=b"),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(start):
    assert (
        to_csv(["a"], [{"a": f"{start}x"}])
        .decode()
        .removeprefix("a\r\n")
        .lstrip('"')
        .startswith(f"'{start}x")
    )


def test_a_list_whose_first_item_begins_like_a_formula_is_made_safe_too():
    row = read_csv(written(challenges=[challenge(plaintiffs=["=A", "B"])])["api/v1/records.csv"])[0]
    assert row["plaintiffs"] == "'=A; B"


def test_quotes_commas_and_lines_survive_and_rows_end_as_rfc_4180_says():
    note = 'He said "no", then\nleft.'
    file = written(directives=[directive(sources=[source(note=note, title_shortened=True)])])[
        "api/v1/sources.csv"
    ]
    row = read_csv(file)[0]
    assert (row["note"], row["title_shortened"], row["seen"]) == (note, "true", "2025-10-20")
    assert file.content.endswith(b"\r\n")
    assert file.content.count(b"\r\n") == 2


def test_a_withdrawn_record_keeps_its_row_and_says_why():
    row = read_csv(
        written(events=[event(withdrawn={"date": "2025-10-01", "reason": "Wrong."})])[
            "api/v1/records.csv"
        ]
    )[0]
    assert (row["withdrawn_date"], row["withdrawn_reason"], row["withdrawn_successor"]) == (
        "2025-10-01",
        "Wrong.",
        "",
    )
