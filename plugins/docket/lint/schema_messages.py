"""Put the faults that a validator found into words that a contributor understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from docket.lint.keyword_messages import WORDS
from docket.lint.schema_fault import Fault, hint_of, owner_of, shown
from docket.model.diagnostics import Path, Problem
from docket.model.text import count, did_you_mean, nearest

UNKNOWN = ("unevaluatedProperties", "additionalProperties")
CHOICES = ("anyOf", "oneOf")
MOST = 50
"""The most unknown properties of a mapping that are reported one by one."""


def problems_of(
    faults: Iterable[Fault], file: str, written: Callable[[Path], str] | None = None
) -> list[Problem]:
    """Return the problems of these faults, one for each thing that is wrong.

    Of several faults of one value the most useful one is kept. A missing property is left out where
    another one is reported to be a misspelling of it. `written` returns a value as it is written in
    the file, by its path.
    """
    if written:
        faults = [replace(fault, written=written(fault.path)) for fault in faults]
    faults = sorted(faults, key=lambda fault: (list(map(str, fault.path)), _rank(fault)))
    misspelt = {
        (fault.path, _renamed(fault, name) or nearest(name, _absent_names(fault)))
        for fault in faults
        if fault.keyword in UNKNOWN
        for name in _unknown_names(fault)[:MOST]
    }
    reported: set[Path] = set()
    problems: list[Problem] = []
    for fault in faults:
        if fault.keyword == "required":
            problems += [
                _missing(fault, name, file)
                for name in fault.wanted
                if name not in fault.value and (fault.path, name) not in misspelt
            ]
        elif fault.keyword in UNKNOWN:
            problems += _unknown_properties(fault, file)
        elif fault.keyword in CHOICES:
            problems += _choice(fault, file)
        elif fault.path not in reported:
            problems.append(_value(fault, file))
            reported.add(fault.path)
    return list(dict.fromkeys(problems))


def _rank(fault: Fault) -> int:
    """Return the rank of a fault among those of one value; the lowest is reported."""
    order = ("type", "const", "enum", "maxLength", "format", "minLength", "pattern")
    return order.index(fault.keyword) if fault.keyword in order else len(order)


def _unknown_names(fault: Fault) -> list[str]:
    """Return the properties of a value that its schema does not have."""
    return [name for name in fault.value if name not in fault.part.get("properties", {})]


def _absent_names(fault: Fault) -> list[str]:
    """Return the properties that a schema has and a value has not."""
    return [name for name in fault.part.get("properties", {}) if name not in fault.value]


def _renamed(fault: Fault, old: str) -> str:
    """Return the property that had this name in older collections (`x-was`) and that the value has
    not; empty where there is none."""
    properties = fault.part.get("properties", {})
    return next(
        (name for name in _absent_names(fault) if old in properties[name].get("x-was", ())), ""
    )


def _missing(fault: Fault, name: str, file: str) -> Problem:
    """Return the problem for a missing property."""
    hint = str(fault.part.get("properties", {}).get(name, {}).get("x-hint") or f"Add {name}.")
    needed = f", which {fault.because} needs" if fault.because else ""
    return Problem(
        "schema/required",
        f"{owner_of(fault)} has no '{name}'{needed}",
        file,
        fault.path,
        f"{name}: {hint}",
    )


def _unknown_properties(fault: Fault, file: str) -> Iterator[Problem]:
    """Yield the problems for the unknown properties of a value."""
    names = _unknown_names(fault)
    yield from (_unknown_property(fault, name, file) for name in names[:MOST])
    if len(names) > MOST:
        more = count(len(names) - MOST, "more property", "more properties")
        fact = f"{owner_of(fault)} has {more} that it cannot have"
        yield Problem("schema/unknown-property", fact, file, fault.path, "Remove them.")


def _unknown_property(fault: Fault, name: str, file: str) -> Problem:
    """Return the problem for an unknown property."""
    new = _renamed(fault, name)
    hint = (
        (new and f"Write {new}, or run docket migrate.")
        or did_you_mean(name, _absent_names(fault))
        or f"It may also have {', '.join(_absent_names(fault))}."
    )
    return Problem(
        "schema/unknown-property",
        f"{owner_of(fault)} has no property '{name}'",
        file,
        (*fault.path, name),
        hint,
        at_key=True,
    )


def _choice(fault: Fault, file: str) -> Iterator[Problem]:
    """Yield the problem of a value that satisfies none, or too many, of some alternatives.

    The message names the properties that the alternatives require. Where they differ in something
    else, it is that of the alternative whose fault lies deepest in the value.
    """
    groups = [
        branch["required"]
        for branch in fault.wanted
        if isinstance(branch, Mapping) and "required" in branch
    ]
    if len(groups) == len(fault.wanted) and isinstance(fault.value, Mapping):
        yield _choice_of_properties(fault, groups, file)
        return
    deepest = max(fault.branches, key=lambda branch: len(branch.path), default=None)
    if deepest:
        yield from problems_of([replace(deepest, written=fault.written)], file)
    else:
        fact = "this fits more than one form"
        yield Problem("schema/choice", fact, file, fault.path, hint_of(fault))


def _choice_of_properties(fault: Fault, groups: Sequence[Sequence[str]], file: str) -> Problem:
    """Return the problem of a value that has none, a part, or several of these groups of
    properties, of which it needs exactly one."""
    names = dict.fromkeys(name for group in groups for name in group)
    given = [name for name in names if name in fault.value]
    owner, offer = owner_of(fault), " or ".join(" and ".join(group) for group in groups)
    if not given:
        fact = f"{owner} has neither {offer.replace(' or ', ' nor ')}"
        return Problem("schema/choice", fact, file, fault.path, f"Give {offer}.")
    best = max(groups, key=lambda group: (set(group) <= {*given}, len({*group} & {*given})))
    lacking = [name for name in best if name not in given]
    extra = [name for name in given if name not in best] or ([] if lacking else given[1:])
    if lacking and not extra:
        fact = f"{owner} has {' and '.join(given)} without {' and '.join(lacking)}"
        return Problem("schema/choice", fact, file, fault.path, f"Give {offer}.")
    fact = f"{owner} has {' and '.join(given)} together"
    hint = f"Give {offer}, and only one of these."
    return Problem("schema/choice", fact, file, (*fault.path, extra[0]), hint, at_key=True)


def _value(fault: Fault, file: str) -> Problem:
    """Return the problem for a fault of a single value."""
    if fault.keyword not in WORDS:
        return Problem(
            "schema/other",
            f"{shown(fault.value)} does not satisfy {fault.keyword}",
            file,
            fault.path,
            hint_of(fault),
        )
    fact, hint = WORDS[fault.keyword](fault)
    return Problem(f"schema/{fault.keyword}", fact, file, fault.path, hint or hint_of(fault))
