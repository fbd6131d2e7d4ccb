"""Every reference names a record of a fitting kind."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import NEAR, Context, Rule
from docket.model.diagnostics import Path, Problem
from docket.model.kind import Kind
from docket.model.references import held, rule_path
from docket.model.text import did_you_mean


def check(context: Context) -> Iterator[Problem]:
    """A problem for every reference to a record that does not exist or is of a kind the schema does
    not allow there. What was noted of a record's references is enough to know."""
    library = context.library
    for record in context.records:
        for link in held(record):
            target, path = link.target, link.path
            allowed, found = _fitting(context, record.kind, path), library.get(target)
            if found is None and target not in context.broken:
                known = [other.id for name in allowed for other in library.of_kind(name)]
                hint = (
                    did_you_mean(target, known)
                    or f"Add a record of the kind {' or '.join(allowed)} first, or correct the id."
                )
                yield Problem(
                    "refs/resolve", f"there is no record '{target}'", record.file, path, hint
                )
            elif found is not None and found.kind.name not in allowed:
                yield Problem(
                    "refs/resolve",
                    f"'{target}' is of the kind {found.kind.name}",
                    record.file,
                    path,
                    f"Here belongs a record of the kind {' or '.join(allowed)}.",
                )
            elif found is record:
                yield Problem(
                    "refs/resolve",
                    "the record refers to itself",
                    record.file,
                    path,
                    "Name another record.",
                )


def _fitting(context: Context, kind: Kind, path: Path) -> list[str]:
    """Return the names of the kinds that a reference at a path may mean, found once a path."""
    if (kind.name, path) not in context.fitting:
        rule = next(rule for rule in kind.refs if rule.path == rule_path(path))
        names = [other.name for other in context.library.kinds]
        allowed = names if "*" in rule.kinds else [name for name in names if name in rule.kinds]
        context.fitting[kind.name, path] = allowed
    return context.fitting[kind.name, path]


RULE = Rule(
    code="refs/resolve",
    title="Every reference names a record of a fitting kind",
    reason=(
        "A link that leads nowhere, or to the wrong kind of record, would be a "
        "broken promise on the page and in the data."
    ),
    wrong="place: los-angles-ca",
    right="place: los-angeles-ca",
    check=check,
    reach=NEAR,
)
