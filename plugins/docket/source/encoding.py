"""Decode the bytes of a file, and find what no record may hold: another encoding, tabs, hidden
characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from docket.model.characters import code_point, hidden, not_composed, written_out
from docket.model.diagnostics import Place, Problem

MAX_BYTES = 200_000
"""The largest record, in bytes; it takes less than a second to read."""
MOST = 20
"""The most hidden characters, tabs or lines that are reported of a file; a file with more is not
text."""
MARK = b"\xef\xbb\xbf"
PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
"""Bytes that cannot be wrong; most files have no others."""
INDENTED_BY_TAB = re.compile(r"^ *\t", re.MULTILINE)


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file and its problems; None in place of the text where parsing makes no
    sense.

    A byte order mark is dropped and a tab becomes a blank (unless it indents a line), so that the
    rest can still be parsed; both are problems.
    """
    if len(data) > MAX_BYTES:
        hint = (
            f"A record has at most {MAX_BYTES:,} bytes; put long texts elsewhere and link to them."
        )
        return None, [
            Problem(
                "yaml/too-large",
                "the file is too large to be a record",
                file,
                hint=hint,
                place=Place(1, 1),
            )
        ]
    if not data.translate(None, PLAIN):
        return data.decode("ascii"), []
    problems = []
    if data.startswith(MARK):
        data = data.removeprefix(MARK)
        fact, hint = "the file begins with a byte order mark", "Save it as UTF-8 without BOM."
        problems.append(Problem("yaml/byte-order-mark", fact, file, hint=hint, place=Place(1, 1)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [*problems, _not_utf8(data, error.start, file)]
    invisible, tabs = list(_invisible(text, file)), list(_tabs(text, file))
    broken = bool(invisible) or INDENTED_BY_TAB.search(text) is not None
    faults = [*problems, *invisible, *tabs, *_not_composed(text, file)]
    return None if broken else text.replace("\t", " "), faults


def _not_utf8(data: bytes, start: int, file: str) -> Problem:
    line, column = _position(data[:start].decode("utf-8"))
    fact, hint = f"the byte 0x{data[start]:02x} is not UTF-8", "Save the file as UTF-8."
    return Problem("yaml/encoding", fact, file, hint=hint, place=Place(line, column))


def _invisible(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each hidden character, at most MOST; of a file with NUL, which is another
    encoding or no text at all, for the first NUL only. Tabs have a rule of their own."""
    if "\0" in text:
        found, hint = [text.index("\0")], "Save the file as UTF-8; a record is a plain text file."
    else:
        found = list(islice((index for index in hidden(text) if _is_misplaced(text, index)), MOST))
        hint = "Delete it."
    for index in found:
        line, column = _position(text[:index])
        fact = f"there is the invisible character {code_point(text[index])}"
        yield Problem("yaml/control-character", fact, file, hint=hint, place=Place(line, column))


def _is_misplaced(text: str, index: int) -> bool:
    """Return whether a hidden character is neither a tab nor part of a Windows line end."""
    return text[index] != "\t" and text[index : index + 2] != "\r\n"


def _not_composed(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each line that is not in Normalization Form C, at most MOST."""
    if not_composed(text) is None:
        return
    lines = enumerate(text.split("\n"), start=1)
    found = ((number, line, not_composed(line)) for number, line in lines)
    wrong = [(number, line, index) for number, line, index in found if index is not None]
    for number, line, index in wrong[:MOST]:
        fact, hint = written_out(line, index)
        yield Problem("yaml/normal-form", fact, file, hint=hint, place=Place(number, index + 1))


def _tabs(text: str, file: str) -> Iterator[Problem]:
    if "\t" not in text:
        return
    numbered = (
        (number, line) for number, line in enumerate(text.split("\n"), start=1) if "\t" in line
    )
    for (number, line), _ in zip(numbered, range(MOST), strict=False):
        place = Place(number, line.index("\t") + 1)
        yield Problem(
            "yaml/tab", "there is a tab", file, hint="Use blanks, two for each level.", place=place
        )


def _position(before: str) -> tuple[int, int]:
    """Return line and column, both from 1, of the character that follows a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
