"""After a build no file of the output counts as touched, so that the next build reads none."""

from __future__ import annotations

import marshal
import sqlite3

from docket.build.store import FILE
from docket.site.build import NEWEST
from edits import CACHE, DIRECTIVE, built, put


def test_to_remove_the_old_site_touches_no_file_of_the_new_one(project):
    built(project)
    put(DIRECTIVE, notes="Other notes.")(project, 0)
    built(project)
    with sqlite3.connect(project / CACHE / FILE) as store:
        row = store.execute("SELECT content FROM state WHERE name = ?", (NEWEST,)).fetchone()
    files = [path for path in (project / "output").rglob("*") if path.is_file()]
    assert max(path.stat().st_ctime_ns for path in files) <= marshal.loads(row[0])
