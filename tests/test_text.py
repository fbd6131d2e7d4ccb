"""Text: what is cut is as long as may be and no longer, and what is like a word and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.model.text import nearest, shorten, slug


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("four five", 9, "four five"),
        ("four five", 8, "four…"),
        ("four five six", 11, "four five…"),
        ("four five six", 9, "four…"),
        ("unbroken", 8, "unbroken"),
        ("unbroken", 7, "unbrok…"),
        ("one; two", 7, "one…"),
        ("", 1, ""),
    ],
)
def test_a_text_is_cut_at_the_last_word_that_leaves_room_for_the_ellipsis(text, limit, shown):
    assert shorten(text, limit) == shown


@given(st.text(alphabet="ab ,;", max_size=30), st.integers(1, 31))
def test_a_shortened_text_has_at_most_as_many_characters_as_the_limit_says(text, limit):
    shown = shorten(text, limit)
    assert len(shown) <= limit
    assert (shown == text) == (len(text) <= limit)


@pytest.mark.parametrize(
    ("word", "like"), [("abcdefgxyz", "abcdefghij"), ("abcdefwxyz", None), ("", None)]
)
def test_a_word_is_like_another_from_seven_letters_in_ten_on(word, like):
    assert nearest(word, ["abcdefghij"]) == like


def test_a_letter_of_two_others_stays_in_a_slug():
    assert slug("Große STRAẞE 1, Café") == "grosse-strasse-1-cafe"
