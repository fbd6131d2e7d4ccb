"""Hidden characters: what is on the list, what Unicode says of it, and what may be joined."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest

from docket.model.characters import HIDDEN, TABLE, hidden, not_composed
from docket.source.yaml_reader import PARSER, read

VISIBLE = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters that are drawn: signs before a number or at the end of a verse."""
IGNORABLE = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F "
    "FEFF FFA0 FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
"""Default_Ignorable_Code_Point, DerivedCoreProperties.txt of Unicode 16.0."""


def code_points(ranges):
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def hidden_categories():
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs"):
            yield code


def test_every_control_format_separator_and_private_character_is_on_the_list():
    missing = [hex(code) for code in hidden_categories() if not HIDDEN.fullmatch(chr(code))]
    assert missing == [hex(code) for code in sorted({0x0A, *VISIBLE})]


def test_every_ignorable_code_point_and_every_noncharacter_is_on_the_list():
    beyond = [
        code for plane in range(17) for code in (plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF)
    ]
    named = [
        *code_points(IGNORABLE),
        *range(0xFDD0, 0xFDF0),
        *beyond,
        0x2800,
        *range(0xFFF9, 0xFFFD),
    ]
    assert [hex(code) for code in named if not HIDDEN.fullmatch(chr(code))] == []


def test_the_table_is_in_order_and_gives_a_reason_for_each_range():
    rows = [row for row in TABLE if not row.reason.startswith("noncharacters")]
    assert all(one.last < two.first for one, two in pairwise(rows))
    assert all(row.first <= row.last and row.reason for row in TABLE)


def test_nothing_that_is_drawn_is_on_the_list():
    drawn = [
        chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code))[0] in "LNPS"
    ]
    fillers = {0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFFFC}
    assert {ord(found) for found in drawn if HIDDEN.fullmatch(found)} == fillers


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("می\u200cخواهم", []),
        ("क्\u200dष", []),
        ("ශ්\u200dරී", []),
        ("a\u200db", [1]),
        ("می\u200c", [2]),
        ("\u200cمی", [0]),
        ("می\u200c\u200cخ", [2, 3]),
        ("👩\u200d👩", [1]),
        ("❤\ufe0f", [1]),
        ("a\nb", []),
        ("a\tb", [1]),
        ("co\u00adop", [2]),
        ("1\u00a0km", []),
    ],
)
def test_a_joiner_is_let_through_where_a_script_is_spelt_with_it(text, indices):
    assert list(hidden(text)) == indices


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("José", None),
        ("Jose\u0301", 3),
        ("a\u0301", 0),
        ("\u212b", 0),
        ("abc", None),
        ("한", None),
        ("\u1112\u1161\u11ab", 0),
    ],
)
def test_text_that_is_not_in_normalization_form_c_is_found(text, index):
    assert not_composed(text) == index


WRITTEN = [code for row in TABLE for code in (row.first, row.last) if not 0xD800 <= code <= 0xDFFF]


def codes(data, parser):
    return [problem.code for problem in read(data, "x.yaml", parser).problems]


@pytest.mark.parametrize("parser", [None, PARSER], ids=["fast", "strict"])
def test_a_hidden_character_is_refused_raw_and_escaped_in_values_keys_and_comments(parser):
    for code in WRITTEN:
        if chr(code) not in "\t\0":
            for form in ("a: b{}c\n", "a{}: b\n", "a: b\n# c{}\n", 'a: "b{}c"\n', "a: >-\n  b{}\n"):
                found = codes(form.format(chr(code)).encode(), parser)
                assert set(found) & {"yaml/control-character"}, (hex(code), form)
        for form in ('a: "b\\U{:08x}"\n', '"a\\U{:08x}": b\n', 'a: ["b", "\\U{:08x}"]\n'):
            assert codes(form.format(code).encode(), parser) == ["yaml/control-character"], hex(
                code
            )


@pytest.mark.parametrize(
    "form",
    [
        "a: Jose\u0301\n",
        "Jose\u0301: a\n",
        'a: "Jose\\u0301"\n',
        '"Jose\\u0301": a\n',
        'a: "Jose\\\n  \u0301"\n',
        "# Jose\u0301\na: b\n",
    ],
)
def test_text_is_held_to_form_c_raw_and_escaped(form):
    (problem,) = read(form.encode(), "x.yaml").problems
    assert problem.code == "yaml/normal-form"
    assert "Write é as U+00E9" in problem.hint
