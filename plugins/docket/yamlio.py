"""YAML: one file read strictly, every fault a problem with a place. The one door to yaml.

Of YAML 1.2 only what a record needs is read: mappings with text keys, lists, text, true, false, null and plain numbers. All other plain
words stay text (NO, 0644000, 22:22, 2025-07-11, ~), and a repeated key is an error, since a reader could not know which one was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from docket.problems import Path, Place, Problem
from docket.sourcetext import decode
from docket.syntax import OPENED, in_words

MAX_DEPTH = 32
MAX_PROBLEMS = 100
DIGITS = 15
"""How many digits a number may have: as many as every reader of JSON keeps (RFC 8259 §6, IEEE 754 binary64)."""
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or PyYAML's own (about eight times slower) where PyYAML was built without it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read: its value (None where nothing sensible could be built) and what is wrong with it as YAML."""

    file: str
    value: Any
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a value stands, and its key where it has one."""

    value: Place
    key: Place | None


def read(data: bytes, file: str) -> Reading:
    """The value of a YAML file and its problems, each with its place. Never raises for anything a file can hold."""
    text, problems = decode(data, file)
    if text is None:
        return Reading(file, None, tuple(problems))
    builder = _Builder(text, file)
    builder.build()
    value = builder.result if isinstance(builder.result, dict) else None
    problems += builder.problems
    if value is None and not builder.problems:
        problems.append(_no_record(builder))
    return Reading(file, value, tuple(problems))


def positions(text: str) -> Mapping[Path, Located]:
    """The place of every value of a text, and of its key, by path; of a text with faults, of as much as can be read."""
    builder = _Builder(text.replace("\t", " "), "", located={})
    builder.build()
    return builder.located or {}


def _no_record(builder: _Builder) -> Problem:
    hint = "Begin with lines such as id: my-record and title: My record."
    if builder.documents == 0 or builder.result is None:
        return Problem("yaml/empty", "the file holds nothing", builder.file, hint=hint, place=Place(1, 1))
    return Problem("yaml/not-a-record", "the file does not hold keys and values", builder.file, hint=hint, place=Place(1, 1))


class _Level:
    """A list or mapping being filled. In a mapping `key` waits for its value; a repeated or impossible key is not `kept`, nor is its value."""

    __slots__ = ("key", "key_event", "kept", "path", "seen", "value", "waiting")

    def __init__(self, value: Any, path: Path) -> None:
        self.value = value
        self.path = path
        self.waiting = False
        self.kept = True
        self.key = ""
        self.key_event: Any = None
        self.seen: dict[str, int] = {}


class _Builder:
    """Builds one value from the parser's events, without recursion, so that depth is a rule and not a crash."""

    def __init__(self, text: str, file: str, located: dict[Path, Located] | None = None) -> None:
        self.text = text
        self.file = file
        self.located = located
        self.problems: list[Problem] = []
        self.levels: list[_Level] = []
        self.result: Any = None
        self.documents = 0
        self.reading = True
        self.lines: list[str] = []

    def build(self) -> None:
        """Takes every event of the text until the end, or until a fault after which reading on makes no sense."""
        parser = PARSER(self.text)
        try:
            while self.reading and parser.check_event():
                event = parser.get_event()
                take = TAKERS.get(type(event))
                if take:
                    take(self, event)
        except yaml.YAMLError as error:
            self._syntax(error)
        finally:
            parser.dispose()

    def scalar(self, event: Any) -> None:
        """A word, a number or a text: a key where one is due, else a value."""
        if event.anchor or event.tag:
            self._marked(event)
        value = _plain(event.value) if event.implicit[0] else event.value
        level = self.levels[-1] if self.levels else None
        if level and not level.waiting and isinstance(level.value, dict):
            self._key(level, event, value)
        else:
            if event.style == '"' and not event.value.isprintable():
                self._escapes(event)
            self._add(value, event)

    def open(self, event: Any) -> None:
        """The beginning of a list or a mapping."""
        if event.anchor or event.tag:
            self._marked(event)
        if len(self.levels) >= MAX_DEPTH:
            self._fault(event, "yaml/too-deep", f"values are nested more than {MAX_DEPTH} deep", "A record has a few levels; check for stray brackets.")
            self.reading = False
            return
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        level = self.levels[-1] if self.levels else None
        if level and not level.waiting and isinstance(level.value, dict):
            self._fault(event, "yaml/key", "a list or a group is used as a key", "A key is one word, for example title; put text with brackets in quotation marks.")
            self.reading = False
        path = self._add(value, event)
        self.levels.append(_Level(value, path))

    def close(self, event: Any) -> None:
        """The end of a list or a mapping."""
        self.levels.pop()

    def alias(self, event: Any) -> None:
        """A reference to another part of the file, read as nothing."""
        level = self.levels[-1] if self.levels else None
        self._fault(event, "yaml/anchor", f"*{event.anchor} repeats another part of the file", "Write the value out; put text that begins with * in quotation marks.")
        if level and not level.waiting and isinstance(level.value, dict):
            level.waiting, level.kept = True, False
        else:
            self._add(None, event)

    def document(self, event: Any) -> None:
        """The beginning of a document, of which a file has one."""
        self.documents += 1
        if self.documents > 1:
            self._fault(event, "yaml/documents", "a second record begins here", "One record a file; remove the line with the three hyphens.")
            self.reading = False
        elif event.version or event.tags:
            self._fault(event, "yaml/directive", "a line that begins with % does not belong into a record", "Remove the line.")

    def _key(self, level: _Level, event: Any, value: object) -> None:
        level.waiting, level.kept, level.key, level.key_event = True, False, event.value, event
        if not isinstance(value, str):
            what = event.value or "(nothing)"
            self._fault(event, "yaml/key", f"the key {what} is not text", "Give it a name; put a number or true, false, null in quotation marks.")
        elif value == "<<" and event.implicit[0]:
            self._fault(event, "yaml/merge", "<< copies another part of the file", "Write the values out.")
        elif value in level.seen:
            self._fault(event, "yaml/duplicate-key", f"'{value}' stands here again, first on line {level.seen[value]}", "Keep one of the two.")
        else:
            level.seen[value] = event.start_mark.line + 1
            level.kept = True

    def _add(self, value: Any, event: Any) -> Path:
        """Puts a value where it belongs; returns its path where places are asked for."""
        if not self.levels:
            self.result = value
            return self._located((), event, None)
        level = self.levels[-1]
        if isinstance(level.value, list):
            level.value.append(value)
            return self._located((*level.path, len(level.value) - 1), event, None) if self.located is not None else ()
        level.waiting = False
        if not level.kept:
            return (*level.path, level.key, "")
        level.value[level.key] = value
        return self._located((*level.path, level.key), event, level.key_event) if self.located is not None else ()

    def _located(self, path: Path, event: Any, key: Any) -> Path:
        if self.located is not None:
            self.located.setdefault(path, Located(self._place(event), self._place(key) if key else None))
        return path

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self._fault(event, "yaml/anchor", f"&{event.anchor} names a part of the file to repeat it", "Remove it; put text that begins with & in quotation marks.")
        if event.tag:
            self._fault(event, "yaml/tag", f"{event.tag} stands before a value", "Remove it; put text that begins with ! in quotation marks.")

    def _escapes(self, event: Any) -> None:
        hidden = next((character for character in event.value if character < " " and character != "\n" or "\x7f" <= character < "\xa0" or "\ud800" <= character < "\ue000"), None)
        if hidden:
            self._fault(event, "yaml/control-character", f"a backslash writes the invisible character U+{ord(hidden):04X}", "Leave it out.")

    def _fault(self, event: Any, code: str, fact: str, hint: str) -> None:
        self.problems.append(Problem(code, fact, self.file, hint=hint, place=self._place(event)))
        self.reading = self.reading and len(self.problems) < MAX_PROBLEMS

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        if end.line == start.line:
            return Place(start.line + 1, start.column + 1, max(end.column - start.column, 1))
        self.lines = self.lines or self.text.split("\n")
        return Place(start.line + 1, start.column + 1, max(len(self.lines[start.line].rstrip()) - start.column, 1))

    def _syntax(self, error: yaml.YAMLError) -> None:
        complaint = str(getattr(error, "problem", None) or error).partition("\n")[0]
        mark = getattr(error, "problem_mark", None)
        if OPENED.search(complaint) and getattr(error, "context_mark", None):
            mark = error.context_mark  # type: ignore[attr-defined]
        last = self.text.rstrip("\n").count("\n") + 1
        place = Place(min(mark.line + 1, last), mark.column + 1) if mark else Place(1, 1)
        fact, hint = in_words(complaint)
        self.problems.append(Problem("yaml/syntax", fact, self.file, hint=hint, place=place))


TAKERS: Mapping[type, Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.open,
    yaml.SequenceStartEvent: _Builder.open,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.AliasEvent: _Builder.alias,
    yaml.DocumentStartEvent: _Builder.document,
}


def _plain(text: str) -> object:
    """The value of a plain word: true, false, null or nothing, a number of at most 15 digits, or the word itself."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in "-0123456789" or not NUMBER.fullmatch(text) or sum(map(str.isdecimal, text)) > DIGITS:
        return text
    return float(text) if "." in text else int(text)
