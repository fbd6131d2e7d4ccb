"""Parse the `x-` keys of a kind's schema: references, steps, effects, facets and others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docket.model.schema_files import Schema, walk

STATUS = "status"


class RefRule(NamedTuple):
    """A property in which a kind holds the id of another record.

    `path` leads to it ("*" for every item of a list), `kinds` are the kinds that it may name ("*"
    for any), `label` and `reverse` the labels of the link on either side. `by` is the neighbouring
    property whose value chooses among `labels` and `reverses`. `ordered` are those of its values
    whose links have a direction and may form no cycle; `follows` those by which this record follows
    from the other ("*" for any).
    """

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
    """An exception in a step's rule: where the `property` is one of `among` and the record has no
    step `unless`, the step begins this `status` instead."""

    property: str
    among: tuple[str, ...]
    unless: str | None
    status: str
    because: str


class StepRule(NamedTuple):
    """What a step does to the status of its own record.

    It begins a `status` (None: none), another where it is only `planned`, with the reason in words
    and with exceptions; `confirms` is the status that it confirms. A step that `pauses` holds the
    status back until one that `resumes` it. `begins` are the qualifiers of the status that it
    begins ("on appeal"), `drops` those that it ends. A step that `extends` puts off a planned end
    and a `sunset`, which the record sets itself; one that `closes` ends the orders that are not for
    good. `order` is the kind of order that it makes, unless it says otherwise.
    """

    status: str | None = None
    because: str = ""
    when: tuple[When, ...] = ()
    confirms: str | None = None
    planned: str | None = None
    pauses: bool = False
    resumes: bool = False
    begins: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    extends: bool = False
    sunset: bool = False
    closes: bool = False
    order: str = ""


class EffectRule(NamedTuple):
    """What an order or an act does to a record of this kind while it is in effect.

    `status` is the status of what it bears on (None: it changes none), `in_part` that of a record
    of which it bears on a part alone. A `partial` effect bears on a part even where it names no
    provisions. `own` marks the effect that an order has on the record that contains it.
    """

    status: str | None = None
    in_part: str | None = None
    partial: bool = False
    own: bool = False


class StatusGroup(NamedTuple):
    """A group in which records are listed as in force on a day: its title and their statuses. With
    `unless_later`, a record whose status is known to change later is left out."""

    title: str
    statuses: tuple[str, ...]
    unless_later: bool


class SilenceRule(NamedTuple):
    """How long a `status` goes on without a report: `days` after the last one it `becomes` another,
    if searches looked up to then."""

    status: str
    days: int
    becomes: str


class WordingRule(NamedTuple):
    """The properties of a kind that list words to avoid and what to write instead."""

    avoid: str
    instead: str


class CoverageRule(NamedTuple):
    """The properties of a kind that say which kind was searched for, in which area, until when, and
    in which single searches."""

    of: str
    area: str
    until: str
    searches: str


class CompareRule(NamedTuple):
    """How a part of a kind's records is compared from place to place: the part, the property of an
    entry by which entries are compared, and the property of the record with its direction."""

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
    """Return the facet of a property by its name; "status" is a facet without a property."""
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
    """Return the x-wording of a kind's schema; None where it has none."""
    rule = schema.get("x-wording")
    return WordingRule(rule["avoid"], rule["instead"]) if rule else None


def make_coverage_rule(schema: Schema) -> CoverageRule | None:
    """Return the x-coverage of a kind's schema; None where it has none."""
    rule = schema.get("x-coverage")
    return CoverageRule(rule["of"], rule["area"], rule["until"], rule["searches"]) if rule else None


def make_compare_rule(schema: Schema) -> CompareRule | None:
    """Return the x-compare of a kind's schema; None where it has none."""
    rule = schema.get("x-compare")
    return CompareRule(rule["part"], rule["by"], rule["direction"]) if rule else None


def make_ref_rule(path: tuple[str, ...], part: Schema) -> RefRule:
    """Return the reference that a part of a schema at this path declares with x-ref."""
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
    """Return the rule that an entry of x-steps describes."""
    when = tuple(
        When(w["property"], tuple(w["in"]), w.get("unless"), w["status"], w["because"])
        for w in rule.get("when", ())
    )
    names = ("begins", "drops")
    return StepRule(
        **{name: rule[name] for name in StepRule._fields if name in rule}
        | {name: tuple(rule.get(name, ())) for name in names}
        | {"when": when}
    )


def make_effect_rule(rule: Schema) -> EffectRule:
    """Return the rule that an entry of x-effects describes."""
    return EffectRule(**{name: rule[name] for name in EffectRule._fields if name in rule})


def make_silence_rule(status: Schema) -> SilenceRule | None:
    """Return the rule on silence of a kind's x-status; None where it has none."""
    rule = status.get("silence")
    return SilenceRule(rule["status"], rule["days"], rule["becomes"]) if rule else None


HELD_BACK = "Would apply, but held back"
"""The title of the group of what is held back, where a kind names no groups."""


def make_status_groups(status: Schema) -> tuple[StatusGroup, ...]:
    """Return the groups of a kind's x-status: those that it names, or else one of what applies and
    one of what is held back; none for a kind that is never in force."""
    plain = [
        {"title": status.get("applies_title", ""), "statuses": status.get("applies", ())},
        {"title": HELD_BACK, "statuses": status.get("held", ())},
    ]
    return tuple(
        StatusGroup(group["title"], tuple(group["statuses"]), group.get("unless_later", False))
        for group in status.get("groups", plain)
        if group["statuses"]
    )
