"""The id is the file's name."""

from __future__ import annotations

from collections.abc import Iterator

from docket.lint.rules.rule import ALONE, Context, Rule
from docket.model.diagnostics import Problem


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for every record whose id is not the name of its file."""
    for record in (*context.records, *context.library.doubles):
        name = record.file.rpartition("/")[2].removesuffix(".yaml")
        if record.id != name:
            yield Problem(
                "id/file-name",
                f"the id is '{record.id}', the file is named '{name}'",
                record.file,
                ("id",),
                f"Write id: {name}, or rename the file.",
            )


RULE = Rule(
    code="id/file-name",
    title="The id is the file's name",
    reason=(
        "The id is the address of the record for ever; it must be findable "
        "from the file and the file from it."
    ),
    wrong="la-directive-12.yaml with id: la-executive-directive-12",
    right="la-executive-directive-12.yaml with id: la-executive-directive-12",
    check=check,
    reach=ALONE,
)
