"""Blobs come back as they were put, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docket.cache import GAP, RUN, Cache, Damaged, Shelf

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
