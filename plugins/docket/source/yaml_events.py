"""Build one value from the events of a YAML parser, without recursion, so that deep nesting is a
problem and not a crash."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from docket.model.diagnostics import Path, Place, Problem
from docket.model.quoting import quoted
from docket.source.comments import Token, lost
from docket.source.levels import Level
from docket.source.places import BREAK, Located, place_of
from docket.source.scalars import NOTHING, escape_fault, plain_value
from docket.source.yaml_messages import comma_in_text, no_blank_behind_hyphen, odd_indentation

MAX_DEPTH = 32
TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"
TOO_DEEP_HINT = "A record has a few levels; check for stray brackets."
MAX_PROBLEMS = 100
PAIR = re.compile(r"[^,\[\]{}\n]{0,200}")
NAMED = "Give it a name; put a number or true, false, null in quotation marks."
QUOTED = "put text that begins with {} in quotation marks."


class Builder:
    """Builds a value from events, which are given one by one; `result` is the value so far.

    `reading` becomes false after a fault that makes the rest meaningless. With `located`, the place
    of every value and key is put into it by path, and into `ends` where each value ends.
    """

    def __init__(self, text: str, file: str, located: dict[Path, Located] | None = None) -> None:
        self.text = text
        self.file = file
        self.located = located
        self.ends: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.levels: list[Level] = []
        self.result: Any = None
        self.documents = 0
        self.reading = True
        self.lines: list[str] = []
        self.tokens: list[Token] | None = [] if "#" in text else None

    def scalar(self, event: Any) -> None:
        """Add a word, a number or a text: a key where the mapping waits for one, else a value."""
        if event.anchor or event.tag:
            self._check_properties(event)
        text: str = event.value
        value = plain_value(text) if event.implicit[0] else text
        if event.style == '"' and (refused := escape_fault(text)):
            self.fault(event, *refused)
        level = self._mapping_without_key()
        if self.tokens is not None:
            self._token(event, event.style, key=level is not None)
        if level:
            self._key(level, event, value)
            return
        if event.implicit[0] and (text in NOTHING or not text):
            self._nothing(text, event)
        self._add(value, event)

    def mapping(self, event: Any) -> None:
        """Begin a mapping."""
        braces = self.text[event.start_mark.index : event.start_mark.index + 1] == "{"
        self._open(event, {}, braces)
        if event.flow_style and not braces:
            found = PAIR.match(self.text, event.start_mark.index)
            pair = found.group().rstrip() if found else ""
            fact = f"'{pair}' in a list is read as a key and its value"
            self.fault(event, "yaml/key", fact, f"Put it in quotation marks: {quoted(pair)}.")

    def sequence(self, event: Any) -> None:
        """Begin a list."""
        self._open(event, [])

    def close(self, event: Any) -> None:
        """End a list or mapping."""
        level = self.levels.pop()
        if self.located is not None:
            self._ended(level.path, event)
        if level.flow:
            self._token(event, "]")

    def alias(self, event: Any) -> None:
        """Add a problem for a reference to another part of the file, whose value becomes None."""
        hint = f"Write the value out; {QUOTED.format('*')}"
        self.fault(event, "yaml/anchor", f"*{event.anchor} repeats another part of the file", hint)
        level = self._mapping_without_key()
        if level:
            level.waiting, level.kept = True, False
        else:
            self._add(None, event)

    def document(self, event: Any) -> None:
        """Begin a document; a second one in a file is a problem."""
        self.documents += 1
        if self.documents > 1:
            hint = "One record a file; remove the line with the three hyphens."
            self.fault(event, "yaml/documents", "a second record begins here", hint, last=True)
        elif event.version or event.tags:
            self.fault(
                event,
                "yaml/directive",
                "a line that begins with % does not belong into a record",
                "Remove the line.",
            )

    def fault(self, event: Any, code: str, fact: str, hint: str, last: bool = False) -> None:
        """Add a problem at the place of an event. After the `last` one nothing more is read."""
        self.problems.append(Problem(code, fact, self.file, hint=hint, place=self._place(event)))
        self.reading = self.reading and not last and len(self.problems) < MAX_PROBLEMS

    def _mapping_without_key(self) -> Level | None:
        """Return the mapping that waits for a key; None where none does."""
        level = self.levels[-1] if self.levels else None
        return level if level and level.is_mapping and not level.waiting else None

    def _open(self, event: Any, value: Any, braces: bool = False) -> None:
        """Begin a list or mapping: as a value, or with a problem where a key was expected."""
        if event.anchor or event.tag:
            self._check_properties(event)
        if len(self.levels) >= MAX_DEPTH:
            self.fault(event, "yaml/too-deep", TOO_DEEP, TOO_DEEP_HINT, last=True)
            return
        if event.flow_style:
            self._token(event, "[")
        level = self._mapping_without_key()
        if level:
            level.waiting, level.kept = True, False
            hint = f"A key is one word, for example title; {QUOTED.format('[ or {')}"
            self.fault(event, "yaml/key", "a list or a group is used as a key", hint)
            path: Path = (*level.path, "")
        else:
            path = self._add(value, event)
        self.levels.append(Level(value, path, event, braces))

    def _key(self, level: Level, event: Any, value: object) -> None:
        """Take a key of a mapping, or add the problem for which it cannot be one."""
        level.waiting, level.kept, level.key, level.key_event = True, False, event.value, event
        if not isinstance(value, str):
            self.fault(
                event, "yaml/key", f"the key {event.value or '(nothing)'} is not text", NAMED
            )
        elif value[:1].isspace():
            self.fault(event, "yaml/key", *odd_indentation(value[0]), last=True)
        elif value[:1] == "-" and event.implicit[0]:
            fact, hint = no_blank_behind_hyphen(f"{value[1:]}:")
            self.fault(event, "yaml/key", fact, hint, last=True)
        elif value == "<<" and event.implicit[0]:
            self.fault(
                event, "yaml/merge", "<< copies another part of the file", "Write the values out."
            )
        elif value in level.seen:
            self._repeated(level, event, value)
        else:
            level.seen[value] = event.start_mark.line + 1
            level.kept = True

    def _add(self, value: Any, event: Any) -> Path:
        """Put a value in its place, and return its path. The path is only right if places were
        asked for."""
        if not self.levels:
            self.result = value
            return self._locate((), event, None)
        level = self.levels[-1]
        if not level.is_mapping:
            level.value.append(value)
            return (
                self._locate((*level.path, len(level.value) - 1), event, None)
                if self.located is not None
                else ()
            )
        level.waiting, level.last = False, event
        if not level.kept:
            return (*level.path, "")
        level.value[level.key] = value
        return (
            self._locate((*level.path, level.key), event, level.key_event)
            if self.located is not None
            else ()
        )

    def _locate(self, path: Path, event: Any, key: Any) -> Path:
        """Keep the place of a value and its key where places were asked for; return its path."""
        if self.located is not None:
            self.located.setdefault(
                path, Located(self._place(event), self._place(key) if key else None)
            )
            self._ended(path, event)
        return path

    def _ended(self, path: Path, event: Any) -> None:
        """Keep where a value ends."""
        self.ends[path] = Place(event.end_mark.line + 1, event.end_mark.column + 1)

    def _repeated(self, level: Level, event: Any, key: str) -> None:
        """Add a problem for a repeated key. If it is the first key of a mapping inside another
        value, a hyphen may be missing; the mapping's other repeated keys are then not reported."""
        fact = f"'{key}' stands here again, first on line {level.seen[key]}"
        hint = "Keep one of the two"
        if len(self.levels) > 1 and not level.flow and key == next(iter(level.seen)):
            hint += f"; if a new entry begins here, begin each entry with a hyphen: - {key}:"
            self.fault(event, "yaml/duplicate-key", fact, f"{hint} …")
            level.again = True
        elif not level.again:
            self.fault(event, "yaml/duplicate-key", fact, f"{hint}.")

    def _nothing(self, text: str, event: Any) -> None:
        """Add a problem for a word that other parsers read as null, or for a word between commas in
        braces, which is read as a key without a value."""
        level = self.levels[-1] if self.levels else None
        if text:
            hint = f"Leave the line out, or put it in quotation marks as text: {quoted(text)}."
            self.fault(event, "yaml/nothing", f"{text} is no text and no value", hint)
        elif level and level.braces and level.waiting and level.kept and level.key_event:
            key, before = level.key_event, level.last
            if key.end_mark.index == event.start_mark.index:
                plain = before and not before.style and before.value
                start = before.start_mark.index if plain else key.start_mark.index
                text = self.text[start : key.end_mark.index]
                self.fault(key, "yaml/key", *comma_in_text(level.key, text if plain else ""))

    def _token(self, event: Any, style: str | None, key: bool = False) -> None:
        """Keep a part of the text that is no comment, if the text has a # at all."""
        if self.tokens is None:
            return
        level = self.levels[-1] if self.levels else None
        column = level.value_column if level else len(self.text)
        start, end = event.start_mark.index, event.end_mark.index
        self.tokens.append(Token(start, end, style, key, column))

    def comments(self, stop: int) -> list[Problem]:
        """Return a problem for each # before the position `stop` that may be a part of a text."""
        found = lost(self.text[:stop], self.tokens or (), self.file)
        return list(islice(found, MAX_PROBLEMS)) if self.tokens is not None else []

    def _check_properties(self, event: Any) -> None:
        """Add a problem for an anchor and for a tag."""
        if event.anchor:
            fact = f"&{event.anchor} names a part of the file to repeat it"
            self.fault(event, "yaml/anchor", fact, f"Remove it; {QUOTED.format('&')}")
        if event.tag:
            fact = f"{event.tag.replace('tag:yaml.org,2002:', '!!')} stands before a value"
            self.fault(event, "yaml/tag", fact, f"Remove it; {QUOTED.format('!')}")

    def _place(self, event: Any) -> Place:
        """Return the place of an event."""
        if event.end_mark.line != event.start_mark.line and not self.lines:
            self.lines = BREAK.split(self.text)
        return place_of(event, self.lines)
