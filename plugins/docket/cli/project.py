"""Where the command works, the options that several commands have, and how each of them ends."""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from docket.build.destination import resolved
from docket.build.failures import describe
from docket.model.clock import day_of
from docket.model.diagnostics import DocketError

MARKER = "pelicanconf.py"
CACHE = ".docket-cache"
"""The folder of a project in which lies what was worked out before."""
FAILED, STOPPED = 2, 130
"""The exit codes where the tool cannot go on, and after Ctrl-C, as shells have it."""
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="In how many processes to work.  [default: one for each processor]",
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
        """Return the day. End the command with exit code 2 where the text names none."""
        try:
            return day_of(value)
        except DocketError:
            self.fail(f"{value!r} is no day of the calendar; write YYYY-MM-DD.", param, ctx)


today_option = click.option(
    "--today", type=Day(), default=None, help="The day to check on.  [default: today's date]"
)


class Project(NamedTuple):
    """A project's folders: its own, records, schemas, base map and output; and whether tracebacks
    are shown."""

    root: Path
    data: Path
    schema: Path
    base_map: Path
    output: Path
    debug: bool = False

    @property
    def cache(self) -> Path:
        """The folder in which lies what was worked out before; it may be deleted."""
        return self.root / CACHE


def find_project(
    data: Path | None, schema: Path | None, output: Path | None, debug: bool = False
) -> Project:
    """The project around the working folder (the nearest one upwards with a pelicanconf.py, else
    the working folder itself), with the folders given in place of its own.

    Raises DocketError where there is neither a project nor folders to work with."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), None)
    if root is None and not (data and schema):
        raise DocketError(
            f"{here}: this is no project: no settings file {MARKER} here or in a folder above\n"
            "  Change into the folder of a project, or name its folders with --data and --schema."
        )
    root = root or here
    data, schema, output = (
        resolved(given) if given else root / name
        for given, name in ((data, "data"), (schema, "schema"), (output, "output"))
    )
    return Project(root, data, schema, root / "theme" / "basemap", output, debug)


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
    """Give a command the options --data, --schema and --output that are named, and --debug, and
    pass it the project they make as its first argument. A DocketError ends the command with its
    words and exit code 2, and so does any other exception."""

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
                    return command(find_project(data, schema, output, debug), **rest)
            except KeyboardInterrupt:
                click.echo("\nStopped.", err=True)
                raise SystemExit(STOPPED) from None
            except (SystemExit, click.ClickException, click.exceptions.Exit):
                raise
            except Exception as error:
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
