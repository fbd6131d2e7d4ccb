"""Real git repositories with records, whose commits have fixed dates."""

from __future__ import annotations

import subprocess
from pathlib import Path

from builders import kinds
from docket.build.store import Store
from docket.views.record_history import RecordHistory, record_history
from docket.views.version_diff import RecordChange
from docket_records.gitlog import read_history
from projects import make_site_project


def git(folder: Path, *words: str, day: str = "2026-01-05") -> None:
    """Run git with a fixed author at 23:30 in New York, which is the next day in UTC."""
    names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    who = {f"GIT_{name}": "t@test" for name in names}
    dates = {
        "GIT_AUTHOR_DATE": f"{day}T23:30:00-05:00",
        "GIT_COMMITTER_DATE": "2030-01-01T00:00:00Z",
    }
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **who, **dates}
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env=environment)


class Repository:
    """A project folder with git; `commit` writes files of data (None: removes) on a day."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "-q", "-b", "main")

    def commit(self, day: str, **files: str | None) -> None:
        for name, text in files.items():
            path = self.data / "directives" / f"{name}.yaml"
            path.parent.mkdir(exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text)
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-qm", "A change", day=day)

    def history(self, store: Store | None = None) -> RecordHistory:
        return record_history(read_history(self.data), kinds(), store, b"key")

    def last(self) -> tuple[RecordChange, ...]:
        return self.history().changes[-1].records


def make_committed_project(folder: Path) -> Repository:
    """The miniature as a project whose records were committed on 6 January 2026; a title was
    changed on the 21st."""
    found = Repository(make_site_project(folder))
    found.commit("2026-01-05")
    path = next(found.data.rglob("park-operation.yaml"))
    path.write_text(path.read_text().replace("\ntitle: ", "\ntitle: The ", 1))
    found.commit("2026-01-20")
    return found
