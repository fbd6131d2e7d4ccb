"""Put what a YAML parser complains of into words for somebody who does not know YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docket.model.quoting import LONGEST_QUOTED, quoted

UNQUOTED = 'Put the text in quotation marks: "…".'
INDENT = (
    "Begin the line exactly below the ones it belongs with, and see that "
    "the line above is complete."
)
ENDED = "(expected key|<block end>).* inside a line"
COLON = "mapping values are not allowed"
AFTER_END = "document start"
COMPLAINTS = (
    (ENDED, "the value ended before this", 'Put the whole text in quotation marks: "…".'),
    ("mapping keys are not allowed", "text cannot begin with ? and a blank", UNQUOTED),
    (
        COLON,
        "there is a second colon in one line, or the line is indented too far",
        "Put text with a colon in quotation marks; check the indentation.",
    ),
    (
        "unexpected end of stream",
        "the quotation mark that opens here is never closed",
        "Close it with the same mark; write an apostrophe inside '…' twice.",
    ),
    (
        "could not find expected ':'",
        "this line has no colon and blank after its key",
        "Write key: value, or indent the line if it continues the text above.",
    ),
    (
        r"expected ',' or '\]'",
        "the list that opens here is not closed with ]",
        "Write [one, two] on one line, or each entry on its own line after a hyphen.",
    ),
    (
        r"expected ',' or '\}'",
        "the group that opens here is not closed with }",
        "Write {key: value, key: value}; put text with a comma in quotation marks.",
    ),
    ("cannot start any token", "text cannot begin with this character", UNQUOTED),
    (
        "unknown escape character",
        "a backslash stands before a letter that means nothing there",
        "Use single quotation marks around text with backslashes.",
    ),
    (
        "escape|hexadecimal|hexdecimal",
        "a backslash begins a code that is not complete",
        "Use single quotation marks around text with backslashes.",
    ),
    ("alphabetic or numeric character", "text cannot begin with * or &", UNQUOTED),
    (
        "sequence entries are not allowed",
        "a hyphen begins a list in the middle of a line",
        "Begin the list on the next line, or put the text in quotation marks.",
    ),
    (
        "comment or (a )?line break|chomping or indentation",
        "after | or > the text begins on the next line",
        "Move the text to the next line, two blanks further in.",
    ),
    ("node content", "a value is missing here, or begins with a comma or a bracket", UNQUOTED),
    ("expected '-' indicator", "this line does not fit into the list above it", INDENT),
    ("expected key|<block end>", "this line does not fit in with the lines above it", INDENT),
    (
        AFTER_END,
        "the text goes on after its end was marked with ...",
        "Remove the line with the three dots.",
    ),
    ("tag|'>'", "an exclamation mark begins something that is not text", UNQUOTED),
    (
        "directive|incompatible",
        "a line that begins with % does not belong into a record",
        "Remove the line.",
    ),
)
OPENED = re.compile(r"unexpected end of stream|expected ',' or|could not find expected ':'")
"""Complaints about something that was opened earlier, where the problem is then located."""


WRITTEN = re.compile(r" *(?:- +)*(?:[^\s:\"'\[{#][^:]*: +)?(?P<value>\S.*)")
"""A line of a record: indentation, hyphens, a key, and the value as it is written."""
NO_BLANK_BEHIND_HYPHEN = re.compile(r" *-(?P<rest>[^\s-][^\s:]*:(?: .*)?)$")
NO_BLANK_BEHIND_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+):(?P<value>[^\s:/].*)$")
CURLY = ("“”„‟", "‘’‚‛")


def in_words(complaint: str, lines: Sequence[str], row: int, column: int) -> tuple[str, str]:
    """Return fact and hint for a complaint of libyaml, or of PyYAML's own parser, about a position
    in a text. Row and column count from 0."""
    line = lines[row]
    if line[: len(line) - len(line.lstrip())].strip(" "):
        return odd_indentation(line.lstrip(" ")[0])
    found = NO_BLANK_BEHIND_HYPHEN.match(line)
    if found:
        return no_blank_behind_hyphen(found["rest"])
    where = " inside a line" if line[:column].strip() else ""
    for pattern, fact, hint in COMPLAINTS:
        if re.search(pattern, complaint + where):
            return _for_this_line(pattern, fact, hint, lines, row)
    return f"this is not YAML: {complaint}", "Check quotation marks, colons and indentation."


def odd_indentation(character: str) -> tuple[str, str]:
    """Return fact and hint for a line that is indented by another character than a plain blank."""
    code = f"U+{ord(character):04X}"
    return f"the line is indented by {code}, which is no blank", "Indent it with plain blanks."


def no_blank_behind_hyphen(rest: str) -> tuple[str, str]:
    """Return fact and hint for a hyphen that is part of a key."""
    return "there is no blank behind the hyphen", f"Write - {rest}"


def comma_in_text(key: str, text: str) -> tuple[str, str]:
    """Return fact and hint for a comma in text inside of braces, which made a key of what follows
    it; `text` is the whole of it, empty where that is unknown."""
    short = text and len(text) <= LONGEST_QUOTED and "\n" not in text
    whole = quoted(text) if short else '"…"'
    hint = f"Put text with a comma in quotation marks: {whole}."
    return f"'{key}' stands between commas without a key", hint


def _for_this_line(
    pattern: str, fact: str, hint: str, lines: Sequence[str], row: int
) -> tuple[str, str]:
    """Return fact and hint of a complaint, with the corrected text where the line shows it."""
    if pattern == AFTER_END and not any(line.startswith("...") for line in lines[:row]):
        return "this line is less indented than the first one", INDENT
    found = WRITTEN.fullmatch(lines[row].rstrip())
    value = found["value"] if found else ""
    short = 0 < len(value) <= LONGEST_QUOTED and value[0] not in "[{"
    above = NO_BLANK_BEHIND_COLON.match(lines[row - 1]) if row else None
    if pattern == COLON and above:
        fact_above = f"in the line above there is no blank behind the colon of {above['key']}"
        return fact_above, f"Write {above['key']}: {above['value'].rstrip()}"
    if pattern == COLON and not re.search(":( |$)", value):
        return fact, INDENT
    if pattern in (ENDED, COLON) and short:
        curly = " Curly ones are part of the text." if value[0] in "".join(CURLY) else ""
        return fact, f"Put the whole text in quotation marks: {quoted(_inner(value))}.{curly}"
    if hint == UNQUOTED and short:
        return fact, f"Put the text in quotation marks: {quoted(value)}."
    return fact, hint


def _inner(value: str) -> str:
    """Return a text without the quotation marks around it, if a third one inside shows that they
    were meant to enclose it, or if they are curly."""
    for curly in CURLY:
        if value[0] in curly and value[-1] in curly and sum(map(value.count, curly)) == 2:
            return value[1:-1]
    same = len(value) > 1 and value[0] in "\"'" and value[0] == value[-1]
    return value[1:-1] if same and value.count(value[0]) % 2 else value
