"""The staging: what is new of a site, written into a folder beside the output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from docket.manifest import CHANGED, HASHED, PATH, SIZE, Manifest, Plain
from docket.outputs.output import OutputFile, Written
from docket.release import PathTaken, write_file
from docket.shelf import Writer


@dataclass
class Made:
    """What a worker made: by target and item the key and the files, and the paths of those that were written, since they are not as they were."""

    items: dict[tuple[str, str], tuple[bytes, list[Plain]]] = field(default_factory=dict)
    fresh: list[str] = field(default_factory=list)


def together(shares: Iterable[Made]) -> Made:
    """What all workers made."""
    made = Made()
    for share in shares:
        made.items |= share.items
        made.fresh += share.fresh
    return made


class Staging(NamedTuple):
    """The folder, and what the last build made. A file that lies in the output as it would be written is left there."""

    folder: Path
    before: Manifest

    def put(self, target: str, item: str, key: bytes, files: Iterable[OutputFile], made: Made, writer: Writer | None = None) -> None:
        """Writes the files of an item of a target, and adds it to what was made; fragments go to the writer of a pack."""
        known = {file[PATH]: file for file in self.before.files_of(target, item) if file[PATH] not in self.before.gone}
        made.items[target, item] = (key, [tuple(self._put(file, known.get(file.path), made, writer)) for file in files])

    def _put(self, file: OutputFile, known: Plain | None, made: Made, writer: Writer | None) -> Written:
        slots = {name: writer.add(fragment) for name, fragment in file.fragments.items()} if writer and file.fragments else None
        if known and not file.chunks and (known[SIZE], known[HASHED]) == (file.size, file.hashed):
            size, hashed, changed = file.size, known[HASHED], known[CHANGED]
        else:
            try:
                size, hashed, changed = write_file(self.folder, file)
            except PathTaken:  # the plan finds both outputs and names them
                size, hashed, changed = 0, b"", 0
            if known and (known[SIZE], known[HASHED]) == (size, hashed):
                (self.folder / file.path).unlink()
                changed = known[CHANGED]
            else:
                made.fresh.append(file.path)
        return Written(file.path, size, hashed, changed, file.media_type, file.title, file.licence, file.listed, slots)
