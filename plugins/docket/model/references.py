"""Links: every reference between records, read both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from docket.model.diagnostics import Path
from docket.model.inputs import read, tracking
from docket.model.kind_options import RefRule
from docket.model.record import Library, Record

NOTE = "note"


class Link(NamedTuple):
    """One reference: from record `source` at `path` to record `target`, the label to show on each
    side, the relation's code and note, and whether the source follows from the target."""

    source: str
    target: str
    path: Path
    label: str
    reverse: str
    code: str
    note: str
    follows: bool

    @property
    def name(self) -> str:
        """The property of the source that holds the reference, for example "place" or
        "relations"."""
        return str(self.path[0])


@dataclass(frozen=True)
class Links:
    """All references of a library whose target exists: by the record that holds them and by the
    record they point at. Each list is ordered by the schema's order of properties, or by the
    library's order of sources."""

    library: Library

    def of(self, record_id: str) -> list[Link]:
        """Return the references a record holds."""
        record = self.library.get(record_id)
        return [link for link in held(record) if link.target in self.library] if record else []

    def to(self, record_id: str) -> list[Link]:
        """Return the references that point at a record."""
        read("links to", record_id)
        return self.backward.get(record_id, [])

    @cached_property
    def backward(self) -> Mapping[str, list[Link]]:
        """Return by record id the references that point at it; reading this is not recorded."""
        found: dict[str, list[Link]] = {name: [] for name in self.library.by_id}
        with tracking():
            for record in self.library.by_id.values():
                for link in held(record):
                    if link.target in found:
                        found[link.target].append(link)
        return found


def references(record: Record) -> Iterator[Link]:
    """Every reference a record holds, whether its target exists or not, in the order of the
    schema."""
    for rule in record.kind.refs:
        for path, target in record.at(rule.path):
            if isinstance(target, str):
                yield _link(record, rule, path, target)


def _link(record: Record, rule: RefRule, path: Path, target: str) -> Link:
    around = _holder(record, path)
    code = str(around.get(rule.by, "")) if rule.by else str(path[0])
    terms = record.kind.property(*rule.path[:-1], rule.by).get("x-terms", {}) if rule.by else {}
    label = rule.labels.get(code) or terms.get(code) or rule.label
    follows = "*" in rule.follows or code in rule.follows
    return Link(
        record.id,
        target,
        path,
        label,
        rule.reverses.get(code) or rule.reverse,
        code,
        str(around.get(NOTE, "")),
        follows,
    )


def _holder(record: Record, path: Path) -> Mapping[str, Any]:
    """The object in which a reference stands, so that its neighbours can be read."""
    value: Any = record.data
    for key in path[:-1]:
        value = value[key]
    return value if isinstance(value, Mapping) else {}


def link(library: Library) -> Links:
    """All references of a library, both ways; they are gathered when they are first asked for."""
    return Links(library)


def held(record: Record) -> Sequence[Link]:
    """Return the references a record holds, whether their targets exist or not."""
    read("refs", record.id)
    if record.facts is None:
        return list(references(record))
    return [Link._make(ref) for ref in record.facts.refs]


def rule_path(path: Path) -> tuple[str, ...]:
    """The path of the rule (presentation.RefRule) by which a reference at this path was found: with
    "*" for each place in a list."""
    return tuple("*" if isinstance(part, int) else part for part in path)


def ancestors(library: Library, record: Record | None) -> tuple[Record, ...]:
    """The records above this one by its kind's x-parent, nearest first; a circle ends where it
    comes back."""
    chain: list[Record] = []
    current = record
    while current is not None and current.kind.parent:
        above = library.get(str(current.data.get(current.kind.parent, "")))
        if above is None or above in chain or above is record:
            break
        chain.append(above)
        current = above
    return tuple(chain)


def levels(library: Library, record: Record | None) -> tuple[Record, ...]:
    """A record and those above it, nearest first; none for None."""
    return (record, *ancestors(library, record)) if record else ()
