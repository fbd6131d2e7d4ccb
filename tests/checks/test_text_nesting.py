"""Nesting of quotes and lists in Markdown: what counts as a level, and how many there may be."""

from __future__ import annotations

import pytest

from builders import directive, library
from docket.lint.rules.rule import Context
from docket.lint.rules.text_nesting import MOST, RULE


def facts(notes):
    found = RULE.check(Context(library(directives=[directive(notes=notes)]), None, None))
    return [problem.fact for problem in found]


@pytest.mark.parametrize("mark", [">", "> ", ">\t", "- ", "+ ", "* ", "1. ", "999999999) ", "  - "])
def test_so_many_levels_may_be_and_no_more(mark):
    assert facts("first\n" + mark * MOST + "words") == []
    assert facts("first\n" + mark * (MOST + 1) + "words") == [
        "a line begins 11 quotes and lists in one another"
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "- " * 40 + "-",
        "* " * 40,
        "-" * 80,
        "*" * 80,
        "**" * 20 + "words",
        "1.1.1.1.1.1.1.1.1.1.1.1 words",
        "a > b > c" * 20,
    ],
)
def test_what_only_looks_like_levels_is_none(notes):
    assert facts(notes) == []
