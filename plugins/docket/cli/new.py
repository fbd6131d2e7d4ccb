"""docket new: a record to fill in, a hint beside every blank."""

from __future__ import annotations

from pathlib import Path

import click

from docket.blank import blank_record
from docket.catalogue import load_kinds
from docket.cli.project import Project, with_project
from docket.problems import DocketError
from docket.text import did_you_mean, slug


@click.command()
@click.option("--all", "everything", is_flag=True, help="Write every property as a blank, not only the required ones.")
@click.option("--in", "folder", metavar="FOLDER", default="", help="Folder below the kind's own, for example ca.")
@click.argument("kind")
@click.argument("record_id", metavar="ID", required=False)
@with_project("data", "schema")
def new(project: Project, kind: str, record_id: str | None, folder: str, everything: bool) -> None:
    """Writes a record of KIND (directive, challenge, event, place …) with the id ID for you to fill in.

    Required blanks are left open; fill them and run docket check. The rest stands below as comments.
    """
    kinds = load_kinds(project.schema)
    known = [other.name for other in kinds]
    if kind not in known:
        raise DocketError(f"there is no kind '{kind}'; {did_you_mean(kind, known) or 'the kinds are ' + ', '.join(known)}")
    name = slug(record_id) if record_id else f"new-{kind}"
    file = project.data / kinds.by_name[kind].plural / folder / f"{name}.yaml"
    if file.exists():
        raise DocketError(f"{file}: is there already; choose another id")
    if any(other.stem == name for other in project.data.rglob("*.yaml")):
        raise DocketError(f"another record has the id '{name}'; ids are unique over all kinds")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(blank_record(kinds.by_name[kind], name, everything), encoding="utf-8")
    click.echo(f"Wrote {_shown(file)}. Fill the blanks, then run: docket check")


def _shown(file: Path) -> str:
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)
