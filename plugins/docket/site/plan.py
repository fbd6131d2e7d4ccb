"""What a build is asked for: the folders it reads, and the options that the plugins hand over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from docket.model.commits import GitHistory
from docket.model.recorded import Ledger
from docket.model.settings import Settings


class Folders(NamedTuple):
    """The folders of a project: the project itself (problems name files relative to it), records,
    schemas and base map."""

    project: Path
    data: Path
    schema: Path
    base_map: Path


class Plan(NamedTuple):
    """The options of a build: the site's settings, the features that are switched on, the day
    against which records are checked (None: rules about the future are left out), when each record
    was written down, and the number of workers. Files are written into `folder`; `final` is the
    published folder, None where `folder` is not published. `git` are the commits of the records
    (None: there is no full history), and `feeds` the groups of feeds that there are."""

    settings: Settings
    features: frozenset[str]
    today: date | None
    ledger: Ledger
    workers: int
    final: Path | None
    folder: Path
    git: GitHistory | None = None
    feeds: frozenset[str] = frozenset()


class Prose(NamedTuple):
    """A page of prose: its title and its path from the root of the site."""

    title: str
    url: str
