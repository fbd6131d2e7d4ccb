"""Edges: every connection between records, the same in JSON and CSV."""

from __future__ import annotations

from builders import settings, small_site
from docket.exports import output_files
from reading import by_path, read_csv, read_json


def test_relations_and_the_effects_of_orders_are_edges_and_references_to_places_are_not():
    read = read_json(
        by_path(output_files(small_site(), settings(), ["edges"]))["api/v1/edges.json"]
    )
    assert [
        (
            edge["source"],
            edge["target"],
            edge["type"],
            edge["follows"],
            edge["date"],
            edge["scope"],
            edge["note"],
        )
        for edge in read["edges"]
    ] == [
        (
            "executive-directive-12",
            "park-operation",
            "responds-to",
            True,
            None,
            None,
            "Signed four days later.",
        ),
        (
            "city-v-state",
            "executive-directive-12",
            "blocks-in-part",
            True,
            "2025-09-19",
            "Section 2",
            None,
        ),
    ]
    assert read["count"] == 2


def test_the_table_holds_the_same_edges():
    files = by_path(output_files(small_site(), settings(), ["edges"]))
    edges = read_json(files["api/v1/edges.json"])["edges"]
    rows = read_csv(files["api/v1/edges.csv"])
    assert [[row["source"], row["target"], row["type"], row["follows"]] for row in rows] == [
        [edge["source"], edge["target"], edge["type"], "true"] for edge in edges
    ]
