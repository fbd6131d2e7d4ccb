"""docket build: Pelican with every error fatal, a progress bar and our report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from docket.cli.project import MARKER, Project, jobs_option, with_project
from docket.problems import DocketError

PROGRESS = "DOCKET_PROGRESS"
"""The environment variable with the file descriptor on which the plugins tell how far they are."""
STANDBY = Path(__file__).parents[2] / "docket_records" / "standby.py"
"""What imports the libraries that a build needs and waits."""
STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""


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
    """Runs Pelican with this project's folders, and `more` settings, and returns its exit code; 130 after Ctrl-C. Raises DocketError where there is no settings file."""
    return Run(project, settings, **more).finish()


class Run:
    """Pelican in a process of its own. One that stands by has imported what it needs, and begins only when it is to finish."""

    def __init__(self, project: Project, settings: Path | None = None, stands_by: bool = False, **more: Any) -> None:
        file = settings.resolve() if settings else project.root / MARKER
        if not file.is_file():
            raise DocketError(f"{file}: there is no such settings file; run this in a project's folder or name one with --settings")
        self._project, self._begin = project, partial(Run, project, settings, **more)
        reader, writer = os.pipe()
        self._told = os.fdopen(reader)
        overrides = {"DOCKET_DATA": str(project.data), "DOCKET_SCHEMA": str(project.schema), **more}
        command = [sys.executable, *([str(STANDBY)] if stands_by else ["-m", "pelican"]), "-s", str(file), "-o", str(project.output), "--fatal", "errors", "-e"]
        command += [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
        self._child = subprocess.Popen(
            command, cwd=project.root, env={**os.environ, PROGRESS: str(writer)}, pass_fds=(writer,), stdin=subprocess.PIPE if stands_by else None,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        os.close(writer)

    def finish(self) -> int:
        """The exit code, once it has ended; 130 after Ctrl-C."""
        child = self._child
        if child.stdin and child.poll() is not None:  # what stood by was ended by somebody else
            return self._begin().finish()
        try:
            if child.stdin:
                child.stdin.write("begin\n")
                child.stdin.flush()
            _show_progress(self._told)
            printed = child.communicate()[0]
        except KeyboardInterrupt:
            child.communicate()
            click.echo("\nStopped. The site that was there stays as it was.", err=True)
            return STOPPED
        if child.returncode not in (0, 1):
            click.echo(printed, err=True, nl=False)
        elif child.returncode == 0:
            click.echo(f"The site is in {_shown(self._project.output)}.")
        return child.returncode

    def cancel(self) -> None:
        """Ends one that stands by; one that has ended already stays as it is."""
        if self._child.poll() is None:
            self._child.communicate()
        self._told.close()


def _show_progress(told: TextIO) -> None:
    """Shows a bar from the lines "done total what" that come through the pipe, until it closes. Only on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with told as lines, Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading records", total=None)
        for line in lines:
            done, total, what = line.strip().split(" ", 2)
            bar.update(task, completed=int(done), total=int(total), description=what)


def _shown(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
