"""CSV: cells come back as they went in, and no spreadsheet takes one for a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docket.exports.csvtext import FORMULA, csv_lines

ODD = st.text(
    st.sampled_from(["a", "é", '"', ",", ";", "\r", "\n", " ", "'", *sorted(FORMULA)]), max_size=6
)
CELLS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | ODD
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=4)


def words(value):
    """The text of a cell without the apostrophe that guards it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(ROWS)
def test_cells_come_back_as_they_went_in_and_none_begins_like_a_formula(rows):
    read = list(csv.reader(io.StringIO(csv_lines(rows), newline=""), strict=True))
    assert len(read) == len(rows)
    for written, row in zip(read, rows, strict=True):
        for cell, value in zip(written, row, strict=True):
            guarded = isinstance(value, str) and value[:1] in FORMULA
            assert cell == ("'" if guarded else "") + words(value)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_is_guarded(first):
    assert first in FORMULA
    (cell, *_) = next(csv.reader(io.StringIO(csv_lines([[f"{first}1", "x"]]), newline="")))
    assert cell == f"'{first}1"


@pytest.mark.parametrize("text", ["1=2", "a@b", "x\ty", " =1", "'=1", "1-2", "–1", ""])
def test_text_that_has_such_a_character_further_on_is_left_as_it_is(text):
    (cell, *_) = next(csv.reader(io.StringIO(csv_lines([[text, "x"]]), newline="")))
    assert cell == text


def test_numbers_stay_numbers():
    assert csv_lines([[-1, -1.5, True, None]]) == "-1,-1.5,true,\r\n"
