"""Where the command works: the folders of a project and the options that name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from docket.destination import resolved
from docket.problems import DocketError

MARKER = "pelicanconf.py"
CACHE = ".docket-cache"
"""The folder of a project in which lies what was worked out before."""
jobs_option = click.option("--jobs", type=click.IntRange(1), default=None, help="In how many processes to work.  [default: one for each processor]")
FOLDER = click.Path(file_okay=False, path_type=Path)


class Project(NamedTuple):
    """A project's folders: its own, records, schemas, base map and output."""

    root: Path
    data: Path
    schema: Path
    base_map: Path
    output: Path

    @property
    def cache(self) -> Path:
        """The folder in which lies what was worked out before; it may be deleted."""
        return self.root / CACHE


def find_project(data: Path | None, schema: Path | None, output: Path | None) -> Project:
    """The project around the working folder (the nearest one upwards with a pelicanconf.py, else the working folder itself), with the folders
    given in place of its own."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / MARKER).is_file()), here)
    chosen = ((data, "data"), (schema, "schema"), (output, "output"))
    data, schema, output = (resolved(given) if given else root / name for given, name in chosen)
    return Project(root, data, schema, root / "theme" / "basemap", output)


def with_project(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gives a command the options --data, --schema and --output that are named, and passes it the project they make as its first argument.
    A DocketError ends the command with its words and exit code 2."""

    def wrap(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(data: Path | None = None, schema: Path | None = None, output: Path | None = None, **rest: Any) -> Any:
            try:
                return command(find_project(data, schema, output), **rest)
            except DocketError as error:
                click.echo(f"docket: {error}", err=True)
                raise SystemExit(2) from None

        for name, text in (("output", "Folder to write the site to."), ("schema", "Folder with the schemas."), ("data", "Folder with the records.")):
            if name in names:
                run = click.option(f"--{name}", type=FOLDER, default=None, help=text)(run)
        return run

    return wrap
