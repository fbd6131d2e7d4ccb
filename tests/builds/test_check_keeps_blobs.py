"""A check leaves in the store what a build has put there; a build deletes what no run needs."""

from __future__ import annotations

import sqlite3

from builders import AS_OF
from docket.build.store import FILE
from edits import CACHE, DIRECTIVE, EVENT, built, put
from pelican_run import docket


def blobs(project) -> set[bytes]:
    """Return the hashes of all blobs in the store."""
    store = sqlite3.connect(project / CACHE / FILE)
    found = {hashed for (hashed,) in store.execute("SELECT hash FROM blob")}
    store.close()
    return found


def checked(project) -> None:
    """Check the project as it is."""
    done = docket(project, "check", "--today", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_check_keeps_the_blobs_of_a_build(project):
    built(project)
    before = blobs(project)
    checked(project)
    assert before
    assert blobs(project) == before


def test_a_check_of_edited_records_keeps_the_blobs_of_a_build(project):
    built(project)
    before = blobs(project)
    put(EVENT, title="Another title")(project, 0)
    checked(project)
    assert before <= blobs(project)


def test_a_build_deletes_the_blobs_of_earlier_checks(project):
    """Each check stores the values of the record as it then was; the build needs the last alone."""
    built(project)
    for number in range(5):
        put(DIRECTIVE, title=f"Title {number}")(project, 0)
        checked(project)
    many = blobs(project)
    built(project)
    assert len(many - blobs(project)) >= 4
