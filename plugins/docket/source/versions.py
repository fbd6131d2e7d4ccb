"""Read the records that a commit changed: their values before and after, in the newest form.

A renamed property is no change of facts, so older texts are taken through all migrations before
they are compared (`docket.source.migrations`).
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
from docket.source.scan import SUFFIX

Values = Mapping[str, Any]


class Version(NamedTuple):
    """A record that a commit changed: its kind, its id (the name of its file), and its values
    before and after (None: there was none that can be read)."""

    kind: Kind
    id: str
    before: Values | None
    after: Values | None


def kind_of(path: str, kinds: Kinds) -> Kind | None:
    """Return the kind of the record in a file, from its path; None for a folder of no kind."""
    folder, slash, _ = path.partition("/")
    return kinds.of_plural(folder) if slash else None


def id_of(path: str) -> str:
    """Return the id of the record in a file, from its path."""
    return path.rsplit("/", 1)[-1].removesuffix(SUFFIX)


def contents_of(files: Iterable[FileChange]) -> set[str]:
    """Return the ids of all contents that these changes name."""
    return {name for file in files for name in (file.before, file.after) if name}


@dataclass
class VersionReader:
    """Reads commits, oldest first.

    `known` has the kind of every record that existed before the next commit, by id, since the
    migration of one record may depend on the kinds of others. `held` has the values of contents
    that were read, by their ids, since a later commit changes what an earlier one wrote.
    """

    kinds: Kinds
    known: dict[str, Kind] = field(default_factory=dict)
    held: dict[str, Values | None] = field(default_factory=dict)

    def versions(self, commit: Commit, contents: Mapping[str, bytes]) -> list[Version]:
        """Return the records whose values a commit changed. `contents` has the contents of files
        by their ids. A file that was moved is one record."""
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
        """Update `known` to the records that exist after a commit."""
        for file in commit.files:
            if not file.after:
                self.known.pop(id_of(file.path), None)
        for file in commit.files:
            kind = kind_of(file.path, self.kinds)
            if file.after and kind:
                self.known[id_of(file.path)] = kind

    def _hold(self, wanted: Mapping[str, tuple[Kind, str]], contents: Mapping[str, bytes]) -> None:
        """Read contents, wanted as kind and content id by record id, in the newest form."""
        texts: dict[str, RecordText] = {}
        for name, (kind, content) in wanted.items():
            body = contents.get(content) if content and content not in self.held else None
            if body is None:
                continue
            reading = yaml_reader.read(body, name)
            if reading.value is not None and not reading.problems:
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
