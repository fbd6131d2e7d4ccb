"""Value hints: what they say to write is a number, or text that the property takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docket.lint import value_hints
from docket.source.scalars import DIGITS, is_number


@given(st.text("0123456789.,-+_eExXoObB ' fnai", max_size=50))
@example("1e999999999")
@example("0b102")
@example("1234567890.123456789")
def test_what_is_to_be_written_where_a_number_is_due_is_a_number(text: str) -> None:
    found = (
        re.fullmatch("Write (at most )?(\\S+?)( digits| without quotation marks)?[.]", hint)
        if (hint := value_hints.number(text))
        else None
    )
    if hint:
        assert found
        assert is_number(found[2])
        assert not found[1] or int(found[2]) == DIGITS


@given(st.from_regex(r"-?[1-9][0-9]{0,13}\.[0-9]{1,20}", fullmatch=True))
def test_a_number_of_too_many_digits_is_shortened_to_nearly_the_same(text: str) -> None:
    if value_hints.too_long(text):
        shorter = value_hints.number(text).removeprefix("Write ").removesuffix(".")
        assert float(shorter) == pytest.approx(float(text), rel=1e-13)


@pytest.mark.parametrize(
    ("written", "part", "hint"),
    [
        ("25.10", {}, 'Put it in quotation marks: "25.10".'),
        ("2025", {"format": "edtf"}, 'Put it in quotation marks: "2025".'),
        ("20250711", {"format": "edtf"}, "Write 2025-07-11."),
        ("2025", {"format": "date"}, "Write YYYY-MM-DD, for example 2025-05-13"),
        ("5", {"format": "uri"}, ""),
        ("5", {"enum": ["4", "5"]}, 'Put it in quotation marks: "5".'),
        ("5", {"enum": ["a"]}, ""),
    ],
)
def test_where_text_is_due_only_what_is_taken_is_suggested(
    written: str, part: dict, hint: str
) -> None:
    assert value_hints.text(written, part).startswith(hint)
    assert bool(value_hints.text(written, part)) == bool(hint)
