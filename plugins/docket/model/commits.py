"""The commits of a data folder as values: which files each of them changed.

The library takes them as an argument and never runs git.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple


class FileChange(NamedTuple):
    """A file that a commit changed: its path relative to the data folder, and the ids of its
    contents before and after (empty: there was no such file)."""

    path: str
    before: str
    after: str


class Commit(NamedTuple):
    """A commit: its id, its day (that of its author's date in UTC) and the files it changed."""

    id: str
    day: date
    files: tuple[FileChange, ...]


Contents = Callable[[Collection[str]], Mapping[str, bytes]]
"""A function that returns contents by their ids; unknown ids are left out."""


class GitHistory(NamedTuple):
    """The commits of the main line of a data folder, oldest first, each compared with the one
    before it, and the function that reads the contents of files."""

    commits: tuple[Commit, ...]
    contents: Contents
