"""docket build: run Pelican, with a progress bar, so that every error ends the build."""

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
"""The environment variable with the file descriptor to which the plugins write their progress."""
PLUGIN = Path(__file__).parents[2] / "docket_records"
RUNNER, REPEAT = str(PLUGIN / "runner.py"), "--repeat"
"""The script that runs Pelican, and its option to do so repeatedly."""
UNTIL_READY = (signal.SIGINT, signal.SIGTERM)
"""The signals that wait until the process that runs Pelican can handle them."""
GRACE = 10
"""The number of seconds after which a build that was asked to end is killed."""


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
    """Check every record, as docket check does, and build the site. Only what has changed since the
    last build is made. The old site stays until the new one is complete.

    Exit code: 0 if the site was built, 1 if a record has a problem, 2 if the build failed.
    """
    more = {"DOCKET_JOBS": jobs, "DOCKET_TODAY": today.isoformat() if today else None}
    raise SystemExit(
        run_pelican(project, settings, **{name: value for name, value in more.items() if value})
    )


def run_pelican(project: Project, settings: Path | None = None, **more: Any) -> int:
    """Build the project once, with `more` settings of Pelican, and return the exit code; 130 after
    Ctrl-C. Raise DocketError where there is no settings file."""
    return Run(project, settings, **more).build()


class Run:
    """A child process that runs Pelican. It leads a process group, so that its workers can be ended
    with it. With `repeats` it imports the libraries once and can build repeatedly."""

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
        self._progress = os.fdopen(reader)
        folders = {name: str(folder) for name, folder in project.given.items()}
        output = folders.pop("OUTPUT_PATH", None)
        overrides = {**folders, **more}
        command = [sys.executable, RUNNER, *([REPEAT] if repeats else [])]
        command += ["-s", str(file), "--fatal", "errors", *(["-o", output] if output else [])]
        command += ["--debug"] if project.debug else []
        words = [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
        command += ["-e", *words] if words else []
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
        """Return whether the process has ended, so that it cannot build again."""
        return self._child.poll() is not None

    def build(self) -> int:
        """Build once and return the exit code: 130 after Ctrl-C. Any other exception ends the
        process and is raised again."""
        child = self._child
        try:
            code = None
            if child.stdin:
                child.stdin.write("build\n")
                child.stdin.flush()
                code = _wait_for_end(self._progress)
            else:
                _show_progress(self._progress, child.stderr)
            code = child.wait() if code is None else code
        except KeyboardInterrupt:
            self._end(signal.SIGINT)
            click.echo("\nStopped. The site that was there stays as it was.", err=True)
            return STOPPED
        except BaseException:  # whatever ends this process must end the build too
            self._end(signal.SIGTERM)
            raise
        return self._result(code)

    def close(self) -> None:
        """End the process, if it has not ended."""
        if not self.ended:
            self._child.communicate()
        self._progress.close()

    def _end(self, number: signal.Signals) -> None:
        """Send a signal to the build and its workers, and wait until all have ended. Kill those
        that have not ended after GRACE seconds."""
        try:
            self._send(number)
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(GRACE)
        finally:
            self._send(signal.SIGKILL)
            self._child.wait()

    def _send(self, number: signal.Signals) -> None:
        """Send a signal to the process group."""
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, number)

    def _result(self, code: int) -> int:
        """Print how the build ended, and return the exit code of the command."""
        if code == 0:
            click.echo(f"The site is in {_shown(self._project.output)}.")
        elif code == STOPPED:
            click.echo("\nStopped. The site that was there stays as it was.", err=True)
        else:
            how = "" if code in (1, FAILED) else f": {_unexpected_end(code)}"
            click.echo(f"docket: the site was not built{how}", err=True)
        return code if code in (0, 1, STOPPED) else FAILED


def _unexpected_end(code: int) -> str:
    """Return how a process with this unexpected exit code ended, and what to do about it."""
    if code >= 0:
        return f"its process ended with exit code {code}"
    name = signal.Signals(-code).name
    memory = ", perhaps for want of memory; run again with --jobs 1" if name == "SIGKILL" else ""
    return f"its process was ended by {name}{memory}"


def _wait_for_end(progress: TextIO) -> int | None:
    """Return the exit code that a repeating process writes after a build ("end 0"); None where it
    ended without one."""
    for line in progress:
        if line.startswith("end "):
            return int(line.split()[1])
    return None


def _show_progress(progress: TextIO, errors: IO[str] | None) -> None:
    """Show a progress bar from the lines "done total description" of the pipe `progress`, and the
    lines of the pipe `errors` above it, until both are closed. Without a terminal no bar is shown
    and `errors` is None, since the child writes to the stderr of this process."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with (
        progress as lines,
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
