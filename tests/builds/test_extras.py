"""Extra files: what a site owner adds by hand survives every build, and is an input like others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from edits import CACHE, DIRECTIVE, built, differing, put
from pelican_run import contents, pelican


def sums(project) -> set[str]:
    lines = (project / "output" / "SHA256SUMS").read_text().splitlines()
    return {line.split("  ", 1)[1] for line in lines}


def test_extra_files_are_in_the_site_after_every_build_and_follow_their_folder(project):
    extra = project / "extra"
    (extra / ".well-known").mkdir(parents=True)
    (extra / "CNAME").write_text("one.example")
    large = b"\x00\xff" * 1_500_000
    (extra / ".well-known" / "large.bin").write_bytes(large)
    built(project)
    assert {"CNAME", ".well-known/large.bin"} <= sums(project)
    assert (project / "output" / ".well-known" / "large.bin").read_bytes() == large

    put(DIRECTIVE, notes="Other notes.")(project, 0)
    built(project)
    assert (project / "output" / "CNAME").read_text() == "one.example"

    (extra / "CNAME").write_text("two.example")
    (extra / ".well-known" / "large.bin").unlink()
    built(project)
    assert (project / "output" / "CNAME").read_text() == "two.example"
    assert not (project / "output" / ".well-known").exists()
    assert differing(project) == []

    shutil.rmtree(project / CACHE)
    (project / "output" / "CNAME").write_text("spoilt")
    built(project)
    assert (project / "output" / "CNAME").read_text() == "two.example"

    shutil.rmtree(extra)
    built(project)
    assert "CNAME" not in sums(project) | contents(project / "output").keys()


def test_another_folder_can_be_chosen_and_has_to_be_there(project):
    setting = ("-e", 'DOCKET_EXTRA="of-mine"')
    done = pelican(project, *setting)
    assert done.returncode == 2
    assert "docket: settings: DOCKET_EXTRA: there is no folder" in done.stderr
    (project / "of-mine").mkdir()
    (project / "of-mine" / "CNAME").write_text("example.org")
    assert pelican(project, *setting).returncode == 0
    assert (project / "output" / "CNAME").exists()


CLASHES = {
    "index.html": "index.html",
    "SHA256SUMS": "SHA256SUMS",
    "events": "events",
    "robots.txt/x": "robots.txt",
}
"""Extra files, and the path that two outputs then want: a file and a file, a file and a folder."""


def test_a_path_that_the_build_makes_is_an_error_that_names_both(project):
    """Whether the other output is made now (the first time) or stays as it is."""
    for extra, path in CLASHES.items():
        file = project / "extra" / extra
        file.parent.mkdir(parents=True)
        file.write_text("x")
        done = pelican(project)
        assert done.returncode == 2, done.stdout + done.stderr
        assert f"docket: {path}: two outputs want this path, '" in done.stderr
        assert "'extra/ (DOCKET_EXTRA)'" in done.stderr
        shutil.rmtree(project / "extra")
        if not (project / "output").exists():
            built(project)
    built(project)
    assert differing(project) == []


def no_utf_8(file: Path) -> None:
    os.close(os.open(os.fsencode(file) + b"\xff", os.O_CREAT))


@pytest.mark.parametrize(
    "make",
    [
        lambda file: file.symlink_to("/etc/passwd"),
        lambda file: file.symlink_to("nowhere"),
        lambda file: file.symlink_to(".."),
        os.mkfifo,
        lambda file: file.with_name("two\nlines").write_text(""),
        lambda file: file.with_name("back\\slash").write_text(""),
        lambda file: file.with_name(".docket-output").write_text(""),
        no_utf_8,
    ],
)
def test_what_is_no_ordinary_file_is_refused(project, make):
    (project / "extra").mkdir()
    make(project / "extra" / "file")
    done = pelican(project)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "docket: " in done.stderr
    assert "root:" not in done.stdout + done.stderr
    assert not (project / "output").exists()
