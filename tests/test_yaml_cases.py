"""Odd YAML: every text reads to the values of a reference reader, or is refused with a place."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docket.source.yaml_reader import read

ROOT = Path(__file__).parents[1]
RECORDS = [file.read_bytes() for file in sorted((ROOT / "data").rglob("*.yaml"))]
WRITTEN = [file.read_bytes() for file in sorted((ROOT / "tests").rglob("*.yaml"))]


def reference(text: str) -> object:
    """Return the value of a text by PyYAML's own composer and scanner (in Python), with our few
    types: a plain JSON number of at most 15 digits without exponent, true, false, null; else text.
    """
    return _value(yaml.compose(text, Loader=yaml.BaseLoader))


def _value(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {_value(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    number = re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", node.value, re.ASCII)
    short = len(re.sub("[^0-9]", "", node.value)) <= 15
    if node.style is None and (node.value in ("true", "false", "null") or (number and short)):
        return json.loads(node.value)
    return None if node.style is None and not node.value else node.value


def agree(data: bytes) -> None:
    """Fail unless a file is refused with a place, or reads to the values of the reference. repr
    tells 1 from 1.0 and True, and one order of keys from another."""
    reading = read(data, "x.yaml")
    assert all(problem.place and problem.hint for problem in reading.problems)
    if reading.problems:
        return
    try:
        expected = reference(data.decode())
    except yaml.YAMLError:
        assert b"?" in data  # in brackets, a word with a ? within is text (YAML 1.2 §7.3.3)
        return
    assert repr(reading.value) == repr(expected)


PLAIN_TEXTS = {
    "plain": "a: b c\n",
    "empty value": "a:\nb: c\n",
    "truth": "a: true\nb: [false, null]\n",
    "numbers": "a: 0\nb: -1\nc: 1.50\nd: -118.24\ne: 123456789012345\n",
    "no numbers": (
        "a: 2025-07-11\nb: 25-5975\nc: 14e634a343b9\nd: 14 days\ne: 2:25-cv-1\nf: 1/2\ng: 287(g)\n"
    ),
    "words of YAML 1.1": "a: NO\nb: yes\nc: on\nd: nan\ne: Infinity\n",
    "words in words": "a: True North\nb: Nullable\n",
    "colons and hashes": "a: https://b.c/d?e=f#g\nb: c:d\n",
    "dashes": "a: b - c\nb: d -e\n",
    "other letters": "a: é…“”\u00a0\u3000😀\n",
    "quoted": "a: 'b''c: # d'\nb: \"e: 'f' # g\"\nc: ''\nd: \"\"\n",
    "flow": "a: [b, 'c, d', 1, -1.5]\nb: {c: d, e: [f, g]}\nc:\n  - {d: e}\n  - [f, g]\n",
    "lists": "a:\n  - b\n  - c: d\n    e: f\n",
    "lists not indented": "a:\n- b\n- c: d\n  e: f\n",
    "text": "a: >-\n  b\n  c: d\n\n  - e\nf: |\n  g\n   h\n\n\ni: j\n",
    "text in lists": "a:\n  - >-\n    b\n  - c: |\n      d\n    e: f\n",
    "text that looks like more": "a: |\n  ? b\n  # c\n  ---\n  &d *e !f\n",
    "text to the end": "a: >\n  b\n\n\n",
    "a dash in a longer text": "a: b\n  - c\n",
}
ODD_TEXTS = {
    "True": "a: True\n",
    "True and a blank": "a: True \n",
    "True before a Windows line end": "a: True\r\n",
    "FALSE": "a: [FALSE]\n",
    "Null": "a: {b: Null}\n",
    "tilde": "a: ~\n",
    "octal": "a: 0o7\n",
    "hexadecimal": "a: 0x1F\n",
    "large X": "a: 0X1F\n",
    "binary": "a: 0b1\n",
    "exponent": "a: 1e3\n",
    "exponent and sign": "a: 1e-3\n",
    "fraction and exponent": "a: 1.5e3\n",
    "leading zeros": "a: 0644000\n",
    "plus": "a: +1\n",
    "underscore": "a: 1_000\n",
    "point first": "a: .5\n",
    "point last": "a: 1.\n",
    "infinite": "a: .inf\n",
    "not a number": "a: .nan\n",
    "16 digits": "a: 1234567890123456\n",
    "long fraction": "a: 123456789.1234567\n",
    "number and blank": "a: 01 \n",
    "number in a list": "a: [1, 0x2]\n",
    "number and blank in a list": "a: [b, 01 ]\n",
    "hash in a list": "a: [b #c]\n",
    "sexagesimal": "a: 22:22\n",
    "time": "a: 12:30:45\n",
    "merge": "a: =\n<<: b\n",
    "anchor": "a: &b c\n",
    "alias": "a: *b\n",
    "tag": "a: !!str 1\n",
    "key twice": "a: 1\na: 2\n",
    "key twice below": "a:\n  - b: 1\n    c: 2\n    b: 3\n",
    "key twice in a group": "a: {b: 1, b: 2}\n",
    "key twice, once quoted": "a: 1\n'a': 2\n",
    "key is truth": "true: a\n",
    "key is null in a group": "a: {null: b}\n",
    "key is a number": "1: a\n",
    "complex key": "? a\n: b\n",
    "list as key": "[a]: b\n",
    "tab": "a:\tb\n",
    "tab in text": "a: b\tc\n",
    "byte order mark": "\ufeffa: b\n",
    "Windows line ends": "a: b\r\nc: >-\r\n  d\r\n",
    "carriage return": "a: b\rc: d\n",
    "next line": "a: b\x85c: d\n",
    "line separator": "a: b\u2028c: d\n",
    "form feed": "a: b\fc\n",
    "escape": 'a: "b\\tc"\n',
    "escaped control character": 'a: "\\x1b"\n',
    "start": "---\na: b\n",
    "end": "a: b\n...\n",
    "second document": "a: b\n---\nc: d\n",
    "directive": "%YAML 1.2\n---\na: b\n",
    "comment": "# a\na: b\n",
    "comment after": "a: b # c\n",
    "keep": "a: |+\n  b\n\n",
    "indentation indicator": "a: |2\n   b\n",
    "text with empty beginning": "a: |\n\n  b\n",
    "text less indented than before": "a: |\n   b\n  c\n",
    "no text": "a: >-\nb: c\n",
    "text not deeper than its item": "a:\n  - b: >-\n    c: 0x1\n",
    "text over lines": "a: b\n  c\n",
    "quoted over lines": "a: 'b\n  c'\n",
    "flow over lines": "a: [b,\n  c]\n",
    "flow not closed": "a: [b\nc: d\n",
    "flow ends early": "a: [b] c\n",
    "empty flow": "a: []\n",
    "comma at the end": "a: [b, ]\n",
    "pair in a list": "a: [b: c]\n",
    "two colons": "a: b: c\n",
    "colon at the end": "a: b:\n",
    "colon without blank": "a:b\n",
    "blanks only": "a: b\n  \n",
    "deeper by one": "a: b\n  c: d\n",
    "less deep by one": "a:\n    b: c\n  d: e\n",
    "first line indented": "  a: b\nc: d\n",
    "item among keys": "a: b\n- c\n",
    "key among items": "- a\nb: c\n",
    "items only": "- a\n",
    "items in one line": "a: - b\n",
    "item in item": "a:\n  - - b\n",
    "too deep": "".join(" " * depth + "a:\n" for depth in range(40)),
    "nothing": "",
    "blank line": "a: b\n\nc: d\n",
    "no line end": "a: b",
    "one word": "a\n",
    "reserved": "a: @b\nc: `d\n",
    "percent": "a: %b\n",
    "quote ends early": "a: 'b' c\n",
    "large letters in a key": "A: b\n",
    "blank before colon": "a : b\n",
}
SPECIFICATION = {
    "2.1": "- Mark McGwire\n- Sammy Sosa\n- Ken Griffey\n",
    "2.2": "hr:  65    # Home runs\navg: 0.278 # Batting average\nrbi: 147   # Runs Batted In\n",
    "2.3": (
        "american:\n- Boston Red Sox\n- Detroit Tigers\nnational:\n- New York "
        "Mets\n- Chicago Cubs\n"
    ),
    "2.4": "-\n  name: Mark McGwire\n  hr:   65\n-\n  name: Sammy Sosa\n  hr:   63\n",
    "2.6": "Mark McGwire: {hr: 65, avg: 0.278}\nSammy Sosa: {\n    hr: 63,\n    avg: 0.288,\n }\n",
    "2.10": "hr:\n- Mark McGwire\n# Following node labeled SS\n- &SS Sammy Sosa\nrbi:\n- *SS\n",
    "2.15": (
        ">\n Sammy Sosa completed another\n fine season with great stats.\n\n  "
        " 63 Home Runs\n   0.288 Batting Average\n\n What a year!\n"
    ),
    "2.16": (
        "name: Mark McGwire\naccomplishment: >\n  Mark set a major league\n  "
        "home run record in 1998.\nstats: |\n  65 Home Runs\n  0.278 Batting "
        "Average\n"
    ),
    "2.17": (
        'unicode: "Sosa did fine.\\u263A"\nsingle: \'"Howdy!" he cried.\'\n'
        "quoted: ' # Not a ''comment''.'\n"
    ),
    "2.18": (
        'plain:\n  This unquoted scalar\n  spans many lines.\nquoted: "So does '
        'this\n  quoted scalar.\\n"\n'
    ),
    "2.19": "canonical: 12345\ndecimal: +12345\noctal: 0o14\nhexadecimal: 0xC\n",
    "2.20": "canonical: 1.23015e+3\nfixed: 1230.15\nnegative_infinity: -.inf\n",
    "2.21": "null:\nbooleans: [ true, false ]\nstring: '012345'\n",
    "5.5": "# Comment only.\n",
    "6.1": (
        "  # Leading comment line spaces are\n  # neither content nor "
        "indentation.\n    \nnot_indented:\n by_one_space: |\n    By four\n    "
        "  spaces\n"
    ),
    "6.2": "? a\n: -\tb\n  -  -\tc\n     - d\n",
    "7.4": '"implicit block key" : [\n  "implicit flow key" : value,\n ]\n',
    "7.10": (
        'a:\n- ::vector\n- ": - ()"\n- Up, up, and away!\n- -123\n- https://example.com/foo#bar\n'
    ),
    "7.12": "a: 1st non-empty\n\n 2nd non-empty \n \t3rd non-empty\n",
    "7.21": "a:\n- [ YAML : separate ]\n- [ : empty key entry ]\n",
    "8.1": "a:\n- | # Empty header\n literal\n- >1 # Indentation indicator\n  folded\n",
    "8.2": "a:\n- |\n detected\n- >\n \n  \n  # detected\n- |1\n  explicit\n",
    "8.4": "strip: |-\n  text\nclip: |\n  text\nkeep: |+\n  text\n",
    "8.5": "strip: |-\n  # text\n  \n # Clip\nclip: |\n  # text\n \n",
    "8.6": "strip: >-\n\nclip: >\n\nkeep: |+\n\n",
    "8.10": (
        "a: >\n\n  folded\n  line\n\n  next\n  line\n    * bullet\n\n    * "
        "list\n    * lines\n\n  last\n  line\n\n"
    ),
    "8.15": "a:\n- # Empty\n- |\n block node\n- - one\n  - two\n",
    "8.20": (
        'a:\n-\n  "flow in block"\n- >\n Block scalar\n- !!map # Block collection\n  foo : bar\n'
    ),
    "2JQS": ": a\n: b\n",
    "4EJS": "a:\n\tb:\n\t\tc: value\n",
    "5LLU": "a: >\n \n  \n   \n invalid\n",
    "236B": "foo:\n  bar\ninvalid\n",
    "4HVU": "a:\n   - ok\n   - also ok\n  - wrong\n",
    "6S55": "a:\n - bar\n - baz\n invalid\n",
    "9C9N": "flow: [a,\nb,\nc]\n",
    "DMG6": "a:\n  ok: 1\n wrong: 2\n",
    "EW3V": "k1: v1\n k2: v2\n",
    "M7A3": "Bare\ndocument\n...\n# No document\n",
    "N4JP": 'map:\n  key1: "quoted1"\n key2: "bad indentation"\n',
    "U44R": 'map:\n  key1: "quoted1"\n   key2: "bad indentation"\n',
    "ZVH3": "- key: value\n - item1\n",
    "ZCZ6": "a: b: c: d\n",
    "AZ63": "one:\n- 2\n- 3\nfour: 5\n",
    "M5C3": "literal: |2\n  value\nfolded:\n   !foo\n  >1\n value\n",
    "R4YG": 'a: "\t\n detected\n"\n',
    "F8Y9": " # Strip\n  # Comments:\nstrip: |-\n  # text\n  \n # Clip\n",
    "6FWR": "a: |+\n ab\n \n  \n",
    "W42U": "a:\n- # Empty\n- |\n b\n",
}
"""Examples of the YAML specification by their number, and cases of the YAML test suite by their
name, here and there put under a key."""


ALL_TEXTS = {**PLAIN_TEXTS, **ODD_TEXTS, **SPECIFICATION}


def test_every_record_reads_to_the_reference_values():
    for data in RECORDS[::10]:
        assert not read(data, "x.yaml").problems
        agree(data)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ALL_TEXTS.items()])
def test_each_text_reads_to_the_reference_values_or_is_refused(text):
    agree(text.encode())


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in PLAIN_TEXTS.items()]
)
def test_what_records_are_made_of_is_accepted(text):
    assert read(text.encode(), "x.yaml").problems == ()


def test_every_short_word_that_is_like_a_number_reads_to_the_reference_value_or_is_refused():
    for word in map("".join, product("01.-+eExX_: ", repeat=3)):
        agree(f"a: {word}\nb: [c, {word}]\n".encode())


LINES = st.tuples(
    st.sampled_from(["", "", " ", "  ", "  ", "   ", "    ", "      "]),
    st.sampled_from(["", "", "- "]),
    st.sampled_from(["a: ", "b: ", "c: ", "a:", "b:", ""]),
    st.sampled_from(
        [
            "",
            "x",
            "x y",
            "12",
            "-3",
            "1.50",
            "true",
            "null",
            "2025-07-11",
            "14e634a343b9",
            "http://a.b/c#d",
            "'a''b'",
            '"c: # d"',
            "[a, 'b, c', 1]",
            "{a: b, b: [c]}",
        ]
    )
    | st.sampled_from([">", "|", ">-", "|-"])
    | st.text(alphabet="ab0x1e.:-,'\"#[]{}|>~!&*?%@\\ \t\u00a0é/()+_TN", max_size=6),
).map("".join)


@given(st.lists(LINES, min_size=1, max_size=9))
@example(["a: >-", "  b", " c: d"])
@example(["a:", "  - b: |", "      c", "     d: e"])
@settings(max_examples=800)
def test_lines_put_together_at_random_read_to_the_reference_values_or_are_refused(lines):
    agree("".join(line + "\n" for line in lines).encode())


BITS = [
    *"\n :#-'\"[]{},|>&*!?%@~\\_+0eXx\t\r\u00a0",
    "  ",
    ": ",
    " #",
    "- ",
    ", ",
    "&a",
    "? ",
    "<<",
    "0x",
    "1e3",
    "01",
    "True",
    "---",
]


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A record with characters put in, replaced and taken away, and lines repeated, moved, left out
    and indented otherwise."""
    text = draw(st.sampled_from([*RECORDS[::40], *WRITTEN[::10]])).decode(errors="ignore")
    for _ in range(draw(st.integers(1, 4))):
        lines = text.split("\n")
        line, at = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        change, bit = draw(st.integers(0, 6)), draw(st.sampled_from(BITS))
        if change <= 2:
            start = draw(st.integers(0, len(lines[line])))
            lines[line] = (
                lines[line][:start]
                + bit * (change > 0)
                + lines[line][start + draw(st.integers(0, 2)) * (change != 1) :]
            )
        elif change == 3:
            lines.insert(at, lines[line])
        elif change == 4:
            lines[line], lines[at] = lines[at], lines[line]
        elif change == 5:
            del lines[line]
        else:
            lines[line] = " " * draw(st.integers(0, 5)) + lines[line].lstrip(" ")
        text = "\n".join(lines)
    return text.encode()


@given(changed())
@settings(max_examples=300)
def test_records_changed_at_random_read_to_the_reference_values_or_are_refused(data):
    agree(data)
