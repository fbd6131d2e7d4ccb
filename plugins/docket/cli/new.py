"""docket new: write a record to fill in, with a hint beside every blank."""

from __future__ import annotations

from pathlib import Path

import click

from docket.cli.project import Project, with_project
from docket.lint.new_record import blank_record
from docket.model import urls
from docket.model.diagnostics import DocketError
from docket.model.kind import Kind
from docket.model.kind_loader import load_kinds
from docket.model.text import did_you_mean, slug


@click.command()
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Write every property as a blank, not only the required ones.",
)
@click.option(
    "--in",
    "folder",
    metavar="FOLDER",
    default="",
    help="Folder below the kind's own, for example ca.",
)
@click.argument("kind")
@click.argument("record_id", metavar="ID", required=False)
@with_project("data", "schema")
def new(project: Project, kind: str, record_id: str | None, folder: str, everything: bool) -> None:
    """Write a record of KIND (directive, challenge, event, place …) with the id ID for you to fill
    in.

    Required properties are blanks: fill them and run docket check. Optional ones follow as
    comments.
    """
    kinds = load_kinds(project.schema)
    known = [other.name for other in kinds]
    if kind not in known:
        raise DocketError(
            f"there is no kind '{kind}'; "
            f"{did_you_mean(kind, known) or 'the kinds are ' + ', '.join(known)}"
        )
    name = _name(record_id, kind)
    file = _folder(project, kinds.by_name[kind], folder) / f"{name}.yaml"
    if any(other.stem == name for other in project.data.rglob("*.yaml")):
        raise DocketError(f"another record has the id '{name}'; ids are unique over all kinds")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as opened:
            opened.write(blank_record(kinds.by_name[kind], name, everything))
    except FileExistsError:
        raise DocketError(f"{_shown(file)}: is there already; choose another id") from None
    except OSError as error:
        raise DocketError(f"{_shown(file)}: cannot be written: {error.strerror}") from None
    click.echo(f"Wrote {_shown(file)}. Fill the blanks, then run: docket check")


def _name(record_id: str | None, kind: str) -> str:
    """Return the id of a new record. Raise DocketError for one that cannot be part of an
    address."""
    if record_id and {"/", "\\"} & set(record_id):
        raise DocketError(
            f"the id '{record_id}' names a folder; write the id alone, and the folder below the "
            "kind's own with --in"
        )
    name = slug(record_id) if record_id is not None else f"new-{kind}"
    fault = urls.segment_fault(name)
    if fault:
        hint = "use small letters, digits and hyphens, for example la-executive-directive-12"
        raise DocketError(f"the id {fault}; {hint}")
    return name


def _folder(project: Project, kind: Kind, below: str) -> Path:
    """Return the folder of a new record, `below` that of its kind ("ca", "ca/los-angeles"). Raise
    DocketError where that path leads out of it, or contains a link or a file."""
    folder = project.data / kind.plural
    for name in below.split("/") if below else ():
        if not urls.PLAIN.fullmatch(name) or urls.segment_fault(name).endswith("Windows"):
            raise DocketError(
                f"--in '{below}': name a folder below {_shown(project.data / kind.plural)}"
                " with small letters, digits and hyphens, for example --in ca"
            )
        folder /= name
    for part in (folder, *folder.parents):
        if part.is_symlink():
            raise DocketError(f"{_shown(part)}: this is a link; records lie in plain folders")
        if part.exists() and not part.is_dir():
            raise DocketError(f"{_shown(part)}: this is no folder; name another with --in")
        if part == project.data:
            break
    return folder


def _shown(file: Path) -> str:
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)
