"""Lazy mappings: views that are worked out when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """A mapping of known names to values, each worked out when it is first asked for; of more than `most` all are forgotten, to be worked out again."""

    def __init__(self, names: Collection[str], make: Callable[[str], Value], most: int | None = None) -> None:
        self._names, self._make, self._most = names, make, most
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name in self._made:
            return self._made[name]
        if name not in self._names:
            raise KeyError(name)
        if self._most is not None and len(self._made) >= self._most:
            self._made.clear()
        value = self._made[name] = self._make(name)
        return value

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
