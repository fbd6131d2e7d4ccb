"""Read what a commit made of each record: its values before and after, both in the newest form.

Renamed properties are no change of facts, so that older texts are taken through all migrations
before they are compared (`docket.source.migrations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docket.model.commits import Commit, FileChange
from docket.model.diagnostics import DocketError
from docket.model.kind import Kind, Kinds
from docket.source import yaml_reader
from docket.source.migrations import migrated
from docket.source.migrations.record_text import RecordText

Values = Mapping[str, Any]
FOLDER = "/"


class Version(NamedTuple):
    """A record that a commit changed: its kind, its id (the name of its file), and its values
    before and after (None: there was none that can be read)."""

    kind: Kind
    id: str
    before: Values | None
    after: Values | None


def kind_of(path: str, kinds: Kinds) -> Kind | None:
    """Return the kind of the record in a file, from its path; None for a folder of no kind."""
    folder, slash, _ = path.partition(FOLDER)
    return kinds.of_plural(folder) if slash else None


def id_of(path: str) -> str:
    """Return the id of the record in a file, from its path."""
    return path.rsplit(FOLDER, 1)[-1].removesuffix(".yaml")


def contents_of(files: Iterable[FileChange]) -> set[str]:
    """Return the ids of all contents that these changes name."""
    return {name for file in files for name in (file.before, file.after) if name}


@dataclass
class VersionReader:
    """Reads commits, oldest first. `known` has the kind of every record that there was before the
    next commit, by id, since a migration of one record may ask what others are. `held` has the
    values of the contents that are read already: what one commit wrote, a later one changes."""

    kinds: Kinds
    known: dict[str, Kind] = field(default_factory=dict)
    held: dict[str, Values | None] = field(default_factory=dict)

    def versions(self, commit: Commit, contents: Mapping[str, bytes]) -> list[Version]:
        """Return the records that a commit changed in more than the writing. `contents` has the
        files by the ids of their contents. A file that was moved is one record."""
        pairs: dict[str, tuple[Kind, str, str]] = {}
        for file in commit.files:
            kind = kind_of(file.path, self.kinds)
            if kind:
                name = id_of(file.path)
                _, before, after = pairs.get(name, (kind, "", ""))
                pairs[name] = (kind, file.before or before, file.after or after)
        changed = {name: pair for name, pair in sorted(pairs.items()) if pair[1] != pair[2]}
        for side in (1, 2):
            wanted = {name: (pair[0], str(pair[side])) for name, pair in changed.items()}
            self._hold(wanted, contents)
        found = [
            Version(kind, name, self.held.pop(before, None), self.held.get(after))
            for name, (kind, before, after) in changed.items()
        ]
        return [version for version in found if version.before != version.after]

    def pass_by(self, commit: Commit) -> None:
        """Take over which records there are after a commit."""
        for file in commit.files:
            if not file.after:
                self.known.pop(id_of(file.path), None)
        for file in commit.files:
            kind = kind_of(file.path, self.kinds)
            if file.after and kind:
                self.known[id_of(file.path)] = kind

    def _hold(self, wanted: Mapping[str, tuple[Kind, str]], contents: Mapping[str, bytes]) -> None:
        """Read these contents of records (kind and content by record id) in the newest form."""
        texts: dict[str, RecordText] = {}
        for name, (kind, content) in wanted.items():
            body = contents.get(content) if content and content not in self.held else None
            reading = yaml_reader.read(body, name) if body is not None else None
            if body is not None and reading and reading.value is not None and not reading.problems:
                texts[name] = RecordText(kind, name, body.decode(), reading.value)
        others = (
            RecordText(kind, name, "", {"id": name})
            for name, kind in self.known.items()
            if name not in texts
        )
        try:
            newest = migrated([*texts.values(), *others], 0)[: len(texts)] if texts else []
        except DocketError:
            newest = list(texts.values())
        self.held |= {wanted[text.file][1]: text.data for text in newest}
