"""The store keeps blobs and states; whatever happens to its file costs time alone."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from docket.build.store import FILE, LARGE, Store, by_value, fingerprint, packed

KEY = b"key"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


def filled(folder):
    """Return a folder with a state and the hashes of some blobs."""
    store = Store(folder)
    hashes = [store.put(bytes([number]) * 5_000) for number in range(40)]
    store.save("state", KEY, {"numbers": list(range(2_000))})
    return hashes


def test_what_was_saved_is_there_for_the_next_process(folder):
    hashes = filled(folder)
    store = Store(folder)
    assert [store.get(hashed)[:1] for hashed in hashes] == [bytes([n]) for n in range(40)]
    assert store.load("state", KEY) == {"numbers": list(range(2_000))}


def test_another_key_or_name_is_no_state(folder):
    filled(folder)
    assert Store(folder).load("state", b"other") is None
    assert Store(folder).load("other", KEY) is None


def test_a_blob_is_there_before_it_is_saved_and_lost_if_it_never_is(folder):
    store = Store(folder)
    hashed = store.put(b"blob")
    assert store.get(hashed) == b"blob"
    assert Store(folder).get(hashed) is None


def test_many_blobs_are_written_before_the_save_and_take_no_memory(folder):
    store = Store(folder)
    hashes = [store.put(bytes([number]) * (LARGE // 4)) for number in range(6)]
    assert [store.pending(hashed) is None for hashed in hashes] == [True] * 5 + [False]
    assert [store.get(hashed)[0] for hashed in hashes] == [*range(6)]
    other = Store(folder)
    assert [other.get(hashed) is None for hashed in hashes] == [False] * 5 + [True]


def test_blobs_stay_in_memory_where_the_file_is_locked(folder):
    store = Store(folder, patience=0.1)
    assert store.load("state", KEY) is None
    with closing(sqlite3.connect(folder / FILE)) as held:
        held.execute("BEGIN EXCLUSIVE")
        hashes = [store.put(bytes([number]) * (LARGE // 4)) for number in range(6)]
        assert "locked" in store.fault
        assert [store.get(hashed)[0] for hashed in hashes] == [*range(6)]
    store.save("state", KEY, 1)
    assert [Store(folder).get(hashed)[0] for hashed in hashes] == [*range(6)]


def test_sweeping_deletes_what_is_not_wanted(folder):
    hashes = filled(folder)
    Store(folder).sweep({hashes[0]})
    store = Store(folder)
    assert [store.get(hashed) is not None for hashed in hashes] == [True] + [False] * 39


def test_a_store_without_a_folder_keeps_nothing():
    store = Store(None)
    hashed = store.put(b"blob")
    store.save("state", KEY, 1)
    store.sweep(())
    assert store.load("state", KEY) is None
    assert store.get(hashed) == b"blob"
    assert store.now == 0


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_gives_what_was_kept_or_nothing(folder, seed):
    hashes = filled(folder)
    chance, file = random.Random(seed), folder / FILE
    content = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 5, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    if seed % 3 == 0:
        del content[chance.randrange(len(content)) :]
    file.write_bytes(content)
    store = Store(folder)
    assert store.load("state", KEY) in (None, {"numbers": list(range(2_000))})
    for number, hashed in enumerate(hashes):
        assert store.get(hashed) in (None, bytes([number]) * 5_000)
    store.put(b"more")
    store.save("state", KEY, "new")
    store.sweep(())
    after = Store(folder)
    after.save("state", KEY, "newer")
    assert Store(folder).load("state", KEY) in (None, "new", "newer")


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_no_database_is_replaced(folder, content):
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    hashes = filled(folder)
    assert Store(folder).get(hashes[3]) == bytes([3]) * 5_000


def test_a_folder_in_the_place_of_the_file_keeps_nothing(folder):
    (folder / FILE).mkdir(parents=True)
    filled(folder)
    assert Store(folder).load("state", KEY) is None


def test_a_file_of_the_folder_s_name_keeps_nothing(folder):
    folder.write_text("")
    filled(folder)
    assert Store(folder).load("state", KEY) is None


def test_a_file_that_another_process_writes_to_is_not_waited_for_without_end(folder):
    filled(folder)
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(folder, patience=0.1)
    assert store.load("state", KEY) is None
    store.save("state", KEY, "new")
    other.execute("ROLLBACK")
    assert Store(folder).load("state", KEY) == {"numbers": list(range(2_000))}


def test_equal_values_have_equal_bytes_whichever_objects_they_are_made_of():
    word = "".join(["w", "ord"])
    assert packed([word, word]) == packed(["word", "".join(["wo", "rd"])])
    assert by_value((1, word)) == by_value((1, "word")) != by_value((2, "word"))


def test_a_fingerprint_tells_parts_apart():
    assert fingerprint(b"ab", b"c") != fingerprint(b"a", b"bc") != fingerprint(b"abc")
