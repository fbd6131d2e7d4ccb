"""Targets: what there is to make, each item of it under a key: the hash of everything it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docket.outputs.output import OutputFile, Written
from docket.shelf import Damaged, Slot

Keys = Mapping[str, bytes]
"""The items of a target in order, each with its key. What has the same key as the last time need not be made again."""
ONE = "*"
"""The one item of a target that is made in one go; no record, list or feed is called so."""


class Target(NamedTuple):
    """Outputs that are made alike. `gate` stands for everything that any item is made from: where it is the same as the last time, nothing of the target is
    looked at (None: always look). `keys` tells the items, and `make` the files of one; both are pure functions of the edition."""

    name: str
    gate: bytes | None
    keys: Callable[[], Keys]
    make: Callable[[str], Iterable[OutputFile]]
    shares: str = ""
    """What making it works out that targets of the same word need too: one worker makes all of them, so that it is worked out once."""


class Late(NamedTuple):
    """Outputs made of others that are finished: collections joined from fragments, the index, the site map. `make` is given the files of every target by
    its name, and a way to read a fragment of one; `gate` stands for what it is made from beside them."""

    name: str
    make: Callable[[Finished], Iterable[OutputFile]]
    gate: bytes = b""
    key: Callable[[Finished], bytes] | None = None
    """Stands for what of the finished files it is made of; where it is the same as the last time, nothing is made. None: it is always made."""
    last: bool = False
    """Whether it is made of other late ones too: it comes after them, in the order offered."""


@dataclass(frozen=True)
class Finished:
    """What was written so far: the files of each target in order, and how to read blobs of the cache by their slots."""

    files: dict[str, Sequence[Written]]
    read_all: Callable[[Iterable[Slot]], Iterator[bytes]]
    _by_path: dict[str, dict[str, Written]] = field(default_factory=dict, compare=False, repr=False)

    def all(self) -> list[Written]:
        """Every file, target after target."""
        return [file for files in self.files.values() for file in files]

    def at(self, target: str, paths: Iterable[str]) -> list[Written]:
        """The files of a target at these paths, in this order."""
        if target not in self._by_path:
            self._by_path[target] = {file.path: file for file in self.files[target]}
        return [self._by_path[target][path] for path in paths]

    def fragments(self, target: str, paths: Iterable[str], name: str) -> Iterator[bytes]:
        """The fragments of this name of those files. Raises Damaged where one has none."""
        return self.read_all(_slot(file, name) for file in self.at(target, paths))


def _slot(file: Written, name: str) -> Slot:
    if not file.slots or name not in file.slots:
        raise Damaged(f"{file.path}: no fragment {name}")
    return file.slots[name]


def whole(name: str, gate: bytes, make: Callable[[], Iterable[OutputFile]], shares: str = "") -> Target:
    """A target that is made in one go."""
    return Target(name, gate, lambda: {ONE: gate}, lambda _: make(), shares)
