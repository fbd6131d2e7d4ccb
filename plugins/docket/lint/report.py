"""Report problems to a person, a program or an editor."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from docket.model.diagnostics import ERROR, INFO, WARNING, Problem
from docket.model.text import count
from docket.source.scan import source_text

WIDTH = 100
"""The most characters of a source line that are shown around the fault."""
MOST = 50
"""The most problems of one file that a report shows."""
NOTICES = {WARNING: "warning", INFO: "note"}
"""The levels of problems that do not fail a check, with the noun for one of them."""
ANNOTATIONS = {ERROR: "error", WARNING: "warning", INFO: "notice"}
"""The workflow commands of GitHub Actions for each level."""
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Unicode categories of invisible characters: controls, format characters, surrogates,
separators."""


def as_text(problems: Sequence[Problem], project: Path) -> str:
    """Return the problems for reading: file, line, column, code and fact, the line itself with the
    place marked, and the hint; at the end a summary."""
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
    """Return one line with the numbers of problems, files and warnings."""
    errors = [problem for problem in problems if problem.level == ERROR]
    files = len({problem.file for problem in errors})
    parts = [
        f"{count(len(errors), 'problem')} in {count(files, 'file')}" if errors else "No problems"
    ]
    for level, noun in NOTICES.items():
        number = sum(problem.level == level for problem in problems)
        parts += [count(number, noun)] if number else []
    return ", ".join(parts) + ".\n"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON array of objects with file, line, column, level, code, fact,
    hint and path."""
    rows = [
        {
            "file": problem.file,
            "line": problem.place.line if problem.place else None,
            "column": problem.place.column if problem.place else None,
            "level": problem.level,
            "code": problem.code,
            "fact": problem.fact,
            "hint": problem.hint,
            "path": list(problem.path),
        }
        for problem in _shown(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_annotations(problems: Iterable[Problem]) -> str:
    """Return the problems as workflow commands, which a pull request shows beside the line (GitHub
    Actions, "Setting an error message")."""
    return "".join(_annotation(problem) for problem in _shown(problems))


def _annotation(problem: Problem) -> str:
    place = f",line={problem.place.line},col={problem.place.column}" if problem.place else ""
    file, code = _escaped(problem.file, ",:"), _escaped(problem.code, ",:")
    text = _escaped(f"{problem.fact} {problem.hint}".strip(), "")
    return f"::{ANNOTATIONS[problem.level]} file={file}{place},title={code}::{text}\n"


def _escaped(text: str, more: str) -> str:
    """Return the text with percent codes for characters that end a command or property, and with �
    for each invisible character."""
    text = "\n".join(_visible(line) for line in text.replace("\r", "\n").split("\n"))
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _block(problem: Problem, lines: Sequence[str]) -> str:
    """Return the lines that show one problem."""
    place = problem.place
    where = f"{problem.file}:{place.line}:{place.column}" if place else problem.file
    head, hint = (
        _visible(f"{where}: {problem.level}[{problem.code}] {problem.fact}"),
        _visible(problem.hint),
    )
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
    """Return the text with a blank for each tab, and with � for each character that is invisible or
    changes how a terminal shows the rest."""
    return "".join(
        " "
        if character == "\t"
        else "�"
        if unicodedata.category(character) in UNSEEN
        else character
        for character in text
    )


def _window(line: str, column: int, width: int) -> tuple[str, str]:
    """Return the part of the line around the fault, and the line of carets below it, as wide as a
    terminal shows the marked text."""
    start = max(0, column - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[start : start + WIDTH]
    before, marked = shown[: column - start], shown[column - start : column - start + width]
    ahead, behind = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return ahead + shown + behind, " " * _columns(ahead + before) + "^" * max(1, _columns(marked))


def _columns(text: str) -> int:
    """Return how many columns a terminal needs for a text (Unicode Standard Annex 11: wide and
    fullwidth characters take two; combining marks take none)."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
