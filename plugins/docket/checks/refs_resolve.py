"""Every reference names a record of a fitting kind."""

from __future__ import annotations

from collections.abc import Iterator

from docket.checks.rule import NEAR, Context, Rule
from docket.links import PATH, TARGET, held, rule_path
from docket.presentation import RefRule
from docket.problems import Path, Problem
from docket.records import Library
from docket.text import did_you_mean


def check(context: Context) -> Iterator[Problem]:
    """A problem for every reference to a record that does not exist or is of a kind the schema does not allow there. What was noted of a record's
    references is enough to know."""
    library = context.library
    fitting = {kind.name: _Fitting({rule.path: _fitting(rule, library) for rule in kind.refs}) for kind in library.kinds}
    for record in context.records:
        allowed_at = fitting[record.kind.name]
        for plain in held(record):
            target, path = plain[TARGET], plain[PATH]
            allowed, found = allowed_at[path], library.get(target)
            if found is None and target not in context.broken:
                known = [other.id for name in allowed for other in library.of_kind(name)]
                hint = did_you_mean(target, known) or f"Add a record of the kind {' or '.join(allowed)} first, or correct the id."
                yield Problem("refs/resolve", f"there is no record '{target}'", record.file, path, hint)
            elif found is not None and found.kind.name not in allowed:
                yield Problem("refs/resolve", f"'{target}' is of the kind {found.kind.name}", record.file, path, f"Here belongs a record of the kind {' or '.join(allowed)}.")
            elif found is record:
                yield Problem("refs/resolve", "the record refers to itself", record.file, path, "Name another record.")


class _Fitting(dict[Path, list[str]]):
    """The names of the kinds that a reference may mean by its path: first those of rules, then of every path that was asked for, each worked out once."""

    def __missing__(self, path: Path) -> list[str]:
        self[path] = self[rule_path(path)]
        return self[path]


def _fitting(rule: RefRule, library: Library) -> list[str]:
    """The names of the kinds that a reference may mean."""
    return [kind.name for kind in library.kinds if "*" in rule.kinds or kind.name in rule.kinds]


RULE = Rule(
    code="refs/resolve",
    title="Every reference names a record of a fitting kind",
    reason="A link that leads nowhere, or to the wrong kind of record, would be a broken promise on the page and in the data.",
    wrong="place: los-angles-ca",
    right="place: los-angeles-ca",
    check=check,
    reach=NEAR,
)
