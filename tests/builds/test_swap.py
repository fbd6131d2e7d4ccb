"""The old site stays whole until the new one is: bad records, a template that fails, a full disk,
Ctrl-C."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time

import pytest

from pelican_run import command, contents, environment, pelican

FULL_DISK = (
    "import resource, signal, os, sys; signal.signal(signal.SIGXFSZ, "
    "signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, "
    "4096)); os.execv(sys.argv[1], sys.argv[1:])"
)
"""A program that runs another one which can write no file of more than 4 kB: writing ends with an
OSError, as on a full disk."""


@pytest.fixture
def built(project):
    assert pelican(project).returncode == 0
    return project


def test_a_bad_record_leaves_the_site_and_names_the_place(built):
    before = contents(built / "output")
    (built / "data" / "events" / "bad.yaml").write_text("id: bad\nid: bad\n")
    done = pelican(built)
    assert done.returncode == 1
    assert "data/events/bad.yaml:2:1: error[yaml/duplicate-key]" in done.stderr
    assert contents(built / "output") == before


@pytest.mark.parametrize("workers", [1, 3])
def test_a_template_that_fails_names_the_record_its_file_and_the_template(built, workers):
    before = contents(built / "output")
    theme = built / "own-theme"
    shutil.copytree(built / "theme", theme, symlinks=False)
    page = theme / "templates" / "record.html"
    page.write_text(page.read_text().replace("{{ view.card.summary }}", "{{ view.card.sumary }}"))
    conf = built / "pelicanconf.py"
    conf.write_text(conf.read_text() + f"\nTHEME = {str(theme)!r}\n")
    done = pelican(built, "-e", f"DOCKET_JOBS={workers}")
    assert done.returncode != 0
    printed = " ".join((done.stdout + done.stderr).split())
    assert "record executive-directive-12 (data/directives/executive-directive-12.yaml)" in printed
    assert "record.html" in printed
    assert "sumary" in printed
    assert contents(built / "output") == before


@pytest.mark.parametrize("workers", [1, 3])
def test_a_full_disk_leaves_the_site(built, workers):
    before = contents(built / "output")
    done = pelican(built, "-e", f"DOCKET_JOBS={workers}", prefix=(sys.executable, "-c", FULL_DISK))
    assert done.returncode != 0
    assert contents(built / "output") == before
    assert pelican(built).returncode == 0
    assert contents(built / "output") == before


def test_an_interrupt_while_writing_leaves_the_site(built):
    before = contents(built / "output")
    work = built / "output.building"
    child = subprocess.Popen(
        command(built),
        cwd=built,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while child.poll() is None and not (work / "site" / "index.html").exists():
        time.sleep(0.005)
    child.send_signal(signal.SIGINT)
    child.wait()
    assert contents(built / "output") == before
    assert pelican(built).returncode == 0
    assert not work.exists()


def test_a_swap_that_broke_between_its_two_renames_is_put_right_by_the_next_build(built):
    """As on a file system that cannot exchange two folders in one step."""
    before, work = contents(built / "output"), built / "output.building"
    work.mkdir()
    (work / ".docket-output").write_text("")
    (built / "output").rename(work / "old")
    (built / "data" / "events" / "bad.yaml").write_text("id: [")
    assert pelican(built).returncode == 1
    assert contents(built / "output") == before


def test_a_page_that_is_no_longer_wanted_is_gone(built):
    record = built / "data" / "events" / "park-operation.yaml"
    assert (built / "output" / "events" / "park-operation" / "index.html").exists()
    text = record.read_text().replace("park-operation", "another-operation")
    record.rename(record.with_name("another-operation.yaml")).write_text(text)
    for file in (built / "data").rglob("*.yaml"):
        file.write_text(file.read_text().replace("park-operation", "another-operation"))
    done = pelican(built)
    assert done.returncode == 0, done.stderr
    assert not (built / "output" / "events" / "park-operation").exists()
    assert (built / "output" / "events" / "another-operation" / "index.html").exists()
