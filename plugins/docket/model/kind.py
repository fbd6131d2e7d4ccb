"""Kinds of records: names, parts, presentation and order, all read from a kind's JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from docket.model.appearance import Color
from docket.model.kind_options import (
    CompareRule,
    CoverageRule,
    EffectRule,
    Facet,
    RefRule,
    SilenceRule,
    StatusGroup,
    StepRule,
    WordingRule,
    make_compare_rule,
    make_coverage_rule,
    make_effect_rule,
    make_facet,
    make_ref_rule,
    make_silence_rule,
    make_status_groups,
    make_step_rule,
    make_wording_rule,
)
from docket.model.schema_files import DIALECT, Schema, path_of, walk


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of record, read from its self-contained `schema`.

    `parts` maps each part of a record (steps, figures …) to its property. The other fields are
    named after the `x-` keys that they are read from (`docket.model.kind_options`).
    """

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
    color: Color | None
    schema: Schema
    caption: tuple[str, ...]
    featured: tuple[str, ...]
    date_steps: tuple[str, ...]
    opens: Mapping[str, tuple[str, ...]]
    closes: Mapping[str, tuple[str, ...]]
    plannable: tuple[str, ...]
    ahead: Mapping[str, str]
    timeline: str | None
    map: str | None
    place: str | None
    places: tuple[str, ...]
    recent: bool
    parent: str | None
    short: str | None
    names: tuple[tuple[str, ...], ...]
    facets: tuple[Facet, ...]
    refs: tuple[RefRule, ...]
    parts: Mapping[str, str]
    steps: Mapping[str, StepRule]
    effects: Mapping[str, EffectRule]
    initial_status: str | None
    status_terms: Mapping[str, str]
    status_marks: Mapping[str, str]
    qualifiers: Mapping[str, str]
    status_details: Mapping[str, str]
    status_groups: tuple[StatusGroup, ...]
    applies: tuple[str, ...]
    held: tuple[str, ...]
    before: tuple[str, ...]
    over: tuple[str, ...]
    force: Mapping[str, str]
    in_part: str | None
    silence: SilenceRule | None
    applies_title: str
    wording: WordingRule | None
    coverage: CoverageRule | None
    compare: CompareRule | None

    @cached_property
    def passages(self) -> tuple[tuple[str, str], ...]:
        """Return name and title of the properties that hold passages: plain text with its sources
        and nothing else, once or as a list."""
        found = self.schema.get("properties", {}).items()
        return tuple(
            (name, part["title"])
            for name, part in found
            if set(part.get("items", part).get("properties", ())) == {"text", "sources"}
        )

    @cached_property
    def step_ranks(self) -> Mapping[str, int]:
        """Return the codes of its steps, each with its position in the order in which they follow
        each other."""
        codes = self.property("steps", "*", "step").get("enum", ())
        return {code: rank for rank, code in enumerate(codes)}

    @cached_property
    def points(self) -> tuple[str, ...]:
        """Return the properties that hold a point: latitude, longitude and precision."""
        found = self.schema.get("properties", {}).items()
        return tuple(
            name
            for name, part in found
            if part.get("properties", {}).keys() >= {"lat", "lon", "precision"}
        )

    def property(self, *path: str) -> Schema:
        """Return the part of the schema at a path ("*" for every item of a list); empty for no such
        part."""
        if path not in self._parts:
            self._parts[path] = self._part(path)
        return self._parts[path]

    @cached_property
    def _parts(self) -> dict[tuple[str, ...], Schema]:
        return {}

    def _part(self, path: tuple[str, ...]) -> Schema:
        node: Any = self.schema
        for name in path:
            node = (
                node.get("items", {}) if name == "*" else node.get("properties", {}).get(name, {})
            )
        return node if isinstance(node, dict) else {}

    def term(self, value: str, *path: str) -> str:
        """Return the label of a coded value at a path; the value itself where the schema has no
        label."""
        return str(self.property(*path).get("x-terms", {}).get(value, value))

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Kinds:
    """All kinds of a collection: first those of records, then reference kinds, each by x-order and
    name."""

    by_name: Mapping[str, Kind]

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_name.values())

    def of_plural(self, plural: str) -> Kind | None:
        """Return the kind with this plural, which names its folder and its pages; None for no such
        kind."""
        return next((kind for kind in self if kind.plural == plural), None)

    @property
    def records(self) -> tuple[Kind, ...]:
        """Return the kinds that are recorded for their own sake."""
        return tuple(kind for kind in self if not kind.reference)

    @property
    def references(self) -> tuple[Kind, ...]:
        """Return the reference kinds, whose records others refer to: places, courts, topics …"""
        return tuple(kind for kind in self if kind.reference)


def make_kind(name: str, schema: Schema) -> Kind:
    """Return the kind that a flattened schema describes. Nothing is checked against other kinds."""
    properties = schema.get("properties", {}).items()
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
        color=Color(**schema["x-color"]) if "x-color" in schema else None,
        schema={**schema, "$schema": DIALECT},
        caption=tuple(schema.get("x-caption", ())),
        featured=tuple(schema.get("x-featured", ())),
        timeline=schema.get("x-timeline"),
        map=schema.get("x-map"),
        place=schema.get("x-place"),
        places=tuple(schema.get("x-places", ())),
        recent=schema.get("x-recent", False),
        parent=schema.get("x-parent"),
        short=schema.get("x-short"),
        names=tuple(path_of(name, schema) for name in schema.get("x-names", ())),
        facets=tuple(make_facet(schema, name) for name in schema.get("x-facets", ())),
        refs=tuple(make_ref_rule(path, part) for path, part in walk(schema) if "x-ref" in part),
        parts={part["x-part"]: key for key, part in properties if "x-part" in part},
        **_step_options(schema),
        **_status_options(schema.get("x-status", {})),
        wording=make_wording_rule(schema),
        coverage=make_coverage_rule(schema),
        compare=make_compare_rule(schema),
    )


def _step_options(schema: Schema) -> dict[str, Any]:
    """Return the values that a schema gives to a kind for its steps, and for effects on it."""
    opens, closes = schema.get("x-opens", {}), schema.get("x-closes", {})
    steps, effects = schema.get("x-steps", {}), schema.get("x-effects", {})
    return {
        "date_steps": tuple(schema.get("x-date", ())),
        "opens": {step: tuple(after) for step, after in opens.items()},
        "closes": {step: tuple(after) for step, after in closes.items()},
        "plannable": tuple(schema.get("x-plannable", ())),
        "ahead": schema.get("x-ahead", {}),
        "steps": {step: make_step_rule(rule) for step, rule in steps.items()},
        "effects": {effect: make_effect_rule(rule) for effect, rule in effects.items()},
    }


def _status_options(status: Schema) -> dict[str, Any]:
    """Return the values that x-status gives to a kind."""
    return {
        "initial_status": status.get("initial"),
        "status_terms": status.get("terms", {}),
        "status_marks": status.get("marks", {}),
        "qualifiers": status.get("qualifiers", {}),
        "status_details": status.get("details", {}),
        "status_groups": make_status_groups(status),
        "applies": tuple(status.get("applies", ())),
        "held": tuple(status.get("held", ())),
        "before": tuple(status.get("before", ())),
        "over": tuple(status.get("over", ())),
        "force": status.get("force", {}),
        "in_part": status.get("in_part"),
        "silence": make_silence_rule(status),
        "applies_title": status.get("applies_title", ""),
    }
