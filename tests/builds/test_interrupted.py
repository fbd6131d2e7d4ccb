"""A build that is stopped, or meets another, leaves the old site or the new one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time

from edits import CACHE, DIRECTIVE, STATE, anew, built, differing, put
from pelican_run import command, contents, environment, pelican


def test_a_worker_that_is_killed_leaves_the_old_site_and_a_clear_error(project):
    built(project)
    before = contents(project / "output")
    shutil.rmtree(project / CACHE)
    killer = (
        "import os, signal, docket.site.build as build; drawn, process = "
        "build.Build.drawn, os.getpid()\n"
        "build.Build.drawn = lambda self, page: drawn(self, page) if "
        "os.getpid() == process else os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (project / "pelicanconf.py").write_text((project / "pelicanconf.py").read_text() + killer)
    done = pelican(project, "-e", "DOCKET_JOBS=3")
    assert done.returncode == 2
    assert "a worker process was killed" in done.stderr
    assert contents(project / "output") == before


def test_two_builds_at_once_come_one_after_the_other(project):
    built(project)
    put(DIRECTIVE, title="Other title")(project, 0)
    children = [
        subprocess.Popen(
            command(project),
            cwd=project,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [child.wait() for child in children] == [0, 0], [
        child.stderr.read() for child in children
    ]
    assert differing(project) == []


def test_an_interrupt_while_a_change_is_made_leaves_the_site(project):
    built(project)
    before = contents(project / "output")
    put(STATE, title="Other State")(project, 0)
    wanted = anew(project)
    child = subprocess.Popen(
        command(project),
        cwd=project,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    page = project / "output.building" / "site" / STATE / "index.html"
    while child.poll() is None and not page.exists():
        time.sleep(0.002)
    child.send_signal(signal.SIGINT)
    child.wait()
    assert contents(project / "output") in (before, wanted)
    built(project)
    assert differing(project) == []
