"""Migrations: exactly what a migration is about changes, every other byte stays."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from pathlib import Path

import pytest

from builders import SCHEMAS, kinds
from docket.model.diagnostics import DocketError
from docket.source import migrations, yaml_reader
from docket.source.edits import Edits
from docket.source.migrations import MIGRATIONS, NEWEST, migrated
from docket.source.migrations.record_text import RecordText

HERE = Path(__file__).parent
PROJECT = SCHEMAS.parent
BEFORE = sorted(HERE.glob("m*/before/*/*.yaml"))
MODULE = re.compile(r"m(\d{3})_[a-z_]+")


def record(plural: str, file: str, content: bytes) -> RecordText:
    reading = yaml_reader.read(content, file)
    kind = kinds().of_plural(plural)
    assert kind and not reading.problems, reading.problems
    return RecordText(kind, file, content.decode(), reading.value)


def after(content: bytes, number: int, plural: str = "directives") -> bytes:
    """Return a record's bytes after one migration."""
    (new,) = migrated([record(plural, "a.yaml", content)], number - 1, number)
    return new.text.encode()


@pytest.mark.parametrize("file", BEFORE, ids=lambda file: file.relative_to(HERE).as_posix())
def test_a_migration_changes_what_it_is_about_and_no_other_byte(file):
    number, plural = int(file.parts[-4][1:]), file.parent.name
    wanted = HERE / file.parts[-4] / "after" / plural / file.name
    found = after(file.read_bytes(), number, plural)
    assert found == (wanted if wanted.exists() else file).read_bytes()
    assert after(found, number, plural) == found


def test_every_module_is_listed_by_its_number_and_has_examples():
    names = sorted(path.stem for path in Path(migrations.__path__[0]).glob("m[0-9]*.py"))
    assert [function.__module__.rpartition(".")[2] for function in MIGRATIONS] == names
    assert [int(MODULE.fullmatch(name).group(1)) for name in names] == [*range(1, NEWEST + 1)]
    assert {file.parts[-4] for file in BEFORE} == {name[:4] for name in names}


def test_records_come_back_in_their_order_and_unchanged_ones_are_the_same():
    old = record("directives", "a.yaml", b"id: a\nsteps: [{on: 2025-01-01, step: signed}]\n")
    new = record("directives", "b.yaml", b"id: b\n")
    first, second = migrated([old, new], 0, 1)
    assert first.data["steps"] == [{"date": "2025-01-01", "step": "signed"}]
    assert second is new
    assert migrated([old, new], NEWEST) == [old, new]


def test_a_migration_whose_text_cannot_be_read_is_refused(monkeypatch):
    monkeypatch.setattr(migrations, "MIGRATIONS", (lambda record, records: "a: [",))
    with pytest.raises(DocketError, match=r"a\.yaml: migration 1 cannot be applied"):
        migrated([record("directives", "a.yaml", b"id: a\n")], 0, 1)


def test_an_order_upon_a_record_of_a_kind_that_orders_limit_limits_it():
    case = b"id: c\nsteps: [{date: 2025-01-01, step: order, effects: [%s]}]\n"
    targets = (("operation", "blocks"), ("law", "blocks"), ("operation", "ends"))
    written = [f"{{record: {name}, effect: {effect}}}" for name, effect in targets]
    records = [
        record("challenges", "c.yaml", case % ", ".join(written).encode()),
        record("events", "e.yaml", b"id: operation\n"),
        record("directives", "d.yaml", b"id: law\n"),
    ]
    (step,) = migrated(records, 1, 2)[0].data["steps"]
    assert step["id"] == "order"
    assert [each["effect"] for each in step["order"]["effects"]] == ["limits", "blocks", "ends"]


def test_edits_are_made_by_position_in_the_text_as_it_was():
    edits = Edits("a: é\r\n'b': [x, y]\n")
    edits.rename(("b",), "longer")
    start = edits.position(edits.places["b", 1].value)
    edits.replace(start, start + 1, "z")
    edits.replace(0, 0, "# first\n")
    assert edits.applied() == "# first\na: é\r\n'longer': [x, z]\n"


def test_edits_that_overlap_and_keys_that_are_none_are_refused():
    edits = Edits("a: [word]\n")
    with pytest.raises(ValueError, match="is no key"):
        edits.rename(("a", 0), "b")
    edits.replace(0, 3, "b")
    edits.replace(2, 4, "c")
    with pytest.raises(ValueError, match="overlap"):
        edits.applied()


def git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True)
    return done.stdout if done.returncode == 0 else b""


def collection(commit: str) -> tuple[dict[str, bytes], int]:
    """Return the records of a commit by file, and the collection's number."""
    with tarfile.open(fileobj=io.BytesIO(git("archive", commit, "data"))) as archive:
        files = {each.name: archive.extractfile(each).read() for each in archive if each.isfile()}
    number = int(files.pop("data/.version", b"0"))
    return {name: text for name, text in files.items() if name.endswith(".yaml")}, number


def test_migrating_our_collection_gave_what_was_committed():
    """For each commit that raised the number of the collection. A copy of the code without its
    repository has none; a shallow clone fails, so that no run leaves this out unseen."""
    if not (PROJECT / ".git").exists():
        pytest.skip("a copy without its git repository has no commit to compare with")
    shallow = git("rev-parse", "--is-shallow-repository").strip()
    assert shallow == b"false", "fetch the whole history: git fetch --unshallow"
    raised = git("log", "--min-parents=1", "--format=%H", "--", "data/.version").decode().split()
    if not raised:
        pytest.skip("no commit of this history raised the number of the collection")
    for commit in raised:
        (old, below), (new, number) = collection(f"{commit}^"), collection(commit)
        records = [record(name.split("/")[1], name, old[name]) for name in sorted(old)]
        found = {each.file: each.text.encode() for each in migrated(records, below, number)}
        assert [name for name in new if found.get(name) != new[name]] == []
        assert found.keys() == new.keys()
