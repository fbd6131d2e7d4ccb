"""The builder: a parser's events become one value, without recursion, so that depth is a rule and not a crash."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from docket.characters import code_point, hidden, not_composed, written_out
from docket.problems import Path, Place, Problem

MAX_DEPTH = 32
TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"
TOO_DEEP_HINT = "A record has a few levels; check for stray brackets."
MAX_PROBLEMS = 100
DIGITS = 15
"""How many digits a number may have: as many as every reader of JSON keeps (RFC 8259 §6, IEEE 754 binary64)."""
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
LONGEST = max(map(len, WORDS))
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What YAML 1.1 §5.4 takes for the end of a line."""
NAMED = "Give it a name; put a number or true, false, null in quotation marks."
QUOTED = "put text that begins with {} in quotation marks."


class Located(NamedTuple):
    """Where a value stands, and its key where it has one."""

    value: Place
    key: Place | None


class _Level:
    """A list or mapping being filled. In a mapping a key may be `waiting` for its value; of a repeated key nothing is `kept`."""

    __slots__ = ("is_mapping", "kept", "key", "key_event", "path", "seen", "value", "waiting")

    def __init__(self, value: Any, path: Path) -> None:
        self.value = value
        self.is_mapping = isinstance(value, dict)
        self.path = path
        self.waiting = False
        self.kept = True
        self.key = ""
        self.key_event: Any = None
        self.seen: dict[str, int] = {}


class Builder:
    """Takes events one by one; `result` is the value so far. `reading` turns false after a fault past which reading on makes no sense.
    With `located` given, the place of every value and key is noted there by path."""

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

    def scalar(self, event: Any) -> None:
        """Takes a word, a number or a text: a key where one is due, else a value."""
        if event.anchor or event.tag:
            self._marked(event)
        text: str = event.value
        value = _plain(text) if event.implicit[0] else text
        if event.style == '"':
            self._escapes(event)
        level = self.levels[-1] if self.levels else None
        if level and level.is_mapping and not level.waiting:
            self._key(level, event, value)
            return
        self._add(value, event)

    def mapping(self, event: Any) -> None:
        """Takes the beginning of a mapping."""
        self._open(event, {})

    def sequence(self, event: Any) -> None:
        """Takes the beginning of a list."""
        self._open(event, [])

    def close(self, event: Any) -> None:
        """Takes the end of a list or a mapping."""
        self.levels.pop()

    def alias(self, event: Any) -> None:
        """Takes a reference to another part of the file, which is read as nothing."""
        hint = f"Write the value out; {QUOTED.format('*')}"
        self.fault(event, "yaml/anchor", f"*{event.anchor} repeats another part of the file", hint)
        level = self._due()
        if level:
            level.waiting, level.kept = True, False
        else:
            self._add(None, event)

    def document(self, event: Any) -> None:
        """Takes the beginning of a document, of which a file has one."""
        self.documents += 1
        if self.documents > 1:
            hint = "One record a file; remove the line with the three hyphens."
            self.fault(event, "yaml/documents", "a second record begins here", hint, last=True)
        elif event.version or event.tags:
            self.fault(event, "yaml/directive", "a line that begins with % does not belong into a record", "Remove the line.")

    def fault(self, event: Any, code: str, fact: str, hint: str, last: bool = False) -> None:
        """Keeps a fault at the place of an event; after the `last` one nothing more is read."""
        self.problems.append(Problem(code, fact, self.file, hint=hint, place=self._place(event)))
        self.reading = self.reading and not last and len(self.problems) < MAX_PROBLEMS

    def _due(self) -> _Level | None:
        """The mapping that waits for a key, if one does."""
        level = self.levels[-1] if self.levels else None
        return level if level and level.is_mapping and not level.waiting else None

    def _open(self, event: Any, value: Any) -> None:
        if event.anchor or event.tag:
            self._marked(event)
        if len(self.levels) >= MAX_DEPTH:
            self.fault(event, "yaml/too-deep", TOO_DEEP, TOO_DEEP_HINT, last=True)
            return
        level = self._due()
        if level:
            level.waiting, level.kept = True, False
            hint = f"A key is one word, for example title; {QUOTED.format('[ or {')}"
            self.fault(event, "yaml/key", "a list or a group is used as a key", hint)
            self.levels.append(_Level(value, (*level.path, "")))
        else:
            self.levels.append(_Level(value, self._add(value, event)))

    def _key(self, level: _Level, event: Any, value: object) -> None:
        level.waiting, level.kept, level.key, level.key_event = True, False, event.value, event
        if not isinstance(value, str):
            self.fault(event, "yaml/key", f"the key {event.value or '(nothing)'} is not text", NAMED)
        elif value == "<<" and event.implicit[0]:
            self.fault(event, "yaml/merge", "<< copies another part of the file", "Write the values out.")
        elif value in level.seen:
            fact = f"'{value}' stands here again, first on line {level.seen[value]}"
            self.fault(event, "yaml/duplicate-key", fact, "Keep one of the two.")
        else:
            level.seen[value] = event.start_mark.line + 1
            level.kept = True

    def _add(self, value: Any, event: Any) -> Path:
        """Puts a value where it belongs; returns its path, which is right where places are asked for."""
        if not self.levels:
            self.result = value
            return self._locate((), event, None)
        level = self.levels[-1]
        if not level.is_mapping:
            level.value.append(value)
            return self._locate((*level.path, len(level.value) - 1), event, None) if self.located is not None else ()
        level.waiting = False
        if not level.kept:
            return (*level.path, "")
        level.value[level.key] = value
        return self._locate((*level.path, level.key), event, level.key_event) if self.located is not None else ()

    def _locate(self, path: Path, event: Any, key: Any) -> Path:
        if self.located is not None:
            self.located.setdefault(path, Located(self._place(event), self._place(key) if key else None))
        return path

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self.fault(event, "yaml/anchor", f"&{event.anchor} names a part of the file to repeat it", f"Remove it; {QUOTED.format('&')}")
        if event.tag:
            self.fault(event, "yaml/tag", f"{event.tag.replace('tag:yaml.org,2002:', '!!')} stands before a value", f"Remove it; {QUOTED.format('!')}")

    def _escapes(self, event: Any) -> None:
        """Refuse what escapes can write: hidden characters, and text that is not in NFC."""
        index = next(hidden(event.value), None)
        if index is not None:
            fact = f"a backslash writes the invisible character {code_point(event.value[index])}"
            self.fault(event, "yaml/control-character", fact, "Leave it out.")
            return
        apart = not_composed(event.value)
        if apart is not None:
            self.fault(event, "yaml/normal-form", *written_out(event.value, apart))

    def _place(self, event: Any) -> Place:
        """The place of an event; of one that spans lines, its part of the first."""
        start, end = event.start_mark, event.end_mark
        if end.line == start.line:
            return Place(start.line + 1, start.column + 1, max(end.column - start.column, 1))
        self.lines = self.lines or BREAK.split(self.text)
        return Place(start.line + 1, start.column + 1, max(len(self.lines[start.line].rstrip()) - start.column, 1))


def _plain(text: str) -> object:
    """The value of a plain word: true, false, null or nothing, a number of at most 15 digits, or the word itself."""
    if len(text) <= LONGEST and text in WORDS:
        return WORDS[text]
    if text[0] not in "-0123456789" or len(text) > DIGITS + 2 or not NUMBER.fullmatch(text) or sum(map(str.isdecimal, text)) > DIGITS:
        return text
    return float(text) if "." in text else int(text)
