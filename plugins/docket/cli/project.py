"""Find the project, and define the options and exit codes that all commands share."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from docket.build.destination import resolved
from docket.build.failures import describe
from docket.cli.settings_file import CACHE, PROJECT, folders_named
from docket.model.clock import day_of
from docket.model.diagnostics import DocketError

MARKER = "pelicanconf.py"
DEFAULT_CACHE = ".docket-cache"
"""The folder of a project with the store."""
PLACES = {"OUTPUT_PATH": "output", "DOCKET_BASE_MAP": "theme/basemap", "DOCKET_EXTRA": "extra"}
"""The usual folders of a project, which its settings file may replace."""
FAILED, STOPPED = 2, 130
"""The exit codes for an error of the tool, and for Ctrl-C (128 + SIGINT, as shells have it)."""
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="Number of processes.  [default: one for each processor]",
)
FOLDER = click.Path(file_okay=False, path_type=Path)
FOLDERS = (
    ("output", "Folder to write the site to."),
    ("schema", "Folder with the schemas."),
    ("data", "Folder with the records."),
)


class Day(click.ParamType):  # type: ignore[type-arg] # generic in some versions only
    """A day in the form YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day. End the command with exit code 2 where the text is not a day."""
        try:
            return day_of(value)
        except DocketError:
            self.fail(f"{value!r} is no day of the calendar; write YYYY-MM-DD.", param, ctx)


today_option = click.option(
    "--today", type=Day(), default=None, help="The day to check on.  [default: today's date]"
)


class Project(NamedTuple):
    """The folders of a project.

    `cache` is that of the store (None: nothing is kept). `debug` says whether tracebacks are shown.
    `given` are the folders that a build must be given, since the settings file does not name them
    or an option replaces them; `others` are all but the project and the cache. Both are by the name
    of the setting.
    """

    root: Path
    data: Path
    schema: Path
    base_map: Path
    output: Path
    cache: Path | None = None
    debug: bool = False
    given: Mapping[str, Path] = {}
    others: Mapping[str, Path] = {}


def find_project(
    data: Path | None,
    schema: Path | None,
    output: Path | None,
    debug: bool = False,
    settings: Path | None = None,
) -> Project:
    """Return the project around the working folder (the nearest one upwards with a pelicanconf.py,
    else the working folder itself). Folders that are given replace those that its settings file
    names.

    Raise DocketError where there is neither a project nor both a data and a schema folder.
    """
    root = _root(bool(data and schema))
    file = settings.resolve() if settings else root / MARKER
    named = folders_named(file, root) if file.is_file() else {}
    asked = {"DOCKET_DATA": data, "DOCKET_SCHEMA": schema, "OUTPUT_PATH": output}
    given = {name: resolved(folder) for name, folder in asked.items() if folder}
    usual = {"DOCKET_DATA": root / "data", "DOCKET_SCHEMA": root / "schema"}
    given |= {name: folder for name, folder in usual.items() if name not in {*named, *given}}
    cache = named.get(CACHE, root / DEFAULT_CACHE)
    folders = {**usual, **{name: root / place for name, place in PLACES.items()}}
    folders |= {name: folder for name, folder in named.items() if folder} | given
    others = {name: path for name, path in folders.items() if name not in (PROJECT, CACHE)}
    return Project(
        root,
        folders["DOCKET_DATA"],
        folders["DOCKET_SCHEMA"],
        folders["DOCKET_BASE_MAP"],
        folders["OUTPUT_PATH"],
        cache,
        debug,
        given,
        others,
    )


def _root(named: bool) -> Path:
    """Return the nearest folder upwards with a settings file. Without one, return the working
    folder where the folders of a project are `named`, or else raise DocketError."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), None)
    if root is None and not named:
        raise DocketError(
            f"{here}: this is no project: no settings file {MARKER} here or in a folder above\n"
            "  Change into the folder of a project, or name its folders with --data and --schema."
        )
    return root or here


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise SystemExit inside on SIGTERM and SIGHUP, so that child processes are ended, too; raise
    it again at the end, since a library may have caught it."""
    received: list[int] = []

    def end(number: int, _: object) -> None:
        received.append(number)
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if received:
        raise SystemExit(128 + received[0])


def with_project(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that gives a command the option --debug and those of --data, --schema and
    --output that are named, and passes it a Project as its first argument. Any exception ends the
    command with one message and exit code 2, Ctrl-C with exit code 130."""

    def wrap(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(
            data: Path | None = None,
            schema: Path | None = None,
            output: Path | None = None,
            debug: bool = False,
            **rest: Any,
        ) -> Any:
            try:
                with ended_by_signals():
                    project = find_project(data, schema, output, debug, rest.get("settings"))
                    return command(project, **rest)
            except KeyboardInterrupt:
                click.echo("\nStopped.", err=True)
                raise SystemExit(STOPPED) from None
            except (SystemExit, click.ClickException, click.exceptions.Exit):
                raise
            except Exception as error:  # of any sort: the user gets one message
                if debug:
                    traceback.print_exc()
                click.echo(describe(error, Path.cwd()), err=True, nl=False)
                raise SystemExit(FAILED) from None

        run = click.option("--debug", is_flag=True, help="Show the traceback of an error.")(run)
        for name, text in FOLDERS:
            if name in names:
                run = click.option(f"--{name}", type=FOLDER, default=None, help=text)(run)
        return run

    return wrap
