"""Presentation: what the x- keys of a kind's schema say about its references, steps, effects and
facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.model.schema_files import Schema, walk

STATUS = "status"


class RefRule(NamedTuple):
    """Where a kind holds the id of another record: its path ("*" for every item), the kinds it may
    name ("*" for any), and the labels of the link and its reverse. `by` is the neighbouring
    property whose value chooses among `labels` and `reverses`; `ordered` are those of its values
    that have a direction, so that a chain of them may not come back to where it began; `follows`
    are those by which this record follows from the other ("*" for any)."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    label: str
    reverse: str
    by: str | None
    labels: Mapping[str, str]
    reverses: Mapping[str, str]
    ordered: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class When(NamedTuple):
    """An exception in a step's rule: where `property` is one of `among`, and no step `unless` is
    recorded, the status is another."""

    property: str
    among: tuple[str, ...]
    unless: str | None
    status: str
    because: str


class StepRule(NamedTuple):
    """What a step does to the status of its own record: the status it begins (None for none), why
    in words, with exceptions; and the status that it confirms."""

    status: str | None
    because: str
    when: tuple[When, ...]
    confirms: str | None


class EffectRule(NamedTuple):
    """What a court order's effect does to the status of a record of this kind: begins a status,
    lifts the case's earlier orders, or ends for good."""

    status: str | None
    lifts: bool
    final: bool


class WordingRule(NamedTuple):
    """Which properties of a kind list the words to avoid and say what to write instead."""

    avoid: str
    instead: str


class CoverageRule(NamedTuple):
    """Which properties of a kind say what kind of record was searched for, in what area, until
    when, and with which single searches."""

    of: str
    area: str
    until: str
    searches: str


class CompareRule(NamedTuple):
    """Which part of a kind is set side by side place by place, by which property of an entry, and
    which property of the record tells its direction."""

    part: str
    by: str
    direction: str


class Facet(NamedTuple):
    """A property by which a kind's lists can be narrowed, with the path to its values."""

    name: str
    title: str
    path: tuple[str, ...]
    terms: Mapping[str, str]
    ref: bool


def make_facet(schema: Schema, name: str) -> Facet:
    """The facet of a property by its name; "status" is one without a property."""
    if name == STATUS:
        return Facet(
            name, "Status", ("status",), schema.get("x-status", {}).get("terms", {}), ref=False
        )
    found = schema.get("properties", {}).get(name, {})
    options = [
        (path, part) for path, part in walk(found, (name,)) if "x-ref" in part or "x-terms" in part
    ]
    path, part = options[0] if options else ((name, "*") if "items" in found else (name,), {})
    return Facet(name, found.get("title", name), path, part.get("x-terms", {}), ref="x-ref" in part)


def make_wording_rule(schema: Schema) -> WordingRule | None:
    """The kind's x-wording, None where it has none."""
    rule = schema.get("x-wording")
    return WordingRule(rule["avoid"], rule["instead"]) if rule else None


def make_coverage_rule(schema: Schema) -> CoverageRule | None:
    """The kind's x-coverage, None where it has none."""
    rule = schema.get("x-coverage")
    return CoverageRule(rule["of"], rule["area"], rule["until"], rule["searches"]) if rule else None


def make_compare_rule(schema: Schema) -> CompareRule | None:
    """The kind's x-compare, None where it has none."""
    rule = schema.get("x-compare")
    return CompareRule(rule["part"], rule["by"], rule["direction"]) if rule else None


def make_ref_rule(path: tuple[str, ...], part: Schema) -> RefRule:
    """The reference that a part of a schema at a path declares with x-ref."""
    ref = part["x-ref"]
    return RefRule(
        path=path,
        kinds=tuple(ref["kinds"]),
        label=ref.get("label", ""),
        reverse=ref["reverse"] if isinstance(ref["reverse"], str) else "",
        by=ref.get("by"),
        labels=ref.get("labels", {}),
        reverses=ref["reverse"] if isinstance(ref["reverse"], dict) else {},
        ordered=tuple(ref.get("ordered", ())),
        follows=("*",) if ref.get("follows") is True else tuple(ref.get("follows", ())),
    )


def make_step_rule(rule: Schema) -> StepRule:
    """One entry of x-steps."""
    when = tuple(
        When(w["property"], tuple(w["in"]), w.get("unless"), w["status"], w["because"])
        for w in rule.get("when", ())
    )
    return StepRule(rule.get("status"), rule.get("because", ""), when, rule.get("confirms"))


def make_effect_rule(rule: Schema) -> EffectRule:
    """One entry of x-effects."""
    return EffectRule(rule.get("status"), rule.get("lifts", False), rule.get("final", False))
