"""Parse one YAML file strictly, each fault a problem with a place. Only this module imports yaml.

Of YAML 1.2 only what a record needs is accepted: mappings with text keys, lists, text, true, false,
null and plain numbers. All other plain words stay text (NO, 0644000, 22:22, 2025-07-11). A repeated
key is a problem, since nobody could know which one was meant; so are ~ and Null, and a # that may
be a part of a text (`comments`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import yaml

from docket.model.diagnostics import Path, Place, Problem
from docket.source.encoding import decode
from docket.source.places import BREAK, Located
from docket.source.yaml_events import TOO_DEEP, TOO_DEEP_HINT, Builder
from docket.source.yaml_messages import OPENED, in_words

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or PyYAML's own (about ten times slower) where PyYAML was built without it."""


class Reading(NamedTuple):
    """A parsed file: its value (None where it is not a mapping) and its problems."""

    file: str
    value: Any
    problems: tuple[Problem, ...]


def read(data: bytes, file: str, parser: Any = None) -> Reading:
    """Return the value of a YAML file and its problems, each with its place. No content of a file
    raises an exception. `parser` is a class of PyYAML's to use in place of PARSER."""
    text, problems = decode(data, file)
    if text is None:
        return Reading(file, None, tuple(problems))
    builder = Builder(text, file)
    _feed(builder, parser or PARSER)
    value = builder.result if isinstance(builder.result, dict) else None
    if value is None and not builder.problems:
        problems.append(_no_record(builder))
    return Reading(file, value, (*problems, *builder.problems))


def positions(text: str) -> Mapping[Path, Located]:
    """Return the places of all values and keys of a text by path; for a text with faults, of the
    part that can be parsed."""
    return extents(text)[0]


def extents(text: str) -> tuple[Mapping[Path, Located], Mapping[Path, Place]]:
    """Return the places of all values and keys of a text by path, and the places directly behind
    the values. Of a list or a mapping without brackets, and of a text in several lines that is
    indented, that is where the next value, key or hyphen begins."""
    located: dict[Path, Located] = {}
    builder = Builder(text.replace("\t", " "), "", located)
    _feed(builder, PARSER)
    return located, builder.ends


def written(data: bytes | Problem) -> Callable[[Path], str]:
    """Return a function from the path of a value to the value as it is written in the file.

    It gives a word on one line with its quotation marks, for a missing value the comment in its
    place, and else an empty text. The file is parsed when the function is first called.
    """

    @cache
    def located() -> tuple[Mapping[Path, Located], list[str]]:
        text = decode(data, "")[0] if isinstance(data, bytes) else ""
        return positions(text or ""), BREAK.split(text or "")

    def at(path: Path) -> str:
        places, lines = located()
        place = places[path].value if path in places else None
        if not place:
            return ""
        rest = lines[place.line - 1][place.column - 1 :]
        word = rest[: place.width]
        comment = rest.strip() if rest.lstrip().startswith("#") else ""
        return word if word.strip() and word[0] != "#" else comment

    return at


def _feed(builder: Builder, make_parser: Any) -> None:
    """Give the builder every event of its text, until the end or until it stops reading."""
    parser = make_parser(builder.text)
    takers = {
        yaml.ScalarEvent: builder.scalar,
        yaml.MappingStartEvent: builder.mapping,
        yaml.SequenceStartEvent: builder.sequence,
        yaml.MappingEndEvent: builder.close,
        yaml.SequenceEndEvent: builder.close,
        yaml.AliasEvent: builder.alias,
        yaml.DocumentStartEvent: builder.document,
    }
    try:
        next_event = parser.get_event
        while builder.reading:
            event = next_event()
            if event is None:
                builder.problems += builder.comments(len(builder.text))
                return
            take = takers.get(type(event))
            if take:
                take(event)
    except yaml.YAMLError as error:
        comments, causes = _comments_before(error, builder)
        builder.problems += comments if causes else [*comments, _syntax(error, builder)]
    finally:
        parser.dispose()


def _comments_before(error: yaml.YAMLError, builder: Builder) -> tuple[list[Problem], bool]:
    """Return the problems of comments before a syntax error, and whether the last of them, directly
    before the error, may be its cause."""
    end = builder.tokens[-1].end if builder.tokens else 0
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    stop = min((mark.index for mark in marks if mark and mark.index >= end), default=end)
    found = builder.comments(stop)
    last = found[-1].place if found else None
    return found, last is not None and last.line > builder.text.count("\n", 0, end)


def _syntax(error: yaml.YAMLError, builder: Builder) -> Problem:
    """Return the problem for a syntax error."""
    complaint = str(getattr(error, "problem", None) or error).partition("\n")[0]
    mark = getattr(error, "problem_mark", None)
    if OPENED.search(complaint):
        mark = getattr(error, "context_mark", None) or mark
    lines = builder.text.rstrip("\n").split("\n")
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    place = Place(line + 1, column + 1)
    # libyaml from 0.2.6 on reads ahead, and stops at 1,000 levels before the builder reaches 32
    if "nesting depth" in complaint:
        return Problem("yaml/too-deep", TOO_DEEP, builder.file, hint=TOO_DEEP_HINT, place=place)
    fact, hint = in_words(complaint, lines, line, column)
    return Problem("yaml/syntax", fact, builder.file, hint=hint, place=place)


def _no_record(builder: Builder) -> Problem:
    """Return the problem of a file that does not hold a mapping."""
    hint = "Begin with lines such as id: my-record and title: My record."
    if builder.result is None:
        return Problem(
            "yaml/empty", "the file holds nothing", builder.file, hint=hint, place=Place(1, 1)
        )
    return Problem(
        "yaml/not-a-record",
        "the file does not hold keys and values",
        builder.file,
        hint=hint,
        place=Place(1, 1),
    )
