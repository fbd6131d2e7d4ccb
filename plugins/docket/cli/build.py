"""docket build: Pelican with every error fatal, a progress bar and our report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from docket.cli.project import MARKER, Project, jobs_option, with_project
from docket.problems import DocketError

PROGRESS = "DOCKET_PROGRESS"
"""The environment variable with the file descriptor on which the plugins tell how far they are."""


@click.command()
@click.option("--settings", "-s", type=click.Path(dir_okay=False, path_type=Path), default=None, help=f"Pelican settings file.  [default: {MARKER}]")
@jobs_option
@with_project("data", "schema", "output")
def build(project: Project, settings: Path | None, jobs: int | None) -> None:
    """Checks every record and builds the site: what changed since the last time. The old site stays until the new one is whole.

    Exits 0 where the site was built, 1 where a record has a problem, 2 where the build could not run.
    """
    raise SystemExit(run_pelican(project, settings, **({"DOCKET_JOBS": jobs} if jobs else {})))


def run_pelican(project: Project, settings: Path | None = None, **more: Any) -> int:
    """Runs Pelican in a process of its own with this project's folders, and `more` settings, and returns its exit code; 130 after Ctrl-C.
    Raises DocketError where there is no settings file."""
    file = settings.resolve() if settings else project.root / MARKER
    if not file.is_file():
        raise DocketError(f"{file}: there is no such settings file; run this in a project's folder or name one with --settings")
    reader, writer = os.pipe()
    overrides = {"DOCKET_DATA": str(project.data), "DOCKET_SCHEMA": str(project.schema), **more}
    command = [sys.executable, "-m", "pelican", "-s", str(file), "-o", str(project.output), "--fatal", "errors", "-e"]
    command += [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
    child = subprocess.Popen(command, cwd=project.root, env={**os.environ, PROGRESS: str(writer)}, pass_fds=(writer,), stdout=subprocess.PIPE, text=True)
    os.close(writer)
    try:
        _show_progress(reader)
        printed = child.communicate()[0]
    except KeyboardInterrupt:
        child.wait()
        click.echo("\nStopped. The site that was there stays as it was.", err=True)
        return 130
    if child.returncode not in (0, 1):
        click.echo(printed, err=True, nl=False)
    elif child.returncode == 0:
        click.echo(f"The site is in {_shown(project.output)}.")
    return child.returncode


def _show_progress(reader: int) -> None:
    """Shows a bar from the lines "done total what" that come through the pipe, until it closes. Only on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with os.fdopen(reader) as lines, Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading records", total=None)
        for line in lines:
            done, total, what = line.strip().split(" ", 2)
            bar.update(task, completed=int(done), total=int(total), description=what)


def _shown(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
