"""The wording rule: where it looks, what it leaves alone, and where its words come from."""

from __future__ import annotations

import re

import pytest

from builders import directive, library, small_library
from docket.checks import Context
from docket.checks.wording_neutral import RULE, taking_sides

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
def test_words_of_our_own_are_told_and_those_of_others_are_not(text, words):
    assert list(taking_sides(text, PATTERN)) == words


def told(given):
    return [(problem.path, problem.fact, problem.hint) for problem in RULE.check(Context(given, None, None))]


def test_without_a_list_nothing_is_told():
    assert told(library(directives=[directive("a", summary="A raid.")])) == []


def test_with_a_list_the_hint_says_what_to_write():
    assert told(small_library(directives=[directive("a", summary="A raid.")])) == [(("summary",), "'raid' takes a side", "Write operation.")]


def test_quotes_and_titles_of_sources_keep_their_words():
    statement = {"speaker": "Jo Raid", "role": "Head of the raid office", "stance": "neutral", "quote": "no raid", "sources": ["report"]}
    spoken = directive("a", statements=[statement])
    spoken["sources"][0]["title"] = "After the raid"
    assert [path for path, _, _ in told(small_library(directives=[spoken]))] == [("statements", 0, "role")]


def test_ids_codes_and_the_list_itself_are_not_prose():
    assert told(small_library(directives=[directive("raid-report")])) == []
