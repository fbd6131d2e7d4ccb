"""Edit the text of a YAML file by the positions of its keys and values, so that comments, order,
quotation marks, blanks and line ends stay as they are."""

from __future__ import annotations

from docket.model.diagnostics import Path, Place
from docket.source import yaml_reader
from docket.source.places import BREAK


class Edits:
    """Collects edits of one text, whose positions are those before any edit. The text must be one
    in which the reader finds no problem."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places, self._ends = yaml_reader.extents(text)
        """The places of keys and values by path, as the reader of records finds them."""
        self._lines = [0, *(found.end() for found in BREAK.finditer(text))]
        self._edits: list[tuple[int, int, str]] = []

    def position(self, place: Place) -> int:
        """Return the position in the text at which a place begins."""
        return self._lines[place.line - 1] + place.column - 1

    def start(self, path: Path) -> int:
        """Return the position at which the value at a path begins."""
        return self.position(self.places[path].value)

    def key(self, path: Path) -> int:
        """Return the position of the key at a path."""
        place = self.places[path].key
        if place is None:
            raise ValueError(f"{path} is no key of a mapping")
        return self.position(place)

    def end(self, path: Path) -> int:
        """Return the position behind the last character of the value at a path, without a comment
        behind it."""
        below = [] if self.in_brackets(path) else self._below(path)
        end = max(map(self.end, below)) if below else self.position(self._ends[path])
        return len(self.text[:end].rstrip())

    def in_brackets(self, path: Path) -> bool:
        """Return whether the value at a path is a list or mapping in brackets."""
        start = self.start(path)
        return self.text[start : start + 1] in ("[", "{")

    def line(self, position: int) -> int:
        """Return the position at which the line begins that a position is in."""
        return max(start for start in self._lines if start <= position)

    def next_line(self, position: int) -> int:
        """Return the position at which the next line begins, or that of the end of the text."""
        return min((start for start in self._lines if start > position), default=len(self.text))

    def _below(self, path: Path) -> list[Path]:
        """Return the paths of the entries of a list or mapping."""
        return [each for each in self.places if each and each[:-1] == path]

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace the text from one position until before another; equal ones make it an
        insertion."""
        self._edits.append((start, end, new))

    def rename(self, path: Path, name: str) -> None:
        """Give the key at a path another name. A quoted key stays quoted."""
        start, place = self.key(path), self.places[path].key
        assert place is not None
        mark = self.text[start] if self.text[start] in "\"'" else ""
        self.replace(start, start + place.width, f"{mark}{name}{mark}")

    def applied(self) -> str:
        """Return the text with all edits. Raise ValueError where two of them overlap."""
        return self.changed(0, len(self.text), self._edits)

    def changed(self, start: int, end: int, edits: list[tuple[int, int, str]]) -> str:
        """Return a part of the text with some edits, each a start, an end and the new text. Raise
        ValueError where two of them overlap."""
        parts, done = [], start
        for first, last, new in sorted(edits, key=lambda edit: edit[:2]):
            if first < done:
                raise ValueError(f"two edits overlap at position {first}")
            parts += [self.text[done:first], new]
            done = last
        return "".join([*parts, self.text[done:end]])
