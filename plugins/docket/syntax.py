"""Syntax: what a YAML parser complains of, in words for somebody who does not know YAML."""

from __future__ import annotations

import re

UNQUOTED = 'Put the text in quotation marks: "…".'
INDENT = "Begin the line exactly below the ones it belongs with, and see that the line above is complete."
COMPLAINTS = (
    ("(expected key|<block end>).* inside a line", "the value ended before this", "Put the whole text in quotation marks, and write a quotation mark inside them twice."),
    ("mapping values are not allowed", "there is a second colon in one line, or the line is indented too far", "Put text with a colon in quotation marks; check the indentation."),
    ("unexpected end of stream", "the quotation mark that opens here is never closed", "Close it with the same mark; write an apostrophe inside '…' twice."),
    ("could not find expected ':'", "this line has no colon and blank after its key", "Write key: value, or indent the line if it continues the text above."),
    (r"expected ',' or '\]'", "the list that opens here is not closed with ]", "Write [one, two] on one line, or each entry on its own line after a hyphen."),
    (r"expected ',' or '\}'", "the group that opens here is not closed with }", "Write {key: value, key: value}; put text with a comma in quotation marks."),
    ("cannot start any token", "text cannot begin with this character", UNQUOTED),
    ("unknown escape character", "a backslash stands before a letter that means nothing there", "Use single quotation marks around text with backslashes."),
    ("escape|hexadecimal|hexdecimal", "a backslash begins a code that is not complete", "Use single quotation marks around text with backslashes."),
    ("alphabetic or numeric character", "text cannot begin with * or &", UNQUOTED),
    ("sequence entries are not allowed", "a hyphen begins a list in the middle of a line", "Begin the list on the next line, or put the text in quotation marks."),
    ("comment or line break|chomping or indentation", "after | or > the text begins on the next line", "Move the text to the next line, two blanks further in."),
    ("node content", "a value is missing here, or begins with a comma or a bracket", UNQUOTED),
    ("expected '-' indicator", "this line does not fit into the list above it", INDENT),
    ("expected key|<block end>", "this line does not fit in with the lines above it", INDENT),
    ("document start", "the text goes on after its end was marked with ...", "Remove the line with the three dots."),
    ("tag|'>'", "an exclamation mark begins something that is not text", UNQUOTED),
    ("directive|incompatible", "a line that begins with % does not belong into a record", "Remove the line."),
)  # fmt: skip
OPENED = re.compile(r"unexpected end of stream|expected ',' or|could not find expected ':'")
"""Complaints about something that was opened earlier: its beginning is the place to show."""


def in_words(complaint: str, before: str) -> tuple[str, str]:
    """What is wrong and what to do about it, for a complaint of libyaml or of PyYAML's own parser; `before` stands before it in its line."""
    where = " inside a line" if before.strip() else ""
    for pattern, fact, hint in COMPLAINTS:
        if re.search(pattern, complaint + where):
            return fact, hint
    return f"this is not YAML: {complaint}", "Check quotation marks, colons and indentation."
