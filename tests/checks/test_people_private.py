"""What could lead to a person is found, and what merely looks like it is left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import directive, small_library
from docket.lint.rules import Context
from docket.lint.rules.folding import fold
from docket.lint.rules.people_private import check
from docket.lint.rules.personal import SORTS, personal
from docket.source.yaml_reader import read

READING = read(Path(__file__).with_name("private.yaml").read_bytes(), "private.yaml")
CORPUS = READING.value
VISIBLE = [tuple(row) for row in CORPUS["visible"]]
MISSED = ["twelve thirty-four Elm Street"]
"""Visible to a program, and not found yet."""
NOT_INNOCENT = []
"""Innocent, and refused all the same."""


def sorts(text):
    return [found.sort.what for found in personal(text)]


def test_the_corpus_is_as_large_as_the_one_it_stands_for():
    assert READING.problems == ()
    assert len(VISIBLE) + len(CORPUS["unseen"]) >= 62
    assert len(VISIBLE) >= 40
    assert len(CORPUS["innocent"]) >= 63
    assert len(CORPUS["policy"]) == 5


def test_at_least_nine_in_ten_of_what_a_program_can_see_are_found():
    missed = [text for sort, text in VISIBLE if not any(sort in what for what in sorts(text))]
    assert missed == MISSED
    assert len(missed) <= len(VISIBLE) / 10


def test_at_most_two_innocent_texts_are_refused():
    refused = [text for text in CORPUS["innocent"] if sorts(text)]
    assert refused == NOT_INNOCENT
    assert len(refused) <= 2


@pytest.mark.parametrize("text", CORPUS["policy"])
def test_contacts_of_public_bodies_are_refused_too(text):
    assert sorts(text)


@pytest.mark.parametrize("text", CORPUS["unseen"])
def test_what_only_a_reader_understands_is_left_to_reviewers(text):
    assert sorts(text) == []


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.what)
def test_each_sort_has_a_row_in_the_corpus_and_its_own_words(sort):
    assert any(sort.what in sorts(text) for _, text in VISIBLE)
    assert sort.hint.startswith("Leave it out; ")


@pytest.mark.parametrize(("sort", "text"), VISIBLE)
def test_it_is_found_inside_a_longer_text_and_shown_in_its_own_words(sort, text):
    around = f"Agents came, and then: {text}\nNobody was hurt in the end"
    shown = [found.words for found in personal(around)]
    assert all(words in around for words in shown)
    assert bool(shown) == (text not in MISSED)


SHOWN = {
    "write to pat.doe+x@city.example today": "pat.doe+x@city.example",
    "pat at example dot org": "pat at example dot org",
    "pat [at] city.example": "pat [at] city.example",
    "pat＠city.example": "pat＠city.example",
    "call ٢١٣-٥٥٥-٠١٤٧": "٢١٣-٥٥٥-٠١٤٧",
}


@pytest.mark.parametrize(("text", "words"), SHOWN.items())
def test_it_is_shown_whole_and_as_it_is_written(text, words):
    assert [found.words for found in personal(text)] == [words]


HINTS = {
    "call (213) 555-0147": "Leave it out; name the office that answers.",
    "pat@city.example": "Leave it out; name the office that answers.",
    "1234 Elm Street": "Leave it out; name a block (1200 block of Elm Street) or a public place.",
    "license plate 8ABC123": "Leave it out; say what kind of vehicle it was.",
}


@pytest.mark.parametrize(("text", "hint"), HINTS.items())
def test_the_hint_says_what_to_write_instead(text, hint):
    library = small_library(directives=[directive("a", summary=f"It says {text}.")])
    (problem,) = check(Context(library, None, None))
    assert (problem.code, problem.path, problem.hint) == ("people/private", ("summary",), hint)


@pytest.mark.parametrize(
    "notes",
    [
        "213-**555**-0147",
        "213\\-555\\-0147",
        "213-<b>555</b>-0147",
        "213<!-- x -->-555-0147",
        "<a@b.test>",
    ],
)
def test_what_markdown_takes_out_hides_nothing(notes):
    library = small_library(directives=[directive("a", notes=f"The line is {notes}.")])
    (problem,) = check(Context(library, None, None))
    assert problem.path == ("notes",)


HOSTILE = [
    "a.",
    "a.a@",
    "@",
    "a@a.",
    "a@a",
    "1 A ",
    "1 ",
    "213-",
    "213 555 ",
    "1",
    "12 Elm ",
    "1234 Elm Street ",
    "+1 ",
    "call 1",
    "five ",
    "A1",
    "A 1",
    "plate A1",
    "born on ",
    "34.0522, ",
    "1.1",
    "(",
    " at a dot ",
    "[at]",
    "1 a a a ",
    "Calle A ",
    "Apt ",
    "x-1-",
    "SSN ",
    "1A",
    "P O ",
    "- ",
    "٣",
    "1 Elm st. ",
    "call is was at to ",
    "1HGCM82633A00435",
    "9" * 16 + " ",
    "1-800-A",
]


@pytest.mark.parametrize("repeated", HOSTILE)
def test_a_long_hostile_text_takes_a_time_that_grows_with_its_length(repeated):
    """A tenth of a second where nothing else runs; a quadratic pattern would take over ten."""
    text = (repeated * 100_000)[:100_000]
    begun = time.process_time()
    list(personal(text))
    assert time.process_time() - begun < 1


@given(st.text(alphabet=st.sampled_from("09٣@Aaé -.\n—＠½\u00a0\u2011"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_folded_text_has_the_length_of_the_text(text):
    assert len(fold(text)) == len(text)
    assert len(list(personal(text))) <= len(SORTS)
