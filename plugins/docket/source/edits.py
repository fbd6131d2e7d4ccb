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
        self.places = yaml_reader.positions(text)
        """The places of keys and values by path, as the reader of records finds them."""
        self._lines = [0, *(found.end() for found in BREAK.finditer(text))]
        self._edits: list[tuple[int, int, str]] = []

    def position(self, place: Place) -> int:
        """Return the position in the text at which a place begins."""
        return self._lines[place.line - 1] + place.column - 1

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace the text from one position until before another; equal ones make it an
        insertion."""
        self._edits.append((start, end, new))

    def rename(self, path: Path, name: str) -> None:
        """Give the key at a path another name. A quoted key stays quoted."""
        place = self.places[path].key
        if place is None:
            raise ValueError(f"{path} is no key of a mapping")
        start = self.position(place)
        mark = self.text[start] if self.text[start] in "\"'" else ""
        self.replace(start, start + place.width, f"{mark}{name}{mark}")

    def applied(self) -> str:
        """Return the text with all edits. Raise ValueError where two of them overlap."""
        parts, done = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < done:
                raise ValueError(f"two edits overlap at position {start}")
            parts += [self.text[done:start], new]
            done = end
        return "".join([*parts, self.text[done:]])
