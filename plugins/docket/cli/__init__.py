"""The docket command: check, build, serve, new, explain. The one door to click and rich."""

from __future__ import annotations

import click

from docket import __version__
from docket.cli.build import build
from docket.cli.check import check
from docket.cli.explain import explain
from docket.cli.new import new
from docket.cli.serve import serve

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="docket")
def main() -> None:
    """Checks records and builds the site from them."""


for command in (check, build, serve, new, explain):
    main.add_command(command)
