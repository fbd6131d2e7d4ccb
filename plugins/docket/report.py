"""The report: problems as a person, a program or an editor wants to read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from docket.problems import Problem
from docket.text import count

WIDTH = 100
"""How many characters of a source line are shown around the fault."""


def as_text(problems: Sequence[Problem], project: Path) -> str:
    """The problems for reading: file, line and column, code and fact, the line itself with the place marked, the hint; a summary last."""
    blocks = [_block(problem, project) for problem in problems]
    files = len({problem.file for problem in problems})
    summary = f"{count(len(problems), 'problem')} in {count(files, 'file')}.\n" if problems else "No problems.\n"
    return "\n".join([*blocks, summary]) if blocks else summary


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON array of objects with file, line, column, code, fact, hint and path."""
    rows = [
        {"file": problem.file, "line": problem.place.line if problem.place else None, "column": problem.place.column if problem.place else None,
         "code": problem.code, "fact": problem.fact, "hint": problem.hint, "path": list(problem.path)}
        for problem in problems
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_annotations(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands that a pull request shows beside the line (GitHub Actions, "Setting an error message")."""
    lines = []
    for problem in problems:
        place = f",line={problem.place.line},col={problem.place.column}" if problem.place else ""
        lines.append(f"::error file={_escaped(problem.file, ',:')}{place},title={_escaped(problem.code, ',:')}::{_escaped(f'{problem.fact} {problem.hint}'.strip(), '')}\n")
    return "".join(lines)


def _escaped(text: str, more: str) -> str:
    """The text with the characters that end a command or property written as percent codes."""
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _block(problem: Problem, project: Path) -> str:
    where = f"{problem.file}:{problem.place.line}:{problem.place.column}" if problem.place else problem.file
    lines = [f"{where}: error[{problem.code}] {problem.fact}"]
    source = _source_line(problem, project)
    if source is None or problem.place is None:
        return "\n".join([*lines, *([f"  hint: {problem.hint}"] if problem.hint else []), ""])
    shown, caret = _window(source, problem.place.column - 1, problem.place.width)
    number = str(problem.place.line)
    gutter = " " * len(number)
    return "\n".join([*lines, f"{gutter} |", f"{number} | {shown}", f"{gutter} | {caret} {problem.hint}".rstrip(), ""])


def _source_line(problem: Problem, project: Path) -> str | None:
    if problem.place is None:
        return None
    try:
        lines = (project / problem.file).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    return lines[problem.place.line - 1].rstrip("\r").replace("\t", " ") if problem.place.line <= len(lines) else None


def _window(line: str, column: int, width: int) -> tuple[str, str]:
    """A stretch of the line with the fault in it, and the carets to stand below."""
    start = max(0, column - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[start : start + WIDTH]
    carets = "^" * max(1, min(width, len(shown) - (column - start)))
    return ("…" if start else "") + shown + ("…" if start + WIDTH < len(line) else ""), " " * (column - start + bool(start)) + carets
