"""The comparison as CSV: a row an entry, and a row for what has none."""

from __future__ import annotations

from builders import directive, library, place, provision, settings, site, state
from docket.exports import output_files
from reading import by_path, read_csv


def test_every_entry_is_a_row_with_its_sources():
    plans = directive("plans", provisions=[provision(text="=Plans", id="first")])
    rows = read_csv(
        by_path(
            output_files(
                site(library(places=[place(), state()], directives=[plans])),
                settings(),
                ["compare"],
            )
        )["api/v1/compare.csv"]
    )
    assert [
        (
            row["place_id"],
            row["type"],
            row["record_id"],
            row["text"],
            row["applies"],
            row["sources"],
            row["url"],
        )
        for row in rows
        if row["record_id"]
    ] == [
        (
            "test-city",
            "protocol",
            "plans",
            "'=Plans",
            "true",
            "https://news.test/report",
            "https://docket.test/directives/plans/#first",
        ),
    ]


def test_without_anything_to_compare_there_is_no_file():
    assert (
        by_path(output_files(site(library(directives=[directive()])), settings(), ["compare"]))
        == {}
    )
