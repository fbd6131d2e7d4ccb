"""Load the kinds of a schema folder, and check each for contradictions in itself and with
others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docket.model import urls
from docket.model.appearance import color_faults
from docket.model.diagnostics import DocketError
from docket.model.kind import Kind, Kinds, make_kind
from docket.model.kind_options import STATUS, Facet
from docket.model.schema_files import flatten, read_schemas, walk

SHARED = ("common", "meta")
"""Schemas that are not kinds: the shared parts, and the schema of schemas."""


def load_kinds(folder: Path) -> Kinds:
    """Return the kinds of a schema folder. Raise DocketError with every contradiction in every
    schema."""
    schemas = read_schemas(folder)
    kinds = [
        make_kind(name, flatten(schema, schemas, name))
        for name, schema in schemas.items()
        if name not in SHARED
    ]
    faults = [
        f"{kind.name}.schema.json: {fault}"
        for kind in kinds
        for fault in contradictions(kind, {other.name for other in kinds})
    ]
    if faults:
        raise DocketError("\n".join(faults))
    return Kinds(
        {
            kind.name: kind
            for kind in sorted(kinds, key=lambda kind: (kind.reference, kind.order, kind.name))
        }
    )


def contradictions(kind: Kind, names: set[str]) -> Iterator[str]:
    """Yield what a kind says that cannot be: a property, a step, a status or another kind (none of
    `names`) that does not exist, or a plural that cannot be an address."""
    yield from _property_faults(kind)
    fault = urls.plural_fault(kind.plural)
    if fault:
        yield f"x-plural {fault}; take another plural"
    for facet in kind.facets:
        yield from _facet_faults(kind, facet)
    for path, part in walk(kind.schema):
        where = "/".join(path) or "top"
        if "enum" in part and set(part["enum"]) != set(part.get("x-terms", {})):
            yield f"{where}: x-terms must name exactly the values of enum"
        if "x-ref" in part and not part["x-ref"].get("optional"):
            yield from (
                f"{where}: x-ref names the unknown kind '{other}'"
                for other in part["x-ref"]["kinds"]
                if other != "*" and other not in names
            )
    if kind.coverage:
        searched = kind.property(kind.coverage.of).get("enum", [])
        yield from (f"x-coverage: '{other}' is no kind" for other in searched if other not in names)
    if kind.compare and "x-terms" not in kind.property(kind.compare.part, "*", kind.compare.by):
        yield f"x-compare: '{kind.compare.by}' has no list of values"
    if kind.color:
        yield from color_faults(kind.color)
    yield from _status_faults(kind)


def _property_faults(kind: Kind) -> Iterator[str]:
    """Yield every option of a kind that names a property which its records cannot have."""
    named: dict[str, Iterable[str | None]] = {
        "x-caption": kind.caption,
        "x-featured": kind.featured,
        "x-timeline": (kind.timeline,),
        "x-map": (kind.map,),
        "x-place": (kind.place,),
        "x-parent": (kind.parent,),
        "x-short": (kind.short,),
        "x-names": [path[0] for path in kind.names],
        "x-wording": kind.wording or (),
        "x-coverage": kind.coverage or (),
        "x-compare": (kind.compare.part, kind.compare.direction) if kind.compare else (),
        "x-facets": [facet.name for facet in kind.facets if facet.name != STATUS],
    }
    properties = kind.schema.get("properties", {})
    for key, wanted in named.items():
        yield from (
            f"{key} names '{name}', which is no property"
            for name in wanted
            if name and name not in properties
        )


def _facet_faults(kind: Kind, facet: Facet) -> Iterator[str]:
    """Yield the reasons for which lists cannot be narrowed by a facet."""
    if urls.segment_fault(facet.name):
        yield f"x-facets: '{facet.name}' {urls.segment_fault(facet.name)}"
    if facet.name != STATUS and kind.property(*facet.path).get("type") != "string":
        yield f"x-facets: '{facet.name}' is no text and no list of texts"


def _status_faults(kind: Kind) -> Iterator[str]:
    """Yield every status and step that a kind names and its schema gives no label or mark."""
    steps = kind.property(kind.timeline or "", "*", "step").get("x-terms", {})
    used = [
        kind.initial_status,
        *(rule.status for rule in kind.steps.values()),
        *(rule.status for rule in kind.effects.values()),
    ]
    used += [*kind.applies, *kind.held, *kind.before]
    used += [when.status for rule in kind.steps.values() for when in rule.when] + [
        rule.confirms for rule in kind.steps.values()
    ]
    yield from (
        f"status '{status}' has no label in x-status"
        for status in sorted({s for s in used if s} - set(kind.status_terms))
    )
    yield from (
        f"x-steps names '{step}', which is no step" for step in kind.steps if step not in steps
    )
    yield from (
        f"x-opens, x-closes, x-plannable or x-ahead names '{step}', which is no step"
        for step in sorted(
            {*kind.plannable, *kind.ahead, *_steps_of(kind.opens), *_steps_of(kind.closes)}
        )
        if step not in steps
    )
    yield from (
        f"x-date names '{step}', which is no step" for step in kind.date_steps if step not in steps
    )
    yield from (
        f"status '{status}' has no mark in x-status"
        for status in kind.status_terms
        if status not in kind.status_marks
    )


def _steps_of(order: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return every step that a mapping of steps to steps (x-opens, x-closes) names."""
    return {*order, *(step for others in order.values() for step in others)}
