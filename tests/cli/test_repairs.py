"""Repairs: what is wrong in a record is reported at its place, and doing what the hint says mends
it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from builders import SCHEMAS

EXAMPLES = SCHEMAS.parent / "tests" / "examples"
RECORD = """id: {id}
title: A title
place: example-city
instrument: ordinance
number: "5"
stance: limits-access
issuer: {name: City Council}
summary: The council closes city lots to staging.
steps:
  - date: 2025-07-01
    step: adopted
    sources: [minutes]
figures:
  - {what: departments, value: 44, basis: official, claimed_by: Mayor, sources: [minutes]}
topics: [city-property]
sources:
  - id: minutes
    url: https://city.example/minutes
    title: Minutes
    publisher: City
    type: official
    seen: 2025-10-20
"""


class Case(NamedTuple):
    """What of the record is replaced by what, the code and column of the one problem that this is,
    and what mends it, of which the hint holds `hinted` (None: all of it)."""

    part: str
    wrong: str
    code: str
    column: int
    right: str
    hinted: str | None = None


def date(wrong: str, right: str, hinted: str | None = None, code: str = "schema/format") -> Case:
    """Return a case of a wrong date."""
    return Case("2025-07-01", wrong, code, 11, right, hinted)


def title(wrong: str, code: str, column: int, right: str, hinted: str | None = None) -> Case:
    """Return a case of a wrong title."""
    return Case("A title", wrong, code, column, right, hinted)


def number(wrong: str, right: str) -> Case:
    """Return a case of a wrong number."""
    return Case("value: 44", f"value: {wrong}", "schema/type", 32, f"value: {right}", right)


def numbered(wrong: str, right: str) -> Case:
    """Return a case of a number where text is due."""
    return Case('"5"', wrong, "schema/type", 9, right)


def url(wrong: str, right: str, hinted: str) -> Case:
    """Return a case of a wrong address."""
    return Case("https://city.example/minutes", wrong, "schema/format", 10, right, hinted)


STEP = """  - date: 2025-07-01
    step: adopted
    sources: [minutes]
"""
SECOND = STEP.replace("07-01", "08-01").replace("adopted", "effective")
CASES = {
    "month first": date("05/13/2025", "2025-05-13"),
    "day or month first": date("7/11/2025", "2025-07-11"),
    "month in words": date("May 13, 2025", "2025-05-13"),
    "one digit": date("2025-5-3", "2025-05-03"),
    "no day of the calendar": date("2025-02-30", "2025-02-28"),
    "day of an unknown month": date("2025-XX-31", '"2025"'),
    "eleventh of an unknown month": date("2025-XX-11", '"2025"'),
    "unknown digit": date("2025-1X", "2025-10/2025-12"),
    "decade": date("201X", "2010/2019"),
    "unknown end": date("2025-05-13/", "2025-05-13/.."),
    "a long date": date(
        '"{' + "2025," * 100 + '}"', "2025-05-13", "at most 64 characters", "schema/maxLength"
    ),
    "year": date("2025", '"2025"', code="schema/type"),
    "digits alone": date("20250513", "2025-05-13", code="schema/type"),
    "day in words": Case("2025-10-20", "Oct 20, 2025", "schema/format", 11, "2025-10-20"),
    "day as a year": Case("2025-10-20", "2025", "schema/type", 11, "2025-10-20", "YYYY-MM-DD"),
    "hash": title("Resolution #25-196", "yaml/comment", 19, '"Resolution #25-196"'),
    "hash behind quotation marks": title(
        '"Doe"#1 v. Noem', "yaml/comment", 13, "'\"Doe\"#1 v. Noem'"
    ),
    "hash first": title("#25-196", "schema/type", 7, '"#25-196"'),
    "hash behind >": title(">-#1\n  Order", "yaml/comment", 10, ">-\n  Order", "on the next line"),
    "hash in a list entry": Case(
        "[city-property]",
        "\n  - city-property #1",
        "yaml/comment",
        19,
        "\n  # 1\n  - city-property",
        "line of its own above",
    ),
    "hash behind a list": Case(
        "[city-property]",
        "[city-property]#b",
        "yaml/comment",
        24,
        '["city-property"]',
        "quotation marks",
    ),
    "note behind a date": Case(
        "date: 2025-07-01",
        "date: 2025-07-01 # a note",
        "yaml/comment",
        22,
        "# a note\n    date: 2025-07-01",
        "a line of its own above",
    ),
    "tilde": title("~", "yaml/nothing", 8, '"~"'),
    "capital null": title("NULL", "yaml/nothing", 8, '"NULL"'),
    "the word null": title("null", "schema/type", 8, '"null"'),
    "question mark in a list": Case(
        "[city-property]", "[?x]", "yaml/key", 10, "[city-property]", '"?x"'
    ),
    "quotation mark inside": title('"Resolution" on x', "yaml/syntax", 21, "'\"Resolution\" on x'"),
    "apostrophe inside": title("'Doe's case'", "yaml/syntax", 13, '"Doe\'s case"'),
    "colon": title("Order: the text", "yaml/syntax", 13, '"Order: the text"'),
    "curly marks": title("“Order: the text”", "yaml/syntax", 14, '"Order: the text"'),
    "reserved character": title("@home", "yaml/syntax", 8, '"@home"'),
    "comma in a group": Case(
        "City Council", "City of X, Illinois", "yaml/key", 27, '"City of X, Illinois"'
    ),
    "no-break blanks": Case(
        "    step: adopted",
        "\u00a0\u00a0\u00a0 step: adopted",
        "yaml/key",
        1,
        "    step: adopted",
        "plain blanks",
    ),
    "no blank behind the hyphen": Case(
        "- date: 2025", "-date: 2025", "yaml/key", 3, "- date: 2025", "- date:"
    ),
    "no hyphens": Case(
        STEP, STEP + SECOND.replace("- ", "  "), "yaml/duplicate-key", 5, STEP + SECOND, "- date:"
    ),
    "no comma": Case(
        "[minutes]\nf", "[minutes paper]\nf", "schema/pattern", 15, "[minutes]\nf", "minutes, paper"
    ),
    "old name of a date": Case(
        "date: 2025-07-01",
        "on: 2025-07-01",
        "schema/unknown-property",
        5,
        "date: 2025-07-01",
        "Write date, or run docket migrate.",
    ),
    "trailing zero": numbered("25.10", '"25.10"'),
    "whole number": numbered("12", '"12"'),
    "truth": numbered("true", '"true"'),
    "too many digits": number("34.349999999999994", "34.35"),
    "exponent": number("1e3", "1000"),
    "leading zeros": number("0644000", "644000"),
    "plus": number("+5", "5"),
    "point first": number(".5", "0.5"),
    "point last": number("5.", "5"),
    "underscore": number("1_000", "1000"),
    "comma": number('"1,000"', "1000"),
    "hexadecimal": number("0x1F", "31"),
    "quoted": number('"12"', "12"),
    "label of a code": Case(
        "limits-access",
        "Limits access to property, records or sites",
        "schema/enum",
        9,
        "limits-access",
    ),
    "name before the host": url(
        "https://www.supremecourt.gov@evil.test/x", "https://evil.test/x", "before the @"
    ),
    "brackets": url("https://[[[/", "https://city.example/", "address bar"),
    "port": url("https://city.example:99999999/", "https://city.example/", "address bar"),
    "inside a network": url("https://localhost/x", "https://city.example/x", "everybody"),
}


def check(folder: Path, texts: dict[str, str]) -> dict[str, list[dict]]:
    """Return the problems that `docket check` reports of a project with these records beside the
    good examples, by the record's name."""
    copytree(EXAMPLES / "good", folder / "data")
    for name in ("schema", "theme"):
        (folder / name).symlink_to(SCHEMAS.parent / name)
    (folder / "pelicanconf.py").write_text("")
    for name, text in texts.items():
        record = text.replace("{id}", name)
        (folder / "data" / "directives" / f"{name}.yaml").write_text(record, encoding="utf-8")
    docket = str(Path(sys.executable).with_name("docket"))
    command = [docket, "check", "--today", "2025-11-01", "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, list[dict]] = {name: [] for name in texts}
    for problem in json.loads(done.stdout):
        found[Path(problem["file"]).stem].append(problem)
    return found


def named(case: str) -> str:
    return case.replace(" ", "-").replace(">", "fold")


@pytest.fixture(scope="module")
def problems(tmp_path_factory):
    """The problems of all wrong records, and of all mended ones."""
    checked = []
    for side in ("wrong", "right"):
        texts = {}
        for name, case in CASES.items():
            assert RECORD.count(case.part) == 1, case.part
            texts[named(name)] = RECORD.replace(case.part, getattr(case, side))
        checked.append(check(tmp_path_factory.mktemp(side), texts))
    return checked


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_reported_once_at_its_place_and_the_hint_mends_it(name, problems):
    case, (wrong, right) = CASES[name], problems
    found = [(problem["code"], problem["column"]) for problem in wrong[named(name)]]
    assert found == [(case.code, case.column)]
    (problem,) = wrong[named(name)]
    assert (case.hinted or case.right) in problem["hint"]
    assert right[named(name)] == []
