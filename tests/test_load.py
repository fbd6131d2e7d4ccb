"""Finding the files of a data folder: which are records, what is out of place, what is not read."""

from __future__ import annotations

import os

import pytest

from builders import kinds
from docket.model.diagnostics import DocketError, Problem
from docket.source.encoding import MAX_BYTES
from docket.source.scan import USUAL, file_content, find


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    write(folder / "topics" / "one.yaml", "id: one\ntitle: One\n")
    return folder


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def problems(data):
    """What is wrong with the files of a data folder before they are parsed."""
    files, stray = find(data, kinds(), data.parent)
    contents = (file_content(file, data) for file in files)
    return [*stray, *(content for content in contents if isinstance(content, Problem))]


def found(data):
    return [(problem.code, problem.file) for problem in problems(data)]


def test_files_are_found_in_order_of_path_with_their_kind(data):
    write(data / "topics" / "a" / "two.yaml", "id: two\ntitle: Two\n")
    write(data / "places" / "here.yaml", "id: here\n")
    files, _ = find(data, kinds(), data.parent)
    assert [(file.kind, file.name) for file in files] == [
        ("place", "data/places/here.yaml"),
        ("topic", "data/topics/a/two.yaml"),
        ("topic", "data/topics/one.yaml"),
    ]


def test_a_folder_of_no_kind_is_one_problem_with_the_nearest_kind(data):
    for name in ("x.yaml", "y.yaml"):
        write(data / "topic" / name, "id: x\n")
    (problem,) = problems(data)
    assert (problem.code, problem.file, problem.hint) == (
        "load/unknown-folder",
        "data/topic",
        "did you mean 'topics'?",
    )


def test_other_files_are_reported_and_those_of_file_managers_left_out(data):
    write(data / "readme.txt", "")
    for name in (
        "two.yml",
        "notes.txt",
        ".hidden.yaml",
        "THREE.YAML",
        ".DS_Store",
        ".one.yaml.swp",
    ):
        write(data / "topics" / name, "id: two\n")
    assert found(data) == [
        ("load/stray-file", "data/readme.txt"),
        ("load/stray-file", "data/topics/.hidden.yaml"),
        ("load/stray-file", "data/topics/THREE.YAML"),
        ("load/stray-file", "data/topics/notes.txt"),
        ("load/stray-file", "data/topics/two.yml"),
    ]


def test_no_link_is_followed_wherever_it_leads_and_only_its_own_name_is_reported(data, tmp_path):
    write(tmp_path / "secret.yaml", "id: secret\n")
    (data / "topics" / "again.yaml").symlink_to(data / "topics" / "one.yaml")
    (data / "topics" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (data / "topics" / "nothing.yaml").symlink_to(data / "nothing.yaml")
    (data / "topics" / "self.yaml").symlink_to(data / "topics" / "self.yaml")
    (data / "topics" / "folder").symlink_to(tmp_path)
    (data / "events").symlink_to(tmp_path)
    names = (
        "events",
        *(
            f"topics/{name}"
            for name in ("again.yaml", "folder", "nothing.yaml", "out.yaml", "self.yaml")
        ),
    )
    assert found(data) == [("load/symlink", f"data/{name}") for name in names]
    assert "secret" not in repr(problems(data))


def test_a_data_folder_that_is_a_link_is_refused(data, tmp_path):
    (tmp_path / "linked").symlink_to(data)
    with pytest.raises(DocketError, match=r"this is a link; .*--data"):
        find(tmp_path / "linked", kinds(), tmp_path)


def test_a_file_that_became_a_link_or_a_pipe_after_it_was_found_is_not_read(data, tmp_path):
    write(tmp_path / "secret.yaml", "id: secret\n")
    for name, make in (
        ("link.yaml", lambda file: file.symlink_to(tmp_path / "secret.yaml")),
        ("pipe.yaml", os.mkfifo),
    ):
        write(data / "topics" / name, "id: x\n")
        taken = next(one for one in find(data, kinds(), data.parent)[0] if one.path.endswith(name))
        (data / "topics" / name).unlink()
        make(data / "topics" / name)
        problem = file_content(taken, data)
        assert problem.code == "load/unreadable", name
        assert "secret" not in repr(problem)


def test_a_folder_named_as_a_file_is_refused_and_not_read(data):
    write(data / "topics" / "two.yaml" / "three.yaml", "id: three\n")
    assert found(data) == [("load/stray-file", "data/topics/two.yaml")]


def test_what_is_neither_file_nor_folder_is_not_opened(data):
    os.mkfifo(data / "topics" / "pipe.yaml")
    assert found(data) == [("load/stray-file", "data/topics/pipe.yaml")]


def test_a_missing_folder_stops_with_the_option_that_names_it(tmp_path):
    with pytest.raises(DocketError, match="--data"):
        find(tmp_path / "data", kinds(), tmp_path)


@pytest.mark.parametrize("size", [USUAL - 1, USUAL, USUAL + 1, 3 * USUAL, MAX_BYTES + 5])
def test_a_file_is_read_to_its_end_or_one_byte_past_what_a_record_may_have(data, size):
    file = data / "topics" / "long.yaml"
    file.write_bytes(bytes(number % 251 for number in range(size)))
    taken = next(one for one in find(data, kinds(), data.parent)[0] if one.path == str(file))
    assert file_content(taken, data) == file.read_bytes()[: MAX_BYTES + 1]
