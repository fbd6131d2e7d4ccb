"""The wording rule: where it looks, what it leaves alone, and where its words come from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import directive, library, small_library, wording
from docket.lint.rules import Context
from docket.lint.rules.wording import words_to_avoid
from docket.lint.rules.wording_neutral import RULE, taking_sides

PATTERN = re.compile(r"\b(?:sanctuary|raids|raid)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Agents carried out a raid.", ["raid"]),
        ("Raids followed. Sanctuary is denied.", ["Raids", "Sanctuary"]),
        ("Named (raid) and again raid — Raid", ["raid", "Raid"]),
        ('He called it a “raid”, and "raids", and ‘raid’.', []),
        ("The San Jose Sanctuary Ordinance and the Raid Reporting Act.", []),
        ("A bridge, afraid, braids.", []),
        ("The city’s raid and the agents’ raid", ["raid"]),
        ("An opening quotation mark “ with no end: raid", ["raid"]),
    ],
)
def test_words_of_our_own_are_reported_and_those_of_others_are_not(text, words):
    assert list(taking_sides(text, PATTERN)) == words


def listed(*words):
    return words_to_avoid(library(wording=[wording("list", avoid=list(words))]))


@given(
    st.text(alphabet="raidsRAIDS ſKİık-é“”'\n")
    | st.sampled_from(
        ["A RAıD", "raİds", "ſecret", "RAID.", "afraid", "open-Borders", "open borders"]
    )
)
def test_the_quick_look_misses_nothing(text):
    found = listed("raid", "raids", "secret", "open-borders", "kids")
    stems = found.stems_in(text)
    assert stems or not found.pattern.search(text)
    for part in text.split("\n"):
        assert any(stem in part.lower() for stem in stems) or not found.pattern.search(part)


def test_the_quick_look_sees_where_nothing_is():
    assert listed("raid", "raids").stems_in("Agents carried out an operation.") == []
    assert listed("raid", "raids", "sweep").stems_in("Agents carried out raids.") == [
        "raids",
        "raid",
    ]


def test_words_beyond_ascii_are_looked_for_each_time():
    assert listed("redada", "invasión").stems_in("nothing") == [""]


def problems(records):
    return [
        (problem.path, problem.fact, problem.hint)
        for problem in RULE.check(Context(records, None, None))
    ]


def test_without_a_list_nothing_is_reported():
    assert problems(library(directives=[directive("a", summary="A raid.")])) == []


def test_with_a_list_the_hint_says_what_to_write():
    assert problems(small_library(directives=[directive("a", summary="A raid.")])) == [
        (("summary",), "'raid' takes a side", "Write operation.")
    ]


def test_quotes_and_titles_of_sources_keep_their_words():
    statement = {
        "speaker": "Jo Raid",
        "role": "Head of the raid office",
        "stance": "neutral",
        "quote": "no raid",
        "sources": ["report"],
    }
    spoken = directive("a", statements=[statement])
    spoken["sources"][0]["title"] = "After the raid"
    assert [path for path, _, _ in problems(small_library(directives=[spoken]))] == [
        ("statements", 0, "role")
    ]


def test_ids_codes_and_the_list_itself_are_not_prose():
    assert problems(small_library(directives=[directive("raid-report")])) == []


@given(st.text(alphabet="a.:!(-–— \n", max_size=6))
@settings(max_examples=500)
def test_a_sentence_begins_where_nothing_a_stop_and_blanks_or_a_bracket_is_before(before):
    starts = re.search(r"(?:^\s*|[.!?:;]\s+|[(\[]\s*|[\-–—]\s*)\Z", before) is not None
    assert bool(list(taking_sides(before + "Raid", re.compile("Raid")))) == starts
