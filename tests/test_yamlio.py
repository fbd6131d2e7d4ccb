"""Reading YAML: what stays text, what is refused, where it is, and that nothing crashes it."""

from __future__ import annotations

import json
import math

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docket.builder import MAX_DEPTH
from docket.problems import Place
from docket.sourcetext import MAX_BYTES
from docket.yamlio import PARSER, positions, read

PARSERS = [pytest.param(PARSER, id="libyaml"), pytest.param(yaml.SafeLoader, id="pure")]


def told(text: str, parser=PARSER) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.place.line, problem.place.column) for problem in read(text.encode(), "x.yaml", parser).problems]


def test_the_fast_parser_is_used_where_there_is_one():
    assert yaml.__with_libyaml__
    assert PARSER is yaml.CSafeLoader


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "word", ["NO", "yes", "on", "True", "TRUE", "~", "Null", "0644000", "22:22", "2025-07-11", "1e5", ".5", "0x1F", "1_000", "+1", "inf", ".nan", "123456789.1234567"]
)
def test_words_that_other_readers_change_stay_text(word, parser):
    assert read(f"a: {word}\n".encode(), "x.yaml", parser).value == {"a": word}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("false", False), ("null", None), ("", None), ("12", 12), ("-3", -3), ("0", 0), ("1.50", 1.5), ("-118.24", -118.24), ("123456789012345", 123456789012345)],
)
def test_truth_nothing_and_plain_numbers_are_values(word, value, parser):
    read_value = read(f"a: {word}\n".encode(), "x.yaml", parser).value["a"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_a_number_of_more_than_15_digits_stays_text():
    assert read(b"a: 1234567890123456\n", "x.yaml").value == {"a": "1234567890123456"}


@pytest.mark.parametrize("quoted", ['"12"', "'12'", "|-\n  12", ">-\n  12"])
def test_what_is_quoted_is_text(quoted):
    assert read(f"a: {quoted}\n".encode(), "x.yaml").value == {"a": "12"}


@pytest.mark.parametrize("parser", PARSERS)
def test_a_file_with_several_faults_tells_them_all_and_gives_the_rest(parser):
    text = "a: 1\nb: &x 2\na: 3\nc: *x\n1: d\ne: !!str f\n"
    reading = read(text.encode(), "x.yaml", parser)
    assert told(text, parser) == [("yaml/anchor", 2, 4), ("yaml/duplicate-key", 3, 1), ("yaml/anchor", 4, 4), ("yaml/key", 5, 1), ("yaml/tag", 6, 4)]
    assert reading.value == {"a": 1, "b": 2, "c": None, "e": "f"}
    assert "first on line 1" in reading.problems[1].fact


@pytest.mark.parametrize("parser", PARSERS)
def test_what_stands_under_a_repeated_key_is_read_but_not_kept(parser):
    text = "a: 1\na: {b: &x [1], b: 2}\nc: 3\n"
    assert told(text, parser) == [("yaml/duplicate-key", 2, 1), ("yaml/anchor", 2, 8), ("yaml/duplicate-key", 2, 16)]
    assert read(text.encode(), "x.yaml", parser).value == {"a": 1, "c": 3}


@pytest.mark.parametrize("parser", PARSERS)
def test_lists_and_groups_as_keys_are_faults_and_reading_goes_on(parser):
    text = "? [a, b]\n: c\n? {x: y}\n: d\n*z : e\nf: g\n"
    assert told(text, parser) == [("yaml/key", 1, 3), ("yaml/key", 3, 3), ("yaml/anchor", 5, 1)]
    assert read(text.encode(), "x.yaml", parser).value == {"f": "g"}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: b: c\n", (1, 5), "colon"), ('a: b\nc: "d\n', (2, 4), "never closed"), ("a: b\nword\nc: d\n", (2, 1), "no colon"),
        ("a: [b, c\nd: e\n", (1, 4), "not closed with ]"), ("a: {b: c\nd: e\n", (1, 4), "not closed with }"), ("a: @b\n", (1, 4), "cannot begin"),
        ('a: "b" c\n', (1, 8), "ended before"), ("a: - b\n", (1, 4), "hyphen"), ("a: b\n c: d\n", (2, 3), "colon"),
    ],
)  # fmt: skip
def test_a_syntax_error_is_told_in_plain_words_at_its_place(text, place, word, parser):
    (problem,) = read(text.encode(), "x.yaml", parser).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("yaml/syntax", *place)
    assert word in problem.fact
    assert problem.hint


def test_bad_utf8_is_told_at_its_first_byte():
    (problem,) = read("a: é\nb: ".encode() + b"\xe9\n", "x.yaml").problems
    assert (problem.code, problem.place) == ("yaml/encoding", Place(2, 4))
    assert "0xe9" in problem.fact


def test_after_a_byte_order_mark_or_a_tab_in_text_the_rest_is_still_read():
    reading = read(b"\xef\xbb\xbfa: b\tc\na: d\n", "x.yaml")
    assert [problem.code for problem in reading.problems] == ["yaml/byte-order-mark", "yaml/tab", "yaml/duplicate-key"]
    assert reading.value == {"a": "b c"}


def test_windows_line_ends_are_fine_and_old_macintosh_ones_are_not():
    assert read(b"a: b\r\nc: >-\r\n  d\r\n  e\r\n", "x.yaml").value == {"a": "b", "c": "d e"}
    assert told("a: b\rc: d\n") == [("yaml/control-character", 1, 5)]


def test_a_file_larger_than_1_mb_is_refused_and_one_just_so_large_is_read():
    assert [problem.code for problem in read(b"a: " + b"b" * MAX_BYTES, "x.yaml").problems] == ["yaml/too-large"]
    assert read(b"a: " + b"b" * (MAX_BYTES - 3), "x.yaml").problems == ()


@pytest.mark.parametrize("parser", PARSERS)
def test_depth_is_a_rule_and_not_a_crash(parser):
    assert read(f"a: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}".encode(), "x.yaml", parser).problems == ()
    for opening in ("[", "{a: ", "- ", "? "):
        deep = ("a:\n  " if opening in ("- ", "? ") else "a: ") + opening * 40_000
        assert [problem.code for problem in read(deep.encode(), "x.yaml", parser).problems][-1] == "yaml/too-deep"


@pytest.mark.parametrize("parser", PARSERS)
def test_an_escaped_invisible_character_is_a_fault_and_a_line_break_is_not(parser):
    assert [code for code, _, _ in told('a: "\\x1b[31m"\nb: "c\\0"\n', parser)] == ["yaml/control-character"] * 2
    assert told('a: "b\\nc é \\U0001F600"\n', parser) == []


def test_there_is_an_end_to_the_faults_told_of_one_file():
    assert len(read(b"a: 1\n" * 5000, "x.yaml").problems) == 100


def test_every_value_and_key_has_its_place():
    text = 'a: "é😀" # c\nb:\n  - {c: d, e: [f]}\n  - >-\n    folded\n'
    found = {path: (located.value, located.key) for path, located in positions(text).items()}
    assert found[("a",)] == (Place(1, 4, 4), Place(1, 1, 1))
    assert found[("b", 0, "c")] == (Place(3, 9, 1), Place(3, 6, 1))
    assert found[("b", 0, "e", 0)] == (Place(3, 16, 1), None)
    assert found[("b", 1)] == (Place(4, 5, 2), None)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"a: !<")
@example(b"%TAG ! x\n---\na: !b c")
@example(b'a: "\\ud800"')
@settings(max_examples=400, deadline=None)
def test_no_bytes_crash_it(data):
    for parser in (PARSER, yaml.SafeLoader):
        reading = read(data, "x.yaml", parser)
        assert reading.problems or isinstance(reading.value, dict)
        assert all(problem.place and problem.place.line >= 1 and problem.place.column >= 1 for problem in reading.problems)


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#~<\n \t\\é😀\x00\u2028\ufeff0129.", max_size=60))
@settings(max_examples=1500, deadline=None)
def test_no_text_crashes_it_and_places_lie_within_the_text(text):
    reading = read(text.encode(), "x.yaml")
    lines = text.removeprefix("\ufeff").split("\n")
    for problem in reading.problems:
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
    positions(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc_", min_size=1, max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abc_", min_size=1, max_size=4), JSON, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_json_is_read_as_json_and_every_value_is_placed(value):
    text = json.dumps(value, indent=1, ensure_ascii=False)
    if any(character in text for character in "\ufeff\ufffe\uffff\x7f"):
        return
    reading = read(text.encode(), "x.yaml")
    assert reading.problems == ()
    assert reading.value == value
    assert {path for path, _ in walk(value, ())} == set(positions(text))


def walk(value, path):
    yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from walk(item, (*path, key))


def test_numbers_are_never_infinite():
    assert all(math.isfinite(value) for value in read(b"a: 999999999999999\nb: 0.00000000000001\n", "x.yaml").value.values())
