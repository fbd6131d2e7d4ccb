"""Approvals: the exceptions of protected rules that the owner of the site has allowed.

They are in `approved-exceptions.yaml` in the schema folder and not in a record, since whoever
changes a record could otherwise allow anything. That folder belongs to the owner, every command has
it already, and a change in it makes everything again. Code owners protect it in a repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docket.model.diagnostics import DocketError
from docket.model.plain_files import read_plain
from docket.model.text import did_you_mean
from docket.source import yaml_reader

FILE = "approved-exceptions.yaml"
LIST = "exceptions"
KEYS = ("record", "rule", "about", "reason")


class Approval(NamedTuple):
    """An exception that the owner allows: of which record, from which rule, about which words, and
    why."""

    record: str
    rule: str
    about: str
    reason: str


class Approvals(NamedTuple):
    """The approvals in the order written, and the name of their file, for messages."""

    file: str = FILE
    approved: tuple[Approval, ...] = ()

    def find(self, record: str, rule: str, about: str) -> Approval | None:
        """Return the approval of an exception; None where there is none."""
        wanted = (record, rule, about)
        return next((found for found in self.approved if found[:3] == wanted), None)


def load_approvals(schema: Path, project: Path) -> Approvals:
    """Return the approvals in a schema folder; none where it has no such file.

    Raise DocketError with every fault of the file, each with its line where that is known.
    """
    path = schema / FILE
    within = path.is_relative_to(project)
    name = path.relative_to(project).as_posix() if within else path.as_posix()
    try:
        reading = yaml_reader.read(read_plain(path), name)
    except FileNotFoundError:
        return Approvals(name)
    except OSError as error:
        raise DocketError(f"{name}: cannot be read: {error.strerror}") from None
    faults = [
        f"{fault.place.line if fault.place else 1}: {fault.fact}" for fault in reading.problems
    ]
    faults = faults or list(_faults(reading.value))
    if faults:
        raise DocketError("\n".join(f"{name}:{fault}" for fault in faults))
    return Approvals(name, tuple(Approval(**entry) for entry in reading.value[LIST]))


def _faults(value: Any) -> Iterator[str]:
    """Yield what is wrong with the value of the file."""
    entries = value.get(LIST) if len(value) == 1 else None
    if not isinstance(entries, list):
        yield f" the file holds one key, {LIST}, with a list"
        return
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            yield f" exception {number} is not a group with {', '.join(KEYS)}"
            continue
        for key in KEYS:
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                yield f" exception {number}: {key} is missing or is not text"
        for key in sorted(entry.keys() - {*KEYS}):
            hint = did_you_mean(key, KEYS) or f"there are {', '.join(KEYS)}"
            yield f" exception {number}: there is no key '{key}', {hint}"
