"""docket explain: print why a rule exists, with an example."""

from __future__ import annotations

import click

from docket.lint.explain import all_codes
from docket.lint.explain import explain as explanation_of
from docket.model.text import did_you_mean


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Print why the rule CODE exists, with an example. Without CODE, list all codes."""
    if code is None:
        for known in all_codes():
            found = explanation_of(known)
            click.echo(f"{known:28} {found.title if found else ''}")
        return
    found = explanation_of(code)
    if found is None:
        click.echo(
            (
                f"docket: there is no rule '{code}'; "
                f"{did_you_mean(code, all_codes()) or 'docket explain lists them all'}"
            ),
            err=True,
        )
        raise SystemExit(2)
    click.echo(f"{code}: {found.title}\n\n{found.reason}")
    if found.wrong:
        click.echo(f"\nWrong:  {found.wrong}\nRight:  {found.right}")
