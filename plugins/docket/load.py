"""Loading: every file of a data folder read into a record, or into the problems that keep it from being one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docket import yamlio
from docket.kinds import Kind, Kinds
from docket.problems import DocketError, Problem
from docket.records import Record
from docket.text import did_you_mean

SUFFIX = ".yaml"


@dataclass(frozen=True)
class Loaded:
    """What a data folder holds: the records that could be read, and the problems of those that could not. `broken` are the ids (file names) of
    the latter, so that references to them are not told a second time as missing."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str]


def load(folder: Path, kinds: Kinds, project: Path) -> Loaded:
    """All records below a data folder, in order of path. Raises DocketError where there is no such folder; everything else is a problem."""
    if not folder.is_dir():
        raise DocketError(f"{folder}: there is no such folder; --data names the folder with the records")
    records, problems, broken = [], [], set()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()):
        name = _name(file, project)
        stray = _stray(file, folder, kinds, name)
        if stray:
            problems.append(stray)
            continue
        kind = kinds.of_plural(file.relative_to(folder).parts[0])
        found = list(_read(file, name, kind)) if kind else []
        records += [item for item in found if isinstance(item, Record)]
        problems += [item for item in found if isinstance(item, Problem)]
        if not any(isinstance(item, Record) for item in found):
            broken.add(file.stem)
    return Loaded(tuple(records), tuple(problems), frozenset(broken))


def _name(file: Path, project: Path) -> str:
    return file.relative_to(project).as_posix() if file.is_relative_to(project) else file.as_posix()


def _stray(file: Path, folder: Path, kinds: Kinds, name: str) -> Problem | None:
    """What is wrong with a file's place or name, before it is opened."""
    plural = file.relative_to(folder).parts[0]
    plurals = [kind.plural for kind in kinds]
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        return Problem("load/symlink", "the link leads out of the data folder", name, hint="Put the file itself here.")
    if plural == file.name:
        return Problem("load/stray-file", "a file stands beside the folders of the kinds", name, hint=f"Records lie in {', '.join(plurals)}.")
    if plural not in plurals:
        return Problem("load/unknown-folder", f"'{plural}' is no kind of record", name, hint=did_you_mean(plural, plurals) or f"The kinds are {', '.join(plurals)}.")
    if file.suffix != SUFFIX:
        return Problem("load/stray-file", f"the name does not end in {SUFFIX}", name, hint=f"Rename it to {file.stem}{SUFFIX}, or move it out of the data folder.")
    return None


def _read(file: Path, name: str, kind: Kind) -> Iterator[Record | Problem]:
    try:
        data = file.read_bytes()
    except OSError as error:
        yield Problem("load/unreadable", f"the file cannot be read: {error.strerror}", name, hint="Check that it is a plain file and may be read.")
        return
    reading = yamlio.read(data, name)
    yield from reading.problems
    if not reading.problems:
        yield Record(kind, name, {**reading.value, "id": reading.value.get("id", file.stem)} if isinstance(reading.value.get("id", ""), str) else reading.value)
