"""The id can be part of an address."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model import urls
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every record whose id cannot be a part of its page's address, whatever
    the schema of its kind says of ids."""
    for record in context.records:
        if fault := urls.segment_fault(record.id):
            hint = f"Take another id, for example {urls.segment(record.id + '-1')}."
            yield Problem("id/address", f"the id {fault}", record.file, ("id",), hint)


RULE = Rule(
    code="id/address",
    title="The id can be part of an address",
    reason=(
        "The id is the name of the record's file and of its page, on every system. The site's own"
        " addresses are taken, and Windows has no files of some names."
    ),
    wrong="id: by, id: con",
    right="id: by-election-order",
    check=check,
    reach=ALONE,
)
