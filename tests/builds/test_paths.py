"""A value never becomes a path outside the output, and never one that another value has."""

from __future__ import annotations

import json
import shutil
from html import unescape

import pytest

from builders import SCHEMAS, place
from pelican_run import pelican
from projects import make_site_project
from weblinks import broken_links

LONG = "long " * 60
VALUES = (
    "../../../../escaped",
    "..",
    ".",
    "...",
    "/etc",
    "A/B",
    "C#",
    "",
    "a",
    "A",
    "Ä",
    "ä",
    "ａ",
    LONG,
    LONG + "more",
    "con",
    "NUL",
    "aux.txt",
    "%2e",
    "%2e%2e%2fx",
    "a?b",
    "a b",
    "a  b",
    "~",
    "page",
    "by",
    "index.html",
    "東京",
    "C:x",
    "a.",
    "-",
    "x" * 80,
    "x" * 81,
)
PLAIN = {"a", "page", "by", "x" * 80}
"""Those that are a part of an address as they are."""


def make_kind() -> dict[str, object]:
    """Return the schema of a kind whose lists are narrowed by a text and by a list of texts."""
    words = {"title": "State", "description": "Which.", "x-hint": "Any."}
    line = {"type": "string", "maxLength": 400}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://civic-docket.example/schema/v1/report.schema.json",
        "title": "Report",
        "description": "A report.",
        "x-plural": "reports",
        "x-title-plural": "Reports",
        "x-order": 9,
        "x-caption": ["title"],
        "x-featured": [],
        "x-facets": ["state", "states"],
        "$ref": "common.schema.json#/$defs/record",
        "type": "object",
        "unevaluatedProperties": False,
        "required": ["state"],
        "properties": {
            "state": {**words, **line},
            "states": {**words, "type": "array", "maxItems": 5, "items": line},
        },
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project in a folder of its own, with a report for each value, as built by Pelican."""
    project = make_site_project(tmp_path_factory.mktemp("paths") / "a" / "b" / "project")
    (project / "schema").unlink()
    shutil.copytree(SCHEMAS, project / "schema")
    (project / "schema" / "report.schema.json").write_text(json.dumps(make_kind()))
    (project / "data" / "reports").mkdir()
    for number, value in enumerate(VALUES):
        record = {
            "id": f"r-{number}",
            "title": f"Report {number}",
            "state": value,
            "states": [value],
        }
        (project / "data" / "reports" / f"r-{number}.yaml").write_text(json.dumps(record))
    done = pelican(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_nothing_is_written_outside_the_output(project):
    around = {path.name for path in project.parents[2].rglob("*") if project not in path.parents}
    assert around == {"a", "b", "project"}
    assert {path.name for path in project.iterdir()} <= {
        "content",
        "data",
        "output",
        "pelicanconf.py",
        "schema",
        "theme",
        ".docket-cache",
        "__pycache__",
    }


@pytest.mark.parametrize("facet", ["state", "states"])
def test_each_value_has_a_page_of_its_own_also_where_small_and_capital_letters_are_one(
    project, facet
):
    folders = [path.name for path in (project / "output" / "reports" / "by" / facet).iterdir()]
    assert len({name.casefold() for name in folders}) == len(folders) == len(set(VALUES))
    assert set(folders) >= PLAIN
    assert all(len(name.encode()) <= 80 and name.isascii() for name in folders)
    for name in folders:
        page = unescape(
            (project / "output" / "reports" / "by" / facet / name / "index.html").read_text()
        )
        assert "1 record" in page


def test_every_link_leads_to_its_page(project):
    assert broken_links(project / "output") == []


@pytest.mark.parametrize("name", ["by", "page", "index", "con", "nul", "com1"])
def test_an_id_that_is_an_address_of_the_site_or_no_file_name_is_refused(project, name, tmp_path):
    copy = make_site_project(tmp_path / "project")
    (copy / "data" / "places" / f"{name}.yaml").write_text(json.dumps(place(name)))
    done = pelican(copy)
    assert done.returncode != 0
    assert f"data/places/{name}.yaml:1:" in done.stderr + done.stdout
    assert "id/address" in done.stderr + done.stdout
