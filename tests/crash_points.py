"""Kill real builds at file-system operations of publishing, change the input, build again and
compare with a build that knows of nothing before.

python tests/crash_points.py [STEP] tries every STEP-th operation, and prints what was wrong.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from crashing import KILLED, pelican_with
from docket.build.publish import listing
from edits import CACHE, DIRECTIVE, EVENT, add_directive, anew, built, put
from pelican_run import contents
from projects import make_site_project

ADDED = ("directives/added-0/index.html", "api/v1/directives/added-0.json")
"""Files of the record that the killed build adds, and that is deleted before the next one."""


class Trial:
    """A project in which a record is added and another edited; the build of that is killed. Then
    the new record is deleted, the edit taken back, and a third record edited."""

    def __init__(self, project: Path, cold: bool) -> None:
        self.project, self.saved = project, project.with_name("saved")
        self.log = project.with_name("operations")
        put(EVENT, title="Third")(project, 0)
        self.wanted = anew(project)
        put(EVENT, title="Operation at the park")(project, 0)
        if not cold:
            built(project)
        add_directive(project, 0)
        put(DIRECTIVE, title="Edited")(project, 0)
        shutil.copytree(project, self.saved, symlinks=True)
        done = pelican_with(project, f"record({str(self.log)!r})")
        assert done.returncode == 0, done.stdout + done.stderr
        assert all(path in contents(project / "output") for path in ADDED)
        self.operations = [json.loads(line) for line in self.log.read_text().splitlines()]

    def wrong_after(self, point: int) -> list[str]:
        """Return the paths that differ from a clean build after a kill before this operation."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(self.saved, self.project, symlinks=True)
        done = pelican_with(self.project, f"die_at({point})")
        assert done.returncode == KILLED, done.stdout + done.stderr
        (self.project / "data" / "directives" / "added-0.yaml").unlink()
        put(DIRECTIVE, title="Executive Directive No. 12")(self.project, 0)
        put(EVENT, title="Third")(self.project, 0)
        built(self.project)
        found = contents(self.project / "output")
        paths = listing(self.project / "output") | self.wanted.keys()
        left = [path.name for path in self.project.iterdir() if path.name.startswith("output.")]
        return [*sorted(path for path in paths if found.get(path) != self.wanted.get(path)), *left]


def publishing(operations: list[list[str]]) -> range:
    """Return the numbers of the operations from the marker of the next site on: they publish."""
    marker = ("/site/.docket-output", "/output/.docket-output")
    first = next(n for n, (_, path) in enumerate(operations) if path.endswith(marker))
    return range(first, len(operations))


def chosen(operations: list[list[str]]) -> list[int]:
    """Return the numbers of five operations: before, in the middle of and after the making of hard
    links (the site is exchanged after the last), when the state of the cache is put in place, and
    in the middle of removing the old site."""
    numbers = publishing(operations)
    links = [n for n in numbers if operations[n][0] == "os.link"] or [numbers[0]]
    states = [n for n in numbers if CACHE in operations[n][1]]
    after = (states[-1] + numbers[-1]) // 2
    return [numbers[0], links[len(links) // 2], links[-1] + 1, states[len(states) // 2], after]


def main(step: int) -> None:
    """Try every step-th operation of an edit, and of a first build, and print what was wrong."""
    for cold in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            trial = Trial(make_site_project(Path(folder) / "project"), cold)
            points = publishing(trial.operations)[::step]
            wrong = {point: paths for point in points if (paths := trial.wrong_after(point))}
        print(f"{'first build' if cold else 'edit'}: {len(points)} crash points, wrong: {wrong}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
