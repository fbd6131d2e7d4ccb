"""Write entries of one mapping of a record: in lines, or in brackets as the mapping itself is."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from docket.model.diagnostics import Path
from docket.source.edits import Edits

PLAIN = re.compile(r"[A-Za-z0-9](?:[^\n\"'#:,\[\]{}]|:(?=\S))*")
"""Text that needs no quotation marks, not even in brackets."""
WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off"))
WIDTH = 100


class Entries:
    """The entries of the mapping `value` at a path, and edits of them. Entries that move keep their
    own text, comments too, and are only indented anew."""

    def __init__(self, edits: Edits, path: Path, value: Mapping[str, Any]) -> None:
        self.edits, self.path, self.value = edits, path, value
        self.in_lines = not edits.in_brackets(path)
        found = re.search(r"\r\n|[\r\n]", edits.text)
        self.line_end = found.group() if found else "\n"
        first = next(iter(value))
        begin = edits.key((*path, first))
        self.indent = begin - edits.line(begin) if self.in_lines else 0

    def set(self, name: str, text: str) -> None:
        """Give an entry another text."""
        path = (*self.path, name)
        self.edits.replace(self.edits.start(path), self.edits.end(path), self._text(name, text))

    def add_behind(self, name: str, entries: Mapping[str, str]) -> None:
        """Add entries behind another."""
        if not entries:
            return
        path = (*self.path, name)
        new = [f"{key}: {self._text(key, text)}" for key, text in entries.items()]
        if self.in_lines:
            end = self._last(path)
            begin = self.line_end + " " * self.indent
            self.edits.replace(end, end, "".join(begin + one for one in new))
        else:
            end = self.edits.end(path)
            self.edits.replace(end, end, "".join(f", {one}" for one in new))

    def put(self, name: str, parts: Sequence[str]) -> None:
        """Replace an entry by others, given as text. Without others, remove it."""
        if not parts:
            self.edits.replace(*self._extent(self.path, self.value, name), "")
            return
        path = (*self.path, name)
        between = self.line_end + " " * self.indent if self.in_lines else ", "
        end = self._last(path) if self._has_lines(name) else self.edits.end(path)
        self.edits.replace(self.edits.key(path), end, between.join(parts))

    def part(self, name: str, source: str, chosen: Sequence[int]) -> str:
        """Return an entry with some of the rows of the list `source`."""
        return self._list(name, source, chosen, {}, (), 0)

    def nested(
        self,
        name: str,
        source: str,
        chosen: Sequence[int],
        values: Mapping[int, str],
        moved: str | None,
    ) -> str:
        """Return an entry with a mapping of its own that holds some rows of the list `source`. The
        rows at the positions of `values` get that effect. The entry `moved` goes from the rows into
        the mapping."""
        dropped = (moved,) if moved else ()
        rows = self._list(source, source, chosen, values, dropped, 2)
        if moved:
            path = (*self.path, source, chosen[0], moved)
            raw = self.edits.text[self.edits.start(path) : self.edits.end(path)]
        if not self.in_lines:
            return f"{name}: {{{f'{moved}: {raw}, ' if moved else ''}{rows}}}"
        inner = self.line_end + " " * (self.indent + 2)
        return f"{name}:{inner}{f'{moved}: {raw}{inner}' if moved else ''}{rows}"

    def rows(self, name: str, rows: Sequence[Mapping[str, str]]) -> str:
        """Return an entry with a list of mappings."""
        if not self.in_lines:
            written = (
                ", ".join(f"{key}: {self._text(key, text)}" for key, text in row.items())
                for row in rows
            )
            return f"{name}: [{', '.join(f'{{{one}}}' for one in written)}]"
        lines = [f"{name}:"]
        for row in rows:
            mark = "  - "
            for key, text in row.items():
                lines.append(f"{mark}{key}: {self._text(key, text, 4)}")
                mark = "    "
        return (self.line_end + " " * self.indent).join(lines)

    def _has_lines(self, name: str) -> bool:
        """Return whether the list of this name has a line, or several, for each entry."""
        return self.in_lines and not self.edits.in_brackets((*self.path, name))

    def _last(self, path: Path) -> int:
        """Return the end of the last line of a value, before its line end."""
        end = self.edits.end(path)
        return end + len(re.split(r"[\r\n]", self.edits.text[end:], maxsplit=1)[0])

    def _list(
        self,
        name: str,
        source: str,
        chosen: Sequence[int],
        values: Mapping[int, str],
        dropped: Sequence[str],
        deeper: int,
    ) -> str:
        """Return an entry with chosen rows of a list, `deeper` by some columns than it was."""
        path = (*self.path, source)
        edits: list[tuple[int, int, str]] = []
        for n in chosen:
            row = (*path, n)
            if n in values:
                below = (*row, "effect")
                edits.append((self.edits.start(below), self.edits.end(below), values[n]))
            edits += [(*self._extent(row, self.value[source][n], key), "") for key in dropped]
        every = len(chosen) == len(self.value[source])
        if not self._has_lines(source):
            if every:
                start, end = self.edits.start(path), self.edits.end(path)
                text = self._changed(start, end, edits)
            else:
                spans = [(self.edits.start((*path, n)), self.edits.end((*path, n))) for n in chosen]
                text = f"[{', '.join(self._changed(*span, edits) for span in spans)}]"
            return f"{name}: {self._indented(text, deeper)}"
        begins = [self._row(path, n) for n in range(len(self.value[source]))]
        ends = [*begins[1:], self.edits.next_line(self._last(path))]
        text = "".join(self._changed(begins[n], ends[n], edits) for n in chosen).rstrip("\r\n")
        key = self.edits.key(path)
        head = self.edits.text[key : begins[0]].rstrip("\r\n").partition(":")[2]
        return f"{name}:{head}{self.line_end}{' ' * deeper}{self._indented(text, deeper)}"

    def _changed(self, start: int, end: int, edits: Sequence[tuple[int, int, str]]) -> str:
        inside = [edit for edit in edits if start <= edit[0] and edit[1] <= end]
        return self.edits.changed(start, end, inside)

    def _indented(self, text: str, deeper: int) -> str:
        """Return lines of text with all but the first one deeper by some columns."""
        return re.sub(r"(\r\n|[\r\n])(?=[^\r\n])", r"\1" + " " * deeper, text)

    def _row(self, path: Path, n: int) -> int:
        """Return the beginning of the line that has the hyphen of a row."""
        begin = self.edits.line(self.edits.start((*path, n)))
        while not re.match(r" *-(\s|$)", self.edits.text[begin:]):
            begin = self.edits.line(begin - 1)
        return begin

    def _extent(self, path: Path, value: Mapping[str, Any], name: str) -> tuple[int, int]:
        """Return start and end of an entry of a mapping, with what separates it from the next
        one."""
        names = list(value)
        place = names.index(name)
        start, end = self.edits.key((*path, name)), self.edits.end((*path, name))
        line = self.edits.line(start)
        if not self.edits.in_brackets(path) and not self.edits.text[line:start].strip():
            return line, self.edits.next_line(end)
        if place + 1 < len(names):
            return start, self.edits.key((*path, names[place + 1]))
        return self.edits.end((*path, names[place - 1])), end

    def _text(self, name: str, text: str, deeper: int = 0) -> str:
        """Return a text as the value of a key."""
        plain = PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in WORDS
        column = self.indent + deeper + len(name) + 2
        if self.in_lines and "\n" not in text and column + len(text) > WIDTH:
            margin = " " * (self.indent + deeper + 2)
            lines = textwrap.wrap(
                text, WIDTH - len(margin), break_long_words=False, break_on_hyphens=False
            )
            return self.line_end.join([">-", *(margin + line for line in lines)])
        if plain and not re.match(r"[0-9]+(\.[0-9]*)?$", text):
            return text
        return json.dumps(text, ensure_ascii=False)
