"""Blobs come back as they were put, or not at all."""

from __future__ import annotations

import marshal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docket.cache import HEAD, Cache
from docket.shelf import GAP, RUN, Damaged, Shelf

BLOBS = [bytes([number % 251]) * (number % 7 * 900) for number in range(3 * RUN)] + [b"x" * (GAP + 1)]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A shelf with the blobs in two packs, one after the other by turns, and their slots."""
    shelf = Cache(tmp_path_factory.mktemp("cache")).shelf("blobs")
    writers = [shelf.writer(1), shelf.writer(2)]
    slots = [writers[number % 2].add(blob) for number, blob in enumerate(BLOBS)]
    for writer in writers:
        writer.close()
    return shelf, slots


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, len(BLOBS) - 1)))
def test_blobs_come_in_the_order_they_were_asked_for(stored, wanted):
    shelf, slots = stored
    assert list(shelf.read_all(slots[number] for number in wanted)) == [BLOBS[number] for number in wanted]


def test_all_blobs_of_a_pack_are_read_alike_alone_and_together(stored):
    shelf, slots = stored
    for start, step in ((0, 1), (0, 2), (1, 2), (0, 4)):
        assert list(shelf.read_all(slots[start::step])) == BLOBS[start::step] == [shelf.read(slot) for slot in slots[start::step]]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:5000] + b"?" + data[5001:], lambda data: b""])
def test_a_damaged_pack_is_noticed(tmp_path, damage):
    shelf = Shelf(tmp_path, "blobs")
    writer = shelf.writer(1)
    slots = [writer.add(blob) for blob in BLOBS[:RUN]]
    writer.close()
    pack = tmp_path / "blobs.1"
    pack.write_bytes(damage(pack.read_bytes()))
    with pytest.raises(Damaged):
        list(shelf.read_all(slots))


def test_packed_blobs_are_the_same_in_one_pack(stored, tmp_path):
    shelf, slots = stored
    moved = shelf.packed(slots)
    assert {slot[0] for slot in moved} == {3}
    assert list(shelf.read_all(moved)) == BLOBS


KEY, ENTRIES = b"k" * 16, {f"name-{number}": (number, "x" * 50) for number in range(400)}


def saved(folder, *values):
    """A state that was saved by one run after another."""
    for value in values:
        cache = Cache(folder)
        cache.load("state", KEY)
        cache.save("state", KEY, value)
    return folder / "state"


def test_of_a_state_of_which_little_changed_only_that_is_written(tmp_path):
    whole = saved(tmp_path, ENTRIES).read_bytes()
    state = saved(tmp_path, {**ENTRIES, "name-7": (8, "other"), "new": (9, "")})
    assert state.read_bytes()[len(whole) :] and state.read_bytes()[HEAD.size : len(whole)] == whole[HEAD.size :]
    assert Cache(tmp_path).load("state", KEY) == {**ENTRIES, "name-7": (8, "other"), "new": (9, "")}
    assert saved(tmp_path, ENTRIES).stat().st_size < len(whole) + 50
    assert Cache(tmp_path).load("state", KEY) == ENTRIES


def test_a_state_of_which_much_changed_is_written_whole(tmp_path):
    state = saved(tmp_path, ENTRIES, {name: (0, value[1]) for name, value in ENTRIES.items()})
    assert state.stat().st_size == HEAD.size + len(marshal.dumps({name: (0, value[1]) for name, value in ENTRIES.items()}))


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99, 1])
@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_state_damaged_anywhere_is_none(tmp_path, damage, share):
    state = saved(tmp_path, ENTRIES, {**ENTRIES, "name-7": (8, "other")})
    data = bytearray(state.read_bytes())
    at = int(share * (len(data) - 1))
    data[at] ^= 0x41
    state.write_bytes(data if damage == "changed" else data[:at])
    assert Cache(tmp_path).load("state", KEY) is None


def test_a_state_cut_off_before_what_has_changed_since_is_none(tmp_path):
    whole = saved(tmp_path, ENTRIES).read_bytes()
    state = saved(tmp_path, {**ENTRIES, "name-7": (8, "other")})
    state.write_bytes(state.read_bytes()[: len(whole)])
    assert Cache(tmp_path).load("state", KEY) is None


def test_a_run_that_ended_while_it_wrote_what_changed_leaves_no_state(tmp_path):
    whole = saved(tmp_path, ENTRIES).read_bytes()
    state = saved(tmp_path, {**ENTRIES, "name-7": (8, "other")})
    state.write_bytes(whole[: HEAD.size] + state.read_bytes()[HEAD.size :])
    assert Cache(tmp_path).load("state", KEY) is None


def test_a_state_under_another_key_is_none_and_is_written_whole(tmp_path):
    saved(tmp_path, ENTRIES)
    cache = Cache(tmp_path)
    assert cache.load("state", b"o" * 16) is None
    cache.save("state", b"o" * 16, ENTRIES)
    assert (Cache(tmp_path).load("state", b"o" * 16), Cache(tmp_path).load("state", KEY)) == (ENTRIES, None)
