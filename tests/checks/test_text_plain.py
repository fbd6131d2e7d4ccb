"""What is quickly looked for is in every text that has markup or a hidden character."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from docket.checks.text_plain import HIDDEN, TAG, suspect


@given(st.text(st.sampled_from("ab<&>;/\n\t\r\x00\x7f\u200b\u202e\u2060\u00ad\ufeff éñ‘’\u00a0") | st.characters()))
def test_a_text_with_markup_or_a_hidden_character_is_suspect(text):
    assert suspect(text) or not (TAG.search(text) or HIDDEN.search(text))


def test_every_hidden_character_is_suspect_and_plain_words_are_not():
    assert all(suspect(chr(code)) for code in range(sys.maxunicode + 1) if HIDDEN.fullmatch(chr(code)))
    assert not suspect("Plain words in English,\nen español, 日本語 – and “quotes”.")
