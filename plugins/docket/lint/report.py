"""The report: problems as a person, a program or an editor wants to read them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from docket.model.diagnostics import Problem
from docket.model.text import count
from docket.source.scan import source_text

WIDTH = 100
"""How many characters of a source line are shown around the fault."""
MOST = 50
"""How many problems of one file a report shows."""
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories of characters that show nothing: controls, format characters, surrogates,
separators."""


def as_text(problems: Sequence[Problem], project: Path) -> str:
    """The problems for reading: file, line and column, code and fact, the line itself with the
    place marked, the hint; a summary last."""
    blocks = list[str]()
    for file, found in groupby(_shown(problems), key=lambda problem: problem.file):
        lines = source_text(project / file).removeprefix("\ufeff").split("\n")
        blocks += [_block(problem, lines) for problem in found]
    return "\n".join([*blocks, summary(problems)])


def _shown(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems to show: of each file the first MOST, then one that counts the others."""
    for file, group in groupby(problems, key=lambda problem: problem.file):
        found = list(group)
        yield from found[:MOST]
        if len(found) > MOST:
            fact = f"{count(len(found) - MOST, 'more problem')} in this file"
            yield Problem("report/more", fact, file, hint="Mend those above, then check again.")


def summary(problems: Sequence[Problem]) -> str:
    """How many problems there are, in how many files; one line."""
    files = len({problem.file for problem in problems})
    return (
        f"{count(len(problems), 'problem')} in {count(files, 'file')}.\n"
        if problems
        else "No problems.\n"
    )


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON array of objects with file, line, column, code, fact, hint and
    path."""
    rows = [
        {
            "file": problem.file,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "code": problem.code,
            "fact": problem.fact,
            "hint": problem.hint,
            "path": list(problem.path),
        }
        for problem in _shown(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_annotations(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands that a pull request shows beside the line (GitHub Actions,
    "Setting an error message")."""
    return "".join(_annotation(problem) for problem in _shown(problems))


def _annotation(problem: Problem) -> str:
    place = f",line={problem.place.line},col={problem.place.column}" if problem.place else ""
    file, code = _escaped(problem.file, ",:"), _escaped(problem.code, ",:")
    text = _escaped(f"{problem.fact} {problem.hint}".strip(), "")
    return f"::error file={file}{place},title={code}::{text}\n"


def _escaped(text: str, more: str) -> str:
    """The text with the characters that end a command or property written as percent codes, and a �
    for each that would show nothing."""
    text = "\n".join(_visible(line) for line in text.replace("\r", "\n").split("\n"))
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _block(problem: Problem, lines: Sequence[str]) -> str:
    place = problem.place
    where = f"{problem.file}:{place.line}:{place.column}" if place else problem.file
    head, hint = _visible(f"{where}: error[{problem.code}] {problem.fact}"), _visible(problem.hint)
    if place is None or place.line > len(lines):
        return "\n".join([head, *([f"  hint: {hint}"] if hint else []), ""])
    shown, carets = _window(_visible(lines[place.line - 1]), place.column - 1, place.width)
    number = str(place.line)
    gutter = " " * len(number)
    return "\n".join(
        [
            head,
            f"{gutter} |",
            f"{number} | {shown}".rstrip(),
            f"{gutter} | {carets} {hint}".rstrip(),
            "",
        ]
    )


def _visible(text: str) -> str:
    """The text with a blank for each tab and a � for each character that would show nothing or
    change how the terminal shows the rest."""
    return "".join(
        " "
        if character == "\t"
        else "�"
        if unicodedata.category(character) in UNSEEN
        else character
        for character in text
    )


def _window(line: str, column: int, width: int) -> tuple[str, str]:
    """A stretch of the line with the fault in it, and the carets to stand below, as wide as a
    terminal shows what they mark."""
    start = max(0, column - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[start : start + WIDTH]
    before, marked = shown[: column - start], shown[column - start : column - start + width]
    ahead, behind = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return ahead + shown + behind, " " * _columns(ahead + before) + "^" * max(1, _columns(marked))


def _columns(text: str) -> int:
    """How many columns a terminal needs for a text (Unicode Standard Annex 11: wide and fullwidth
    take two; combining marks take none)."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
