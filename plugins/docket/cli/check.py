"""docket check: report all problems of all records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from docket.build.code import fingerprint_of_code
from docket.build.destination import check_cache
from docket.build.lock import opened
from docket.build.pool import available, keeping_everything
from docket.cli.project import Project, jobs_option, today_option, with_project
from docket.lint.collection import Collection, read_collection
from docket.lint.report import as_annotations, as_json, as_text
from docket.model.clock import day_of
from docket.model.diagnostics import ERROR, INFO, WARNING, Problem, in_order
from docket.model.text import count
from docket.source.base_map import load_base_map

if TYPE_CHECKING:
    from rich.text import Text

FORMATS = {"json": as_json, "github": as_annotations}


@click.command()
@today_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print problems.",
)
@click.option("--info", is_flag=True, help="Show notes too, which are no problems.")
@jobs_option
@with_project("data", "schema")
def check(project: Project, form: str, info: bool, today: date | None, jobs: int | None) -> None:
    """Check every record: YAML, schema, references, sources, dates, places, privacy.

    Exit code: 0 if nothing is wrong, 1 if a record has a problem, 2 if the check could not run.
    Warnings and notes fail no check.
    """
    day, code, workers = day_of(today), fingerprint_of_code(), jobs or available()
    base = load_base_map(project.base_map) if project.base_map.is_dir() else None
    cache = project.cache and check_cache(project.cache, project.root, project.others)
    # Blobs are not swept here: most of those in the store belong to builds, which sweep them.
    with keeping_everything(), opened(cache) as store:
        collection = read_collection(
            project.data, project.schema, project.root, day, base, workers, store, code
        )
    levels = (ERROR, WARNING, INFO) if info else (ERROR, WARNING)
    found = in_order((*collection.problems, *collection.notices))
    shown = tuple(problem for problem in found if problem.level in levels)
    if form == "text":
        _print(collection, shown, project)
        _print_hidden(len(found) - len(shown))
    else:
        click.echo(FORMATS[form](shown), nl=False)
    raise SystemExit(1 if collection.problems else 0)


def _print(collection: Collection, shown: tuple[Problem, ...], project: Project) -> None:
    """Print what is to be shown as text, or the number of records where there is nothing."""
    if not shown:
        click.echo(f"{count(len(collection.library), 'record')}, no problems.")
        return
    from rich.console import Console  # imported here, since a clean check does not need it

    console = Console(highlight=False, soft_wrap=True)
    console.print(_coloured(as_text(shown, project.root)), end="")
    console.print(_hint_for(collection.problems or shown))


def _print_hidden(number: int) -> None:
    """Print how many notes are not shown; nothing where there are none."""
    if number:
        click.echo(f"{count(number, 'note')}, shown by docket check --info.")


def _coloured(report: str) -> Text:
    """Return the report with its codes and carets highlighted; a terminal without colours ignores
    it."""
    from rich.text import Text

    text = Text(report)
    text.highlight_regex(r"(?<=: )error\[[^\]]+\]", "bold red")
    text.highlight_regex(r"(?<=: )(warning|info)\[[^\]]+\]", "bold yellow")
    text.highlight_regex(r"(?m)^\s*\|\s*\^+.*$", "yellow")
    return text


def _hint_for(problems: tuple[Problem, ...]) -> str:
    """Return how to read about the first rule among these problems; empty without problems."""
    codes = sorted({problem.code for problem in problems})
    return f"Why a rule exists: docket explain {codes[0]}" if codes else ""
