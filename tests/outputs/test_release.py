import hashlib
import shutil
import subprocess

import pytest

from builders import settings, small_site
from docket.build.checksums import checksums
from docket.exports import GROUPS, output_files
from docket.exports.index import index
from docket.model.diagnostics import DocketError
from reading import by_path, read_json


@pytest.fixture(scope="module")
def files():
    return by_path(output_files(small_site(), settings()))


def test_the_index_names_every_file_with_size_and_hash(files):
    found = read_json(index(files.values(), small_site(), settings()))
    assert [entry["path"] for entry in found["files"]] == sorted(files)
    for entry in found["files"]:
        content = files[entry["path"]].content
        assert (entry["bytes"], entry["sha256"]) == (
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
        assert entry["url"] == f"https://docket.test/{entry['path']}"
        assert entry["title"] and entry["licence"] and "/" in entry["media_type"]


def test_the_index_does_not_name_itself(files):
    made = index(files.values(), small_site(), settings())
    assert index([*files.values(), made], small_site(), settings()) == made


def test_checksums_hold_for_sha256sum(files, tmp_path):
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    for path, file in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(file.content)
    sums = checksums({path: file.sha256 for path, file in files.items()}, settings())
    (tmp_path / sums.path).write_bytes(sums.content)
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", sums.path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK") == len(files)


def test_checksums_are_in_order_and_leave_themselves_out():
    content = checksums(
        {"b": "2" * 64, "SHA256SUMS": "0" * 64, "a": "1" * 64}, settings()
    ).content.decode()
    assert content == f"{'1' * 64}  a\n{'2' * 64}  b\n"


def test_a_group_can_be_switched_off(files):
    groups = [group for group in GROUPS if group != "feeds"]
    left = by_path(output_files(small_site(), settings(), groups))
    assert files.keys() - left.keys() == {
        path for path in files if path.startswith("api/v1/feeds/")
    }


def test_an_unknown_group_is_refused_with_the_nearest_known_one():
    with pytest.raises(DocketError, match="did you mean 'schemas'"):
        list(output_files(small_site(), settings(), ["schema"]))


def test_two_builds_give_the_same_bytes(files):
    assert by_path(output_files(small_site(), settings())) == files


def test_the_address_of_the_site_comes_from_the_settings_alone(files):
    assert [path for path, file in files.items() if b"civic-docket.example" in file.content] == []
