"""Reading YAML: what stays text, what is refused, where it is, and that nothing crashes it."""

from __future__ import annotations

import json
import math
import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docket.model.characters import hidden, not_composed
from docket.model.diagnostics import Place
from docket.source.encoding import MAX_BYTES
from docket.source.yaml_events import MAX_DEPTH
from docket.source.yaml_reader import PARSER, positions, read

PARSERS = [pytest.param(PARSER, id="libyaml"), pytest.param(yaml.SafeLoader, id="pure")]


def problems_in(text: str, parser=PARSER) -> list[tuple[str, int, int]]:
    return [
        (problem.code, problem.place.line, problem.place.column)
        for problem in read(text.encode(), "x.yaml", parser).problems
    ]


def test_the_fast_parser_is_used_where_there_is_one():
    assert yaml.__with_libyaml__
    assert PARSER is yaml.CSafeLoader


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "yes",
        "on",
        "True",
        "TRUE",
        "None",
        "nil",
        "0644000",
        "22:22",
        "2025-07-11",
        "1e5",
        ".5",
        "0x1F",
        "1_000",
        "+1",
        "inf",
        ".nan",
        "123456789.1234567",
    ],
)
def test_words_that_other_readers_change_stay_text(word, parser):
    assert read(f"a: {word}\n".encode(), "x.yaml", parser).value == {"a": word}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.50", 1.5),
        ("-118.24", -118.24),
        ("123456789012345", 123456789012345),
    ],
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
    assert problems_in(text, parser) == [
        ("yaml/anchor", 2, 4),
        ("yaml/duplicate-key", 3, 1),
        ("yaml/anchor", 4, 4),
        ("yaml/key", 5, 1),
        ("yaml/tag", 6, 4),
    ]
    assert reading.value == {"a": 1, "b": 2, "c": None, "e": "f"}
    assert "first on line 1" in reading.problems[1].fact


@pytest.mark.parametrize("parser", PARSERS)
def test_what_stands_under_a_repeated_key_is_read_but_not_kept(parser):
    text = "a: 1\na: {b: &x [1], b: 2}\nc: 3\n"
    assert problems_in(text, parser) == [
        ("yaml/duplicate-key", 2, 1),
        ("yaml/anchor", 2, 8),
        ("yaml/duplicate-key", 2, 16),
    ]
    assert read(text.encode(), "x.yaml", parser).value == {"a": 1, "c": 3}


@pytest.mark.parametrize("parser", PARSERS)
def test_lists_and_groups_as_keys_are_faults_and_reading_goes_on(parser):
    text = "? [a, b]\n: c\n? {x: y}\n: d\n*z : e\nf: g\n"
    assert problems_in(text, parser) == [
        ("yaml/key", 1, 3),
        ("yaml/key", 3, 3),
        ("yaml/anchor", 5, 1),
    ]
    assert read(text.encode(), "x.yaml", parser).value == {"f": "g"}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("a: b: c\n", (1, 5), "colon"),
        ('a: b\nc: "d\n', (2, 4), "never closed"),
        ("a: b\nword\nc: d\n", (2, 1), "no colon"),
        ("a: [b, c\nd: e\n", (1, 4), "not closed with ]"),
        ("a: {b: c\nd: e\n", (1, 4), "not closed with }"),
        ("a: @b\n", (1, 4), "cannot begin"),
        ('a: "b" c\n', (1, 8), "ended before"),
        ("a: - b\n", (1, 4), "hyphen"),
        ("a: b\n c: d\n", (2, 3), "colon"),
    ],
)
def test_a_syntax_error_is_reported_in_plain_words_at_its_place(text, place, word, parser):
    (problem,) = read(text.encode(), "x.yaml", parser).problems
    assert (problem.code, problem.place.line, problem.place.column) == ("yaml/syntax", *place)
    assert word in problem.fact
    assert problem.hint


LOST = {
    "title: Resolution #25-196\n": (1, 19, '"Resolution #25-196"'),
    'title: "Doe"#1 v. Noem\n': (1, 13, """'"Doe"#1 v. Noem'"""),
    "title: 'Doe' #1\n": (1, 14, "\"'Doe' #1\""),
    'title: Doe "X" \\ #1\n': (1, 18, "'Doe \"X\" \\ #1'"),
    "a:\n  - Jane Doe #1\n": (2, 14, '"Jane Doe #1"'),
    "on: 2025-07-11 # signed\r\nb: c\r\n": (1, 16, '"2025-07-11 # signed"'),
    "a: [b]#c\n": (1, 7, "quotation marks"),
    "a: {b: c} # d\n": (1, 11, "quotation marks"),
    "a: [b, c # d, e]\n": (1, 10, "quotation marks"),
    "a: [b, # c\n  d]\n": (1, 8, "quotation marks"),
    "a: [b,\n  # c\n  d]\n": (2, 3, "quotation marks"),
    "a: >#b\n  c\n": (1, 5, "next line"),
    "a: |- # b\n  c\n": (1, 7, "next line"),
    "a: b\n  #c d\ne: f\n": (2, 3, '"b #c d"'),
    "a: b\n  # c\n  d\n": (2, 3, '"b # c"'),
    "a: b\n  c # d\n": (2, 5, '"b c # d"'),
    "a:\n  - b\n    # c\n": (3, 5, '"b # c"'),
    "a: |\n    b\n  # c\nd: e\n": (3, 3, "quotation marks"),
    "a:\n  #b\n  c\n": (2, 3, "quotation marks"),
    "a: #b\n  c\n": (1, 4, "quotation marks"),
    "a:\n  - #b\n    c\n": (2, 5, "quotation marks"),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "wanted"), LOST.items())
def test_a_text_is_never_cut_short_in_silence(text, wanted, parser):
    line, column, hint = wanted
    (problem,) = read(text.encode(), "x.yaml", parser).problems
    known = {"yaml/comment"} if parser is PARSER else {"yaml/comment", "yaml/syntax"}
    assert problem.code in known
    assert (problem.place.line, problem.place.column) == (line, column)
    assert hint in problem.hint


@pytest.mark.parametrize("parser", PARSERS)
def test_a_comment_has_a_line_of_its_own_or_stands_behind_a_key_or_hyphen(parser):
    text = "# a\n\n  # b\na: b\n" + (
        "# c\nd:  # e\nf: # g\n  # h\n  - # i\n    j: k\n    # l\n    m: 'n # "
        "o'\n  # p\n  - q#r\ns: |\n  # t\n  u # v\n# w\n"
    )
    reading = read(text.encode(), "x.yaml", parser)
    assert reading.problems == ()
    assert reading.value == {
        "a": "b",
        "d": None,
        "f": [{"j": "k", "m": "n # o"}, "q#r"],
        "s": "# t\nu # v\n",
    }


HASHES = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "    "]),
        st.sampled_from(["a: ", "b: ", "- ", "- c: ", "d: >-", "e: |", ""]),
        st.text(alphabet="ab# '\":,[]{}-\\", max_size=9),
    ).map("".join),
    min_size=1,
    max_size=5,
)


@given(HASHES)
@example(["a: b #c"])
@example(["a: 'b'#c"])
@settings(max_examples=1000)
def test_every_hash_of_an_accepted_text_is_in_a_value_or_begins_a_comment_of_its_own(lines):
    text = "".join(line + "\n" for line in lines)
    alone = re.search(r"(?m)^ *#|[:-] +#", text)
    reading = read(text.encode(), "x.yaml")
    if not reading.problems and not alone:
        assert "".join(map(str, leaves(reading.value))).count("#") == text.count("#")


def leaves(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("word", ["~", "Null", "NULL"])
def test_what_others_take_for_nothing_is_an_error_and_in_quotation_marks_text(word, parser):
    (problem,) = read(f"a: {word}\n".encode(), "x.yaml", parser).problems
    assert (problem.code, problem.place) == ("yaml/nothing", Place(1, 4, len(word)))
    assert f'"{word}"' in problem.hint
    assert read(f'a: "{word}"\n'.encode(), "x.yaml", parser).value == {"a": word}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "code", "column", "hint"),
    [
        ("a: [b, -]\n", "yaml/nothing", 8, '"-"'),
        ("a: [?x]\n", "yaml/key", 5, '"?x"'),
        ("a: [b, c: d]\n", "yaml/key", 8, '"c: d"'),
        ("a: [? b : c]\n", "yaml/key", 5, '"? b : c"'),
        ("a: {b: City of X, Illinois, c: d}\n", "yaml/key", 19, '"City of X, Illinois"'),
        ("a: {b, c: d}\n", "yaml/key", 5, "comma"),
        ("a: {b: 'c', d}\n", "yaml/key", 13, "comma"),
        ("a:\n\u00a0\u00a0b: c\n", "yaml/key", 1, "blanks"),
        ("a:\n  -b: c\n", "yaml/key", 3, "Write - b:"),
    ],
)
def test_what_another_reader_would_take_otherwise_is_an_error(text, code, column, hint, parser):
    (problem,) = read(text.encode(), "x.yaml", parser).problems
    assert (problem.code, problem.place.column) == (code, column)
    assert hint in problem.hint


def test_of_keys_repeated_for_want_of_a_hyphen_the_first_is_reported():
    text = "a:\n  - b: 1\n    c: 2\n    b: 3\n    c: 4\n"
    (problem,) = read(text.encode(), "x.yaml").problems
    assert (problem.code, problem.place.line) == ("yaml/duplicate-key", 4)
    assert "begin each entry with a hyphen: - b:" in problem.hint
    assert problems_in("a:\n  b: 1\n  c: 2\n  c: 4\n") == [("yaml/duplicate-key", 4, 3)]


def test_bad_utf8_is_reported_at_its_first_byte():
    (problem,) = read("a: é\nb: ".encode() + b"\xe9\n", "x.yaml").problems
    assert (problem.code, problem.place) == ("yaml/encoding", Place(2, 4))
    assert "0xe9" in problem.fact


def test_after_a_byte_order_mark_or_a_tab_in_text_the_rest_is_still_read():
    reading = read(b"\xef\xbb\xbfa: b\tc\na: d\n", "x.yaml")
    assert [problem.code for problem in reading.problems] == [
        "yaml/byte-order-mark",
        "yaml/tab",
        "yaml/duplicate-key",
    ]
    assert reading.value == {"a": "b c"}


def test_windows_line_ends_are_fine_and_old_macintosh_ones_are_not():
    assert read(b"a: b\r\nc: >-\r\n  d\r\n  e\r\n", "x.yaml").value == {"a": "b", "c": "d e"}
    assert problems_in("a: b\rc: d\n") == [("yaml/control-character", 1, 5)]


def test_a_file_larger_than_1_mb_is_refused_and_one_just_so_large_is_read():
    assert [problem.code for problem in read(b"a: " + b"b" * MAX_BYTES, "x.yaml").problems] == [
        "yaml/too-large"
    ]
    assert read(b"a: " + b"b" * (MAX_BYTES - 3), "x.yaml").problems == ()


@pytest.mark.parametrize("parser", PARSERS)
def test_depth_is_a_rule_and_not_a_crash(parser):
    assert (
        read(
            f"a: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}".encode(), "x.yaml", parser
        ).problems
        == ()
    )
    for opening in ("[", "{a: ", "- ", "? "):
        deep = ("a:\n  " if opening in ("- ", "? ") else "a: ") + opening * 40_000
        assert [problem.code for problem in read(deep.encode(), "x.yaml", parser).problems][
            -1
        ] == "yaml/too-deep"


@pytest.mark.parametrize("parser", PARSERS)
def test_an_escaped_invisible_character_is_a_fault_and_a_line_break_is_not(parser):
    assert [code for code, _, _ in problems_in('a: "\\x1b[31m"\nb: "c\\0"\n', parser)] == [
        "yaml/control-character"
    ] * 2
    assert problems_in('a: "b\\nc é \\U0001F600"\n', parser) == []


def test_the_faults_reported_of_one_file_have_an_end():
    assert len(read(b"a: 1\n" * 5000, "x.yaml").problems) == 100


def test_every_value_and_key_has_its_place():
    text = 'a: "é😀"\nb: # c\n  - {c: d, e: [f]}\n  - >-\n    folded\n'
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
@settings(max_examples=400)
def test_no_bytes_crash_it(data):
    for parser in (PARSER, yaml.SafeLoader):
        reading = read(data, "x.yaml", parser)
        assert reading.problems or isinstance(reading.value, dict)
        assert all(
            problem.place and problem.place.line >= 1 and problem.place.column >= 1
            for problem in reading.problems
        )


@given(st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#~<\n \t\\é😀\x00\u2028\ufeff0129.", max_size=60))
@settings(max_examples=1500)
def test_no_text_crashes_it_and_places_lie_within_the_text(text):
    reading = read(text.encode(), "x.yaml")
    lines = text.removeprefix("\ufeff").split("\n")
    for problem in reading.problems:
        assert problem.place.line <= len(lines)
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
    positions(text)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        max_size=8,
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc_", min_size=1, max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abc_", min_size=1, max_size=4), JSON, min_size=1, max_size=4))
@settings(max_examples=300)
def test_json_is_read_as_json_and_every_value_is_placed(value):
    text = json.dumps(value, indent=1, ensure_ascii=False)
    if list(hidden(text)) or not_composed(text) is not None:
        return
    reading = read(text.encode(), "x.yaml")
    assert reading.problems == ()
    assert reading.value == value
    assert {path for path, _ in walk(value, ())} == set(positions(text))


def walk(value, path):
    yield path, value
    for key, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from walk(item, (*path, key))


def test_numbers_are_never_infinite():
    assert all(
        math.isfinite(value)
        for value in read(b"a: 999999999999999\nb: 0.00000000000001\n", "x.yaml").value.values()
    )
