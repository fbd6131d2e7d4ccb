"""Kinds: what a kind of record is called, made of, drawn with and ordered by; all of it read from its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docket.problems import DocketError
from docket.schemas import DIALECT, Schema, flatten, read_schemas, walk

SHARED = ("common", "meta")


@dataclass(frozen=True, slots=True)
class RefRule:
    """Where a kind holds the id of another record: its path ("*" for every item), the kinds it may name ("*" for any), and the
    labels of the link and its reverse. `by` is the neighbouring property whose value chooses among `labels` and `reverses`; `ordered` are
    those of its values that have a direction, so that a chain of them may not come back to where it began."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    label: str
    reverse: str
    by: str | None
    labels: Mapping[str, str]
    reverses: Mapping[str, str]
    ordered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """An exception in a step's rule: where `property` is one of `among`, and no step `unless` is recorded, the status is another."""

    property: str
    among: tuple[str, ...]
    unless: str | None
    status: str
    because: str


@dataclass(frozen=True, slots=True)
class StepRule:
    """What a step does to the status of its own record: the status it begins (None for none), why in words, with exceptions; and the status that
    it confirms."""

    status: str | None
    because: str
    when: tuple[When, ...]
    confirms: str | None


@dataclass(frozen=True, slots=True)
class EffectRule:
    """What a court order's effect does to the status of a record of this kind: begins a status, lifts the case's earlier orders, or ends for good."""

    status: str | None
    lifts: bool
    final: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which a kind's lists can be narrowed, with the path to its values."""

    name: str
    title: str
    path: tuple[str, ...]
    terms: Mapping[str, str]
    ref: bool


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record and its presentation. `schema` is self-contained; `parts` maps a part of a record (steps, figures …) to its property."""

    name: str
    title: str
    plural: str
    title_plural: str
    description: str
    reference: bool
    subject: bool
    order: int
    schema_org: str
    shape: str
    schema: Schema
    caption: tuple[str, ...]
    featured: tuple[str, ...]
    date_steps: tuple[str, ...]
    opens: Mapping[str, tuple[str, ...]]
    plannable: tuple[str, ...]
    timeline: str | None
    map: str | None
    place: str | None
    parent: str | None
    facets: tuple[Facet, ...]
    refs: tuple[RefRule, ...]
    parts: Mapping[str, str]
    steps: Mapping[str, StepRule]
    effects: Mapping[str, EffectRule]
    initial_status: str | None
    status_terms: Mapping[str, str]
    status_marks: Mapping[str, str]

    def property(self, *path: str) -> Schema:
        """The part of the schema at a path ("*" for every item), empty where there is none."""
        node: Any = self.schema
        for name in path:
            node = node.get("items", {}) if name == "*" else node.get("properties", {}).get(name, {})
        return node if isinstance(node, dict) else {}

    def term(self, value: str, *path: str) -> str:
        """The label of a coded value at a path, or the value itself where the schema gives none."""
        return str(self.property(*path).get("x-terms", {}).get(value, value))

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Kinds:
    """All kinds of a collection, record kinds first, then reference kinds, each by x-order and name."""

    by_name: Mapping[str, Kind]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_name.values())

    def of_plural(self, plural: str) -> Kind | None:
        """The kind with this plural (the name of its folder and of its pages), or None."""
        return next((kind for kind in self if kind.plural == plural), None)

    @property
    def records(self) -> tuple[Kind, ...]:
        """The kinds that are recorded for their own sake."""
        return tuple(kind for kind in self if not kind.reference)

    @property
    def references(self) -> tuple[Kind, ...]:
        """The kinds that others point at: places, courts, topics …"""
        return tuple(kind for kind in self if kind.reference)


def load_kinds(folder: Path) -> Kinds:
    """The kinds of a schema folder. Raises DocketError, naming the schema and every fault found, where one contradicts itself."""
    schemas = read_schemas(folder)
    kinds = [make_kind(name, flatten(schema, schemas, name)) for name, schema in schemas.items() if name not in SHARED]
    faults = [f"{kind.name}.schema.json: {fault}" for kind in kinds for fault in _faults(kind, {other.name for other in kinds})]
    if faults:
        raise DocketError("\n".join(faults))
    return Kinds({kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.reference, kind.order, kind.name))})


def make_kind(name: str, schema: Schema) -> Kind:
    """A kind from its flattened schema; nothing is checked against other kinds yet."""
    status = schema.get("x-status", {})
    return Kind(
        name=name,
        title=schema.get("title", name),
        plural=schema.get("x-plural", name + "s"),
        title_plural=schema.get("x-title-plural", schema.get("title", name) + "s"),
        description=schema.get("description", ""),
        reference=schema.get("x-reference", False),
        subject=schema.get("x-subject", False),
        order=schema.get("x-order", 100),
        schema_org=schema.get("x-schema-org", "CreativeWork"),
        shape=schema.get("x-shape", "square"),
        schema={**schema, "$schema": DIALECT},
        caption=tuple(schema.get("x-caption", ())),
        featured=tuple(schema.get("x-featured", ())),
        date_steps=tuple(schema.get("x-date", ())),
        opens={step: tuple(after) for step, after in schema.get("x-opens", {}).items()},
        plannable=tuple(schema.get("x-plannable", ())),
        timeline=schema.get("x-timeline"),
        map=schema.get("x-map"),
        place=schema.get("x-place"),
        parent=schema.get("x-parent"),
        facets=tuple(_facet(schema, name) for name in schema.get("x-facets", ())),
        refs=tuple(_ref_rule(path, part) for path, part in walk(schema) if "x-ref" in part),
        parts={part["x-part"]: key for key, part in schema.get("properties", {}).items() if "x-part" in part},
        steps={step: _step_rule(rule) for step, rule in schema.get("x-steps", {}).items()},
        effects={effect: _effect_rule(rule) for effect, rule in schema.get("x-effects", {}).items()},
        initial_status=status.get("initial"),
        status_terms=status.get("terms", {}),
        status_marks=status.get("marks", {}),
    )


def _facet(schema: Schema, name: str) -> Facet:
    if name == "status":
        return Facet(name, "Status", ("status",), schema.get("x-status", {}).get("terms", {}), ref=False)
    found = schema.get("properties", {}).get(name, {})
    options = [(path, part) for path, part in walk(found, (name,)) if "x-ref" in part or "x-terms" in part]
    path, part = options[0] if options else ((name,), {})
    return Facet(name, found.get("title", name), path, part.get("x-terms", {}), ref="x-ref" in part)


def _ref_rule(path: tuple[str, ...], part: Schema) -> RefRule:
    ref = part["x-ref"]
    return RefRule(
        path=path, kinds=tuple(ref["kinds"]), label=ref.get("label", ""), reverse=ref["reverse"] if isinstance(ref["reverse"], str) else "",
        by=ref.get("by"), labels=ref.get("labels", {}), reverses=ref["reverse"] if isinstance(ref["reverse"], dict) else {},
        ordered=tuple(ref.get("ordered", ())),
    )  # fmt: skip


def _step_rule(rule: Schema) -> StepRule:
    when = tuple(When(w["property"], tuple(w["in"]), w.get("unless"), w["status"], w["because"]) for w in rule.get("when", ()))
    return StepRule(rule.get("status"), rule.get("because", ""), when, rule.get("confirms"))


def _effect_rule(rule: Schema) -> EffectRule:
    return EffectRule(rule.get("status"), rule.get("lifts", False), rule.get("final", False))


def _faults(kind: Kind, names: set[str]) -> Iterator[str]:
    properties = kind.schema.get("properties", {})
    named = {"x-caption": kind.caption, "x-featured": kind.featured, "x-timeline": (kind.timeline,), "x-map": (kind.map,),
             "x-place": (kind.place,), "x-parent": (kind.parent,), "x-facets": [facet.name for facet in kind.facets if facet.name != "status"]}  # fmt: skip
    for key, wanted in named.items():
        yield from (f"{key} names '{name}', which is no property" for name in wanted if name and name not in properties)
    for path, part in walk(kind.schema):
        where = "/".join(path) or "top"
        if "enum" in part and set(part["enum"]) != set(part.get("x-terms", {})):
            yield f"{where}: x-terms must name exactly the values of enum"
        if "x-ref" in part:
            yield from (f"{where}: x-ref names the unknown kind '{other}'" for other in part["x-ref"]["kinds"] if other != "*" and other not in names)
    yield from _status_faults(kind)


def _status_faults(kind: Kind) -> Iterator[str]:
    steps = kind.property(kind.timeline or "", "*", "step").get("x-terms", {})
    used = [kind.initial_status, *(rule.status for rule in kind.steps.values()), *(rule.status for rule in kind.effects.values())]
    used += [when.status for rule in kind.steps.values() for when in rule.when] + [rule.confirms for rule in kind.steps.values()]
    yield from (f"status '{status}' has no label in x-status" for status in sorted({s for s in used if s} - set(kind.status_terms)))
    yield from (f"x-steps names '{step}', which is no step" for step in kind.steps if step not in steps)
    yield from (
        f"x-opens or x-plannable names '{step}', which is no step"
        for step in sorted({*kind.plannable, *kind.opens, *(s for after in kind.opens.values() for s in after)})
        if step not in steps
    )
    yield from (f"x-date names '{step}', which is no step" for step in kind.date_steps if step not in steps)
    yield from (f"status '{status}' has no mark in x-status" for status in kind.status_terms if status not in kind.status_marks)
