"""Publishing: an output is exactly what the last build made, whatever stopped the build before, at
any file-system operation, and though the input is another one by then."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from builders import settings
from crashing import in_a_process
from docket.build import atomic
from docket.build.checksums import checksums
from docket.build.destination import MARKER, remove_working_folder, working_folder
from docket.build.output import OutputFile
from docket.build.publish import Stamp, begin, listing, publish, staging_of
from docket.build.writer import write_file
from docket.model.diagnostics import DocketError
from docket_records import removed_words

Tree = Mapping[str, bytes]
Known = dict[str, tuple[bytes, Stamp]]
"""What a cache keeps of a build: by path the content and the stamp of each file."""
FIRST = {"index.html": b"1", "a/index.html": b"a", "a/b/index.html": b"b", "c/index.html": b"c"}
SECOND = {"index.html": b"2", "a/b/index.html": b"b", "c/index.html": b"c", "d/e.json": b"new"}
THIRD = {"index.html": b"33", "a/index.html": b"a", "c/index.html": b"other"}
EXCHANGES = {"exchange": atomic.exchange, "two renames": lambda one, other: False}


def written(path: str, content: bytes) -> OutputFile:
    return OutputFile(path, "text/plain", content, "", "")


def build(final: Path, tree: Tree, known: Known, exchange=atomic.exchange) -> Known:
    """Build a tree as docket.site.build does: what is known and as it was stays, the rest is
    written."""
    sums = checksums({path: written(path, tree[path]).sha256 for path in tree}, settings())
    begin(final)
    made: Known = {}
    for path, content in {**tree, sums.path: sums.content}.items():
        before = known.get(path)
        if before and before[0] == content and stamp(final / path) == before[1]:
            made[path] = before
        else:
            size, _, changed = write_file(staging_of(final), written(path, content))
            made[path] = (content, Stamp(size, changed))
    fresh = [path for path in made if made[path] != known.get(path)]
    publish(final, {path: made[path][1] for path in made}, fresh, exchange)
    remove_working_folder(final)
    return made


def stamp(file: Path) -> Stamp | None:
    try:
        stat = file.lstat()
    except OSError:
        return None
    return Stamp(stat.st_size, stat.st_mtime_ns)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a site by path, and its empty folders, but for the marker and the sums."""
    paths = listing(folder) - {MARKER, "SHA256SUMS"}
    return {path: b"" if path.endswith("/") else (folder / path).read_bytes() for path in paths}


@pytest.fixture
def final(tmp_path):
    return tmp_path / "site"


@pytest.mark.parametrize("exchange", EXCHANGES.values(), ids=EXCHANGES)
@pytest.mark.parametrize("before", [{}, FIRST], ids=["first build", "second build"])
@pytest.mark.parametrize("after", [FIRST, THIRD, SECOND], ids=["reverted", "changed", "the same"])
def test_a_build_that_died_at_any_operation_is_forgotten(exchange, before, after, tmp_path):
    """The input changes between the build that dies and the next one."""
    for point in count():
        final = tmp_path / str(point) / "site"
        known = build(final, before, {}, exchange) if before else {}
        died = in_a_process(point, partial(build, final, SECOND, known, exchange))
        missing = not before or exchange is not atomic.exchange
        assert contents(final) in ((before, SECOND, {}) if missing else (before, SECOND))
        begin(final)
        assert contents(final) in (before, SECOND)
        build(final, after, known, exchange)
        assert contents(final) == after
        assert list(final.parent.iterdir()) == [final]
        if not died:
            break
    assert point > 20


def test_folders_can_be_exchanged_here(tmp_path):
    """Linux and macOS can; the tests above would try one way twice otherwise."""
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "file").write_text("")
    assert atomic.exchange(tmp_path / "one", tmp_path / "other")
    assert listing(tmp_path / "other") == {"file"}
    assert listing(tmp_path / "one") == set()


def test_an_exchange_with_what_is_not_there_is_an_error(tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        atomic.exchange(tmp_path / "one", tmp_path / "other")


def test_a_file_that_stays_is_neither_written_nor_copied(final):
    known = build(final, FIRST, {})
    before = (final / "c/index.html").stat()
    build(final, SECOND, known)
    after = (final / "c/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert after.st_nlink == 1


def foreign_file(final: Path) -> None:
    (final / "CNAME").write_text("example.org")


def foreign_folder(final: Path) -> None:
    (final / "empty" / "folder").mkdir(parents=True)


def foreign_link(final: Path) -> None:
    (final / "link").symlink_to(final.parent)


def link_for_a_page(final: Path) -> None:
    (final / "index.html").unlink()
    (final / "index.html").symlink_to(final / "c" / "index.html")


def folder_for_a_page(final: Path) -> None:
    (final / "index.html").unlink()
    (final / "index.html" / "x").mkdir(parents=True)


def file_for_a_folder(final: Path) -> None:
    (final / "c" / "index.html").unlink()
    (final / "c").rmdir()
    (final / "c").write_text("")


def other_marker(final: Path) -> None:
    (final / MARKER).write_text("other")


DAMAGES = [
    foreign_file,
    foreign_folder,
    foreign_link,
    link_for_a_page,
    folder_for_a_page,
    file_for_a_folder,
    other_marker,
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize("after", [FIRST, SECOND], ids=["the same", "changed"])
def test_whatever_is_done_to_the_output_the_next_build_mends_it(damage, warm, after, final):
    known = build(final, FIRST, {})
    damage(final)
    build(final, after, known if warm else {})
    assert contents(final) == after
    assert "made this folder" in (final / MARKER).read_text()


def test_what_no_build_made_is_reported_and_what_a_build_made_is_not(final):
    known = build(final, FIRST, {})
    foreign_file(final)
    foreign_folder(final)
    begin(final)
    kept = {path: known[path][1] for path in known if path != "a/index.html"}
    assert publish(final, kept, []) == ["CNAME", "empty/folder/"]
    assert contents(final) == {path: FIRST[path] for path in FIRST if path != "a/index.html"}


def test_a_file_that_is_changed_while_the_site_is_built_stops_the_build(final):
    known = build(final, FIRST, {})
    begin(final)
    (final / "c/index.html").write_text("changed by hand")
    with pytest.raises(DocketError, match=r"c/index\.html: was changed while the site was built"):
        publish(final, {path: known[path][1] for path in known if path != "a/index.html"}, [])
    assert (final / "c/index.html").read_text() == "changed by hand"


def other_file(staging: Path) -> None:
    (staging / "other.html").write_text("")


def another_content(staging: Path) -> None:
    (staging / "d/e.json").write_text("another")


def no_file(staging: Path) -> None:
    (staging / "d/e.json").unlink()


@pytest.mark.parametrize("meddle", [other_file, another_content, no_file])
def test_two_builds_in_one_folder_publish_no_mixture(meddle, final):
    build(final, FIRST, {})
    begin(final)
    size, _, changed = write_file(staging_of(final), written("d/e.json", b"new"))
    meddle(staging_of(final))
    with pytest.raises(DocketError, match="another"):
        publish(final, {"d/e.json": Stamp(size, changed)}, ["d/e.json"])
    assert contents(final) == FIRST


def test_what_is_put_into_a_foreign_folder_meanwhile_is_not_lost(final):
    final.mkdir()
    begin(final)
    (final / "thesis.txt").write_text("x")
    with pytest.raises(DocketError, match="holds other files"):
        publish(final, {}, [])
    assert (final / "thesis.txt").read_text() == "x"


@pytest.mark.parametrize(
    "make",
    [
        lambda work: work.symlink_to(work.parent),
        lambda work: work.write_text("x"),
        lambda work: (work / "x").mkdir(parents=True),
        lambda work: work.symlink_to("nowhere"),
        lambda work: (work / "old").mkdir(parents=True),
    ],
)
def test_what_somebody_else_put_in_the_place_of_the_working_folder_stays(make, final):
    work = working_folder(final)
    make(work)
    before = sorted(os.walk(work.parent)), work.lstat().st_mtime_ns
    with pytest.raises(DocketError, match="not made by one"):
        begin(final)
    assert (sorted(os.walk(work.parent)), work.lstat().st_mtime_ns) == before


def test_a_working_folder_that_carries_the_marker_is_emptied_whatever_is_in_it(final, tmp_path):
    begin(final)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    work = working_folder(final)
    (work / "old").symlink_to(kept)
    (work / "site" / "link").symlink_to(kept)
    (work / "file").write_text("")
    begin(final)
    assert sorted(path.name for path in work.iterdir()) == [MARKER, "site"]
    assert (kept / "file").read_text() == "x"
    assert not os.path.lexists(final)


def test_a_full_disk_is_reported_in_words(tmp_path):
    """A limit of the size of files ends a write as a full disk does."""

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        with pytest.raises(DocketError, match=r"^a\.html: .*; the site that was there stays as it"):
            write_file(tmp_path, written("a.html", b"x" * 10_000))

    assert not in_a_process(-1, work)


def test_the_first_files_that_no_build_made_are_named_and_the_others_counted():
    lines = list(removed_words(["a", "b\x1b[31m", *"cdefg"], "output"))
    assert lines[:2] == [
        "output/a was made by no build and is removed",
        "output/'b\\x1b[31m' was made by no build and is removed",
    ]
    assert lines[5] == "2 more in output/ were made by no build and are removed"
    assert "extra/" in lines[6] and len(lines) == 7
    assert list(removed_words([], "output")) == []
