"""The shelf: blobs in numbered packs, each found by its slot, which carries its length and checksum."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from docket.problems import DocketError

Slot = tuple[int, int, int, int]
"""Where a blob lies: the number of its pack, where it starts, its length, and its CRC-32."""
GAP, RUN = 16_384, 100
"""Up to how many bytes that nobody asked for are read rather than to read twice, and how many blobs are read in one go."""
FEW_PACKS = 32
"""With more packs than this, or with more than half of their bytes no longer wanted, they are packed anew."""


class Damaged(DocketError):
    """Something in the cache is not what was put there. Whoever meets this makes it anew from what it was made of."""


class Unwritable(DocketError):
    """The cache cannot be written to, since its disk is full, say."""


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Raise Unwritable for any OSError that is raised inside."""
    try:
        yield
    except OSError as error:
        raise Unwritable(f"{file}: cannot be written ({error.strerror})") from error


class Shelf:
    """Blobs in numbered packs."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self._open: dict[int, int] = {}

    def read(self, slot: Slot) -> bytes:
        """The blob of a slot. Raises Damaged where it is not there, or not what was put there."""
        return self._checked(self._block(slot[0], slot[1], slot[2]), slot)

    def read_all(self, slots: Iterable[Slot]) -> Iterator[bytes]:
        """The blobs of these slots in this order; those that lie close to each other are read in one go. Raises Damaged as read does."""
        for near in _near_each_other(slots):
            (pack, first, _, _), (_, last, size, _) = near[0], near[-1]
            block = self._block(pack, first, last + size - first)
            for slot in near:
                yield self._checked(block[slot[1] - first : slot[1] - first + slot[2]], slot)

    def writer(self, number: int) -> Writer:
        """A new pack of this number."""
        return Writer(self._path(number), number)

    @property
    def next(self) -> int:
        """The first number that no pack has."""
        return max(self._numbers(), default=0) + 1

    def crowded(self, slots: Iterable[Slot]) -> bool:
        """Whether it is time to pack these slots anew."""
        wanted = sum(slot[2] for slot in slots)
        numbers = self._numbers()
        return len(numbers) > FEW_PACKS or sum(self._path(number).stat().st_size for number in numbers) > 2 * wanted + 1_000_000

    def tidied(self, slots: list[Slot]) -> list[Slot]:
        """The slots of the same blobs in the same order: these, or others where it was time to pack them anew. Raises Damaged as read does."""
        return self.packed(slots) if self.crowded(slots) else slots

    def packed(self, slots: Iterable[Slot]) -> list[Slot]:
        """The slots of the same blobs in one new pack, in the same order."""
        writer = self.writer(self.next)
        moved = [writer.add(blob) for blob in self.read_all(slots)]
        writer.close()
        return moved

    def keep(self, slots: Iterable[Slot]) -> None:
        """Deletes the packs in which none of these slots lies."""
        wanted = {slot[0] for slot in slots}
        for number in self._numbers():
            if number not in wanted:
                with writing(self._path(number)):
                    self._path(number).unlink()

    def _block(self, pack: int, start: int, size: int) -> bytes:
        try:
            return os.pread(self._descriptor(pack), size, start)
        except OSError as error:
            raise Damaged(str(error)) from error

    def _checked(self, blob: bytes, slot: Slot) -> bytes:
        if len(blob) != slot[2] or crc32(blob) != slot[3]:
            raise Damaged(f"{self._path(slot[0])}: a blob has changed")
        return blob

    def _numbers(self) -> list[int]:
        return [int(path.suffix[1:]) for path in self.folder.glob(f"{self.name}.*") if path.suffix[1:].isdecimal()]

    def _path(self, number: int) -> Path:
        return self.folder / f"{self.name}.{number}"

    def _descriptor(self, number: int) -> int:
        """The open file of a pack. It is read bit by bit: a pack mapped into memory would count as the process's own, and grow it by all that was ever read."""
        if number not in self._open:
            self._open[number] = os.open(self._path(number), os.O_RDONLY)
        return self._open[number]


def _near_each_other(slots: Iterable[Slot]) -> Iterator[list[Slot]]:
    """Slots in the same order, those together that follow each other in one pack with little between them."""
    near: list[Slot] = []
    for slot in slots:
        if near and not (slot[0] == near[-1][0] and 0 <= slot[1] - near[-1][1] - near[-1][2] <= GAP and len(near) < RUN):
            yield near
            near = []
        near.append(slot)
    if near:
        yield near


class Writer:
    """Adds blobs to a new pack; without a blob no file is made. Raises Unwritable."""

    def __init__(self, path: Path, number: int) -> None:
        self.path, self.number = path, number
        self.end = 0
        self._file: BinaryIO | None = None

    def add(self, blob: bytes) -> Slot:
        """Adds a blob and returns its slot."""
        with writing(self.path):
            if self._file is None:
                self._file = self.path.open("xb")
            self._file.write(blob)
        start, self.end = self.end, self.end + len(blob)
        return (self.number, start, len(blob), crc32(blob))

    def close(self) -> None:
        """Writes what is still waiting to be written."""
        if self._file is not None:
            with writing(self.path):
                self._file.close()
