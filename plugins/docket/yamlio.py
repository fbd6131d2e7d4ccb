"""YAML: one file read strictly, every fault a problem with a place. The one door to yaml.

Of YAML 1.2 only what a record needs is read: mappings with text keys, lists, text, true, false, null and plain numbers. All other plain
words stay text (NO, 0644000, 22:22, 2025-07-11), and a repeated key is an error, since the reader could not know which one was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from docket.problems import Path, Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
WORDS: Mapping[str, object] = {"true": True, "false": False, "null": None, "": None}
PARSER = getattr(yaml, "CParser", None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read: its value (None where nothing could be built) and what is wrong with it as YAML."""

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
    text, problems = _decode(data, file)
    if problems:
        return Reading(file, None, tuple(problems))
    builder = _Builder(file)
    value = builder.build(text)
    problems = builder.problems
    if not problems and not isinstance(value, dict):
        problems.append(_problem(file, "yaml/not-a-record", "the file does not hold a record", Place(1, 1), "Begin with lines such as id: my-record and title: My record."))
    return Reading(file, value if isinstance(value, dict) else None, tuple(problems))


def positions(text: str) -> dict[Path, Located]:
    """The place of every value and key of a text that reads without faults; of one with faults, of as much as was read."""
    builder = _Builder("", located={})
    builder.build(text)
    return builder.located or {}


def _problem(file: str, code: str, fact: str, place: Place, hint: str) -> Problem:
    return Problem(code, fact, file, hint=hint, place=place)


def _decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if len(data) > MAX_BYTES:
        return "", [_problem(file, "yaml/too-large", f"the file has {len(data):,} bytes", Place(1, 1), f"A record has at most {MAX_BYTES:,} bytes.")]
    if data.startswith(b"\xef\xbb\xbf"):
        return "", [_problem(file, "yaml/byte-order-mark", "the file begins with a byte order mark", Place(1, 1), "Save it as UTF-8 without BOM.")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        return "", [_problem(file, "yaml/encoding", f"the byte 0x{data[error.start]:02x} is not UTF-8", place, "Save the file as UTF-8.")]
    return text, list(_odd_characters(text, file))


def _odd_characters(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            yield _problem(file, "yaml/tab", "there is a tab", Place(number, line.index("\t") + 1), "Use spaces; two for each level.")
        for column, character in enumerate(line, start=1):
            if (character < " " and character not in "\t\r") or character in "\x7f\x85\u2028\u2029\ufeff\ufffe\uffff" or "\x80" <= character < "\xa0":
                yield _problem(file, "yaml/control-character", f"there is the invisible character U+{ord(character):04X}", Place(number, column), "Delete it.")
                break


@dataclass
class _Level:
    """A list or mapping being built; `key` is the key that waits for its value (None: a key comes next), `seen` the places of keys."""

    value: Any
    path: Path
    key: str | None = None
    key_place: Place | None = None
    seen: dict[str, Place] = field(default_factory=dict)


@dataclass
class _Builder:
    """Builds one value from the parser's events, without recursion, so that depth is a rule and not a crash."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    located: dict[Path, Located] | None = None
    levels: list[_Level] = field(default_factory=list)
    result: Any = None
    documents: int = 0

    def build(self, text: str) -> Any:
        try:
            for event in yaml.parse(text, Loader=PARSER or yaml.SafeLoader):
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            self._syntax(error, text)
        return self.result

    def _take(self, event: Any) -> bool:
        """Takes one event; False where reading on makes no sense."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return self._fault(event, "yaml/documents", "a second document begins here", "One record a file; remove the line ---.", go_on=False)
        elif isinstance(event, yaml.AliasEvent):
            self._fault(event, "yaml/anchor", f"*{event.anchor} repeats another part of the file", "Write the value out.")
            self._add(None, self._place(event))
        elif isinstance(event, yaml.ScalarEvent):
            self._marked(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._open(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.levels.pop()
        return True

    def _open(self, event: Any) -> bool:
        self._marked(event)
        if len(self.levels) >= MAX_DEPTH:
            return self._fault(event, "yaml/too-deep", f"values are nested more than {MAX_DEPTH} deep", "A record is at most a few levels deep.", go_on=False)
        place = self._place(event)
        if self._wants_key():
            return self._fault(event, "yaml/key", "a list or mapping is used as a key", "A key is one word, for example title.", go_on=False)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._add(value, place)
        self.levels.append(_Level(value, path))
        return True

    def _wants_key(self) -> bool:
        return bool(self.levels) and isinstance(self.levels[-1].value, dict) and self.levels[-1].key is None

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        value = _plain(event.value) if event.implicit[0] and event.style is None else event.value
        if not self._wants_key():
            self._add(value, place)
            return
        level = self.levels[-1]
        if not isinstance(value, str):
            self._fault(event, "yaml/key", f"the key {event.value or '(nothing)'} is not text", "Put it in quotation marks, or give the key a name.")
        elif value == "<<" and event.style is None:
            self._fault(event, "yaml/anchor", "<< merges another part of the file", "Write the values out.")
        elif value in level.seen:
            self._fault(event, "yaml/duplicate-key", f"'{value}' stands here again; first on line {level.seen[value].line}", "Keep one of the two.")
        level.key = event.value if event.value not in level.seen else f"{event.value}\0"  # the repeated one is read, then dropped
        level.key_place = place
        level.seen.setdefault(event.value, place)

    def _add(self, value: Any, place: Place) -> Path:
        """Puts a value where it belongs and returns its path."""
        if not self.levels:
            self.result, path, key_place = value, (), None
        else:
            level = self.levels[-1]
            key_place = level.key_place
            if isinstance(level.value, list):
                path = (*level.path, len(level.value))
                level.value.append(value)
                key_place = None
            else:
                path = (*level.path, level.key or "")
                if level.key is not None and not level.key.endswith("\0"):
                    level.value[level.key] = value
                level.key = None
        if self.located is not None:
            self.located.setdefault(path, Located(place, key_place))
        return path

    def _marked(self, event: Any) -> None:
        if event.anchor:
            self._fault(event, "yaml/anchor", f"&{event.anchor} names a part of the file to repeat it", "Write the value out where it is needed.")
        if event.tag:
            self._fault(event, "yaml/tag", f"the tag {event.tag} stands before a value", "Remove it; the schema knows the type.")

    def _fault(self, event: Any, code: str, fact: str, hint: str, go_on: bool = True) -> bool:
        self.problems.append(_problem(self.file, code, fact, self._place(event), hint))
        return go_on

    @staticmethod
    def _place(event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        return Place(start.line + 1, start.column + 1, max(end.column - start.column, 1) if end.line == start.line else 1)

    def _syntax(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None)
        last = text.count("\n") + 1
        place = Place(min(mark.line + 1, last), mark.column + 1) if mark else Place(1, 1)
        fact = getattr(error, "problem", None) or str(error).split("\n")[0]
        self.problems.append(_problem(self.file, "yaml/syntax", f"this is not YAML: {fact}", place, _advice(fact)))


def _plain(text: str) -> object:
    """The value of a plain word: true, false, null, a number of at most 15 digits, or the word itself."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def _advice(fact: str) -> str:
    if "mapping values are not allowed" in fact:
        return "Text with a colon and a blank in it needs quotation marks around it."
    if "expected <block end>" in fact or "did not find expected" in fact:
        return "Check the indentation of this line and the one above, and that quotation marks are closed."
    return "Check quotation marks, colons and indentation."
