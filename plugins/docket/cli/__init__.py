"""The command `docket`: check, build, serve, new, migrate, explain. Only this package imports
click, rich and watchfiles."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from docket import __version__

__all__ = ["main"]

COMMANDS = ("check", "build", "serve", "new", "migrate", "explain")
"""The names of the commands, each of which is in the module of that name."""


class Commands(click.Group):
    """A group that imports a command when it is asked for. Importing all of them takes as long as
    checking an edited record."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which help shows them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"docket.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Import and run the command that was asked for. End with exit code 130 on Ctrl-C."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            raise SystemExit(130) from None


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="docket")
def main() -> None:
    """Check records and build the site from them."""
