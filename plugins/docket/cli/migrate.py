"""docket migrate: rewrite the records of a collection that is older than the schemas."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from difflib import unified_diff
from pathlib import Path

import click

from docket.cli.project import Project, with_project
from docket.lint.report import as_text
from docket.model.diagnostics import DocketError, Problem
from docket.model.kind import Kinds
from docket.model.kind_loader import load_kinds
from docket.model.text import count
from docket.source import yaml_reader
from docket.source.migrations import NEWEST, migrated
from docket.source.migrations.record_text import RecordText
from docket.source.scan import file_content, find

NUMBER = ".version"
"""The file with the number of the newest migration that was applied to a collection.

It is in the data folder, because it is about the records: whoever takes over newer schemas still
has old records, and a number beside the schemas would come with them. Its name begins with a dot,
so that a check does not report it as a stray file."""


@click.command()
@click.option("--dry-run", is_flag=True, help="Print the changes as a diff and write nothing.")
@click.option(
    "--from",
    "after",
    type=click.IntRange(0, NEWEST),
    default=None,
    metavar="NUMBER",
    help="Apply the migrations after this one.  [default: the number in the data folder]",
)
@with_project("data", "schema")
def migrate(project: Project, dry_run: bool, after: int | None) -> None:
    """Rewrite records that were written for older schemas.

    The number of the newest migration applied is kept in the file .version of the data folder;
    without that file it is 0. Comments, order and everything else stay as they are. Commit your
    changes first, then look at the difference.
    """
    number = _number(project)
    before = _records(project, load_kinds(project.schema))
    later = migrated(before.values(), number if after is None else after)
    changes = [
        (path, before[path], new)
        for path, new in zip(before, later, strict=True)
        if new.text != before[path].text
    ]
    if dry_run:
        click.echo("".join(_diff(old, new) for _, old, new in changes), nl=False)
        click.echo(f"Would change {count(len(changes), 'record')} of {len(before)}.", err=True)
        return
    for path, _, new in changes:
        _write(path, new.text.encode())
        click.echo(new.file)
    if number != NEWEST:
        _write(project.data / NUMBER, f"{NEWEST}\n".encode())
    click.echo(f"Changed {count(len(changes), 'record')} of {len(before)}.{_next(number, after)}")
    if changes:
        click.echo("Now run docket check: it names what only a person can mend.")


def _next(number: int, after: int | None) -> str:
    """Return the sentence about the number of the collection, before and now."""
    if number != NEWEST:
        return f" The collection was at migration {number} and is now at {NEWEST}."
    if after is None:
        return (
            f" The collection is at migration {NEWEST} already."
            " If older records came in since, run: docket migrate --from 0"
        )
    return ""


def _number(project: Project) -> int:
    """Return the number of the newest migration that was applied to a collection: 0 where there is
    no file with it. Raise DocketError for a file that holds no number, or one that is too high."""
    file = project.data / NUMBER
    try:
        text = file.read_text(encoding="utf-8").strip() if os.path.lexists(file) else "0"
    except (OSError, UnicodeDecodeError):
        text = ""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise DocketError(
            f"{file}: this holds no number of a migration\n"
            "  Restore it, or remove it, so that all migrations are applied."
        )
    if int(text) > NEWEST:
        raise DocketError(
            f"{file}: the records are at migration {int(text)}, and this docket knows {NEWEST}\n"
            "  Install the version of docket that the records were written for, or a newer one."
        )
    return int(text)


def _records(project: Project, kinds: Kinds) -> dict[Path, RecordText]:
    """Return the records of a project by path. Raise DocketError with all problems of files that
    cannot be read, so that a collection is migrated whole or not at all."""
    problems: list[Problem] = []
    records: dict[Path, RecordText] = {}
    for file in find(project.data, kinds, project.root)[0]:
        content = file_content(file, project.data)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        reading = yaml_reader.read(content, file.name)
        problems += reading.problems
        if reading.value is not None and not reading.problems:
            text = content.decode()
            kind = kinds.by_name[file.kind]
            records[Path(file.path)] = RecordText(kind, file.name, text, reading.value)
    if problems:
        report = as_text(problems, project.root)
        raise DocketError(f"nothing was changed, since not every record can be read\n{report}")
    return records


def _diff(old: RecordText, new: RecordText) -> str:
    """Return the difference between two texts of a record, as `git apply` reads it."""
    lines, later = (text.text.splitlines(keepends=True) for text in (old, new))
    return "".join(_ended(unified_diff(lines, later, f"a/{old.file}", f"b/{new.file}")))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a difference; one whose file does not end in a line end is marked."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _write(path: Path, content: bytes) -> None:
    """Replace the content of a file in one step, so that it always has the old content or the new
    one. Raise DocketError where that fails."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise DocketError(
            f"{path}: cannot be written: {error.strerror}\n"
            "  Some records may have been changed before; run docket migrate again."
        ) from None
