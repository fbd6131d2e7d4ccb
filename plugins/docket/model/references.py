"""References between records, read in both directions."""

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
    """A reference from the record `source` at `path` to the record `target`.

    `label` and `reverse` are the labels to show on either side, `code` and `note` those of the
    relation; `follows` says whether the source follows from the target.
    """

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
        """Return the property of the source that holds the reference, such as "place" or
        "relations"."""
        return str(self.path[0])


@dataclass(frozen=True)
class Links:
    """All references of a library whose target exists, by source and by target. Each list is in the
    schema's order of properties, or in the library's order of sources."""

    library: Library

    def of(self, record_id: str) -> list[Link]:
        """Return the references a record holds."""
        record = self.library.get(record_id)
        return [link for link in held(record) if link.target in self.library] if record else []

    def to(self, record_id: str) -> list[Link]:
        """Return the references that point at a record."""
        read("links to", record_id)
        return self.backward.get(record_id, [])

    def sources(self, record_id: str, part: str) -> list[str]:
        """Return the ids of the records that refer to a record in a part of this name (such as
        "effects"), each once, in the library's order."""
        return list(dict.fromkeys(link.source for link in self.to(record_id) if part in link.path))

    @cached_property
    def backward(self) -> Mapping[str, list[Link]]:
        """Return the references to each record, by its id. Reading this is not recorded as an
        input."""
        found: dict[str, list[Link]] = {name: [] for name in self.library.by_id}
        with tracking():
            for record in self.library.by_id.values():
                for link in held(record):
                    if link.target in found:
                        found[link.target].append(link)
        return found


def references(record: Record) -> Iterator[Link]:
    """Yield every reference of a record in the order of the schema, whether the target exists or
    not."""
    for rule in record.kind.refs:
        for path, target in record.at(rule.path):
            if isinstance(target, str):
                yield _link(record, rule, path, target)


def _link(record: Record, rule: RefRule, path: Path, target: str) -> Link:
    """Return the link for a reference of a record, with label and code as the rule chooses them."""
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
    """Return the mapping that holds a reference, so that its neighbours can be read."""
    value: Any = record.data
    for key in path[:-1]:
        value = value[key]
    return value if isinstance(value, Mapping) else {}


def link(library: Library) -> Links:
    """Return all references of a library in both directions; they are collected when first
    needed."""
    return Links(library)


def held(record: Record) -> Sequence[Link]:
    """Return the references of a record, from its facts where these are known."""
    read("refs", record.id)
    if record.facts is None:
        return list(references(record))
    return [Link._make(ref) for ref in record.facts.refs]


def rule_path(path: Path) -> tuple[str, ...]:
    """Return the path of the rule (`kind_options.RefRule`) that covers a path in a record: the same
    with "*" for each position in a list."""
    return tuple("*" if isinstance(part, int) else part for part in path)


def ancestors(library: Library, record: Record | None) -> tuple[Record, ...]:
    """Return the records above this one by its kind's x-parent, nearest first. In a cycle each
    record is named once."""
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
    """Return a record and those above it, nearest first; none for None."""
    return (record, *ancestors(library, record)) if record else ()
