"""docket build: Pelican with every error fatal, a progress bar and our report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import IO, Any, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from docket.cli.project import (
    FAILED,
    MARKER,
    STOPPED,
    Project,
    jobs_option,
    today_option,
    with_project,
)
from docket.model.diagnostics import DocketError

PROGRESS = "DOCKET_PROGRESS"
"""The environment variable with the file descriptor on which the plugins tell how far they are."""
PLUGIN = Path(__file__).parents[2] / "docket_records"
RUNNER, REPEAT = str(PLUGIN / "runner.py"), "--repeat"
"""What runs Pelican, and its option to do so many times."""
UNTIL_READY = (signal.SIGINT, signal.SIGTERM)
"""The signals that wait until the process that runs Pelican can handle them."""
GRACE = 10
"""For how many seconds a build that is to end is waited for before it is killed."""


@click.command()
@click.option(
    "--settings",
    "-s",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help=f"Pelican settings file.  [default: {MARKER}]",
)
@today_option
@jobs_option
@with_project("data", "schema", "output")
def build(project: Project, settings: Path | None, today: date | None, jobs: int | None) -> None:
    """Checks every record, as docket check does, and builds the site: what changed since the last
    time. The old site stays until the new one is whole.

    Exits 0 where the site was built, 1 where a record has a problem, 2 where the build could not go
    on.
    """
    more = {"DOCKET_JOBS": jobs, "DOCKET_TODAY": today.isoformat() if today else None}
    raise SystemExit(
        run_pelican(project, settings, **{name: value for name, value in more.items() if value})
    )


def run_pelican(project: Project, settings: Path | None = None, **more: Any) -> int:
    """Runs Pelican with this project's folders, and `more` settings, and returns its exit code; 130
    after Ctrl-C. Raises DocketError where there is no settings file."""
    return Run(project, settings, **more).build()


class Run:
    """Pelican in a process of its own, which leads a process group, so that its workers can be
    ended with it. One that `repeats` imports the libraries and then builds as often as asked."""

    def __init__(
        self, project: Project, settings: Path | None = None, repeats: bool = False, **more: Any
    ) -> None:
        file = settings.resolve() if settings else project.root / MARKER
        if not file.is_file():
            raise DocketError(
                f"{file}: there is no such settings file; run this in a project's folder, "
                "or name one with --settings"
            )
        self._project, self._repeats = project, repeats
        reader, writer = os.pipe()
        self._told = os.fdopen(reader)
        overrides = {"DOCKET_DATA": str(project.data), "DOCKET_SCHEMA": str(project.schema), **more}
        command = [sys.executable, RUNNER, *([REPEAT] if repeats else [])]
        command += ["-s", str(file), "-o", str(project.output), "--fatal", "errors"]
        command += ["--debug"] if project.debug else []
        command += ["-e", *(f"{name}={json.dumps(value)}" for name, value in overrides.items())]
        shows_bar = Console(stderr=True).is_terminal and not repeats
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, UNTIL_READY)
        self._child = subprocess.Popen(
            command,
            cwd=project.root,
            env={**os.environ, PROGRESS: str(writer)},
            pass_fds=(writer,),
            stdin=subprocess.PIPE if repeats else None,
            stdout=None if project.debug else subprocess.DEVNULL,
            stderr=subprocess.PIPE if shows_bar else None,
            text=True,
            process_group=0,
        )
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        os.close(writer)

    @property
    def ended(self) -> bool:
        """Return whether the process has ended and can build no more."""
        return self._child.poll() is not None

    def build(self) -> int:
        """Return the exit code of one build: 130 after Ctrl-C. Whatever else is raised meanwhile
        ends the process, too."""
        child = self._child
        try:
            code = None
            if child.stdin:
                child.stdin.write("build\n")
                child.stdin.flush()
                code = _wait_for_end(self._told)
            else:
                _show_progress(self._told, child.stderr)
            code = child.wait() if code is None else code
        except KeyboardInterrupt:
            self._end(signal.SIGINT)
            click.echo("\nStopped. The site that was there stays as it was.", err=True)
            return STOPPED
        except BaseException:
            self._end(signal.SIGTERM)
            raise
        return self._result(code)

    def close(self) -> None:
        """End a process that repeats; one that has ended already stays as it is."""
        if not self.ended:
            self._child.communicate()
        self._told.close()

    def _end(self, number: signal.Signals) -> None:
        """Send a signal to the build and its workers and wait until none of them is left."""
        try:
            self._send(number)
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(GRACE)
        finally:
            self._send(signal.SIGKILL)
            self._child.wait()

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, number)

    def _result(self, code: int) -> int:
        """Say how a build ended, and return the exit code of the command."""
        if code == 0:
            click.echo(f"The site is in {_shown(self._project.output)}.")
        elif code == STOPPED:
            click.echo("\nStopped. The site that was there stays as it was.", err=True)
        else:
            how = "" if code in (1, FAILED) else f": {_way(code)}"
            click.echo(f"docket: the site was not built{how}", err=True)
        return code if code in (0, 1, STOPPED) else FAILED


def _way(code: int) -> str:
    """Return in which unexpected way a process with this exit code ended, and what to do."""
    if code >= 0:
        return f"its process ended with exit code {code}"
    name = signal.Signals(-code).name
    memory = ", perhaps for want of memory; run again with --jobs 1" if name == "SIGKILL" else ""
    return f"its process was ended by {name}{memory}"


def _wait_for_end(told: TextIO) -> int | None:
    """Return the exit code that a process which repeats writes after a build; None where it ended
    without one."""
    for line in told:
        if line.startswith("end "):
            return int(line.split()[1])
    return None


def _show_progress(told: TextIO, errors: IO[str] | None) -> None:
    """Show a bar from the lines "done total what" that come through the pipe `told`, and above it
    those that come through `errors`, until both are closed. Only on a terminal; elsewhere there is
    no pipe for errors, since they go where this process writes its own."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with (
        told as lines,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("Reading records", total=None)
        printing = threading.Thread(target=_print_all, args=(errors or (), console), daemon=True)
        printing.start()
        for line in lines:
            done, total, what = line.strip().split(" ", 2)
            bar.update(task, completed=int(done), total=int(total), description=what)
        printing.join()


def _print_all(lines: Iterable[str], console: Console) -> None:
    for line in lines:
        console.print(line, end="", markup=False, highlight=False, emoji=False, soft_wrap=True)


def _shown(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
