"""Provide a mapping whose values are computed when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Lazy(Mapping[str, Value]):
    """A mapping from names to values, each made when it is first asked for.

    Asking for a value is not recorded as read; what the value reads is. `known` holds all names.
    `names` returns them too and records that they are read. Once there are `most` values, all are
    dropped, to be made again on demand (None: all are kept).
    """

    def __init__(
        self,
        known: Collection[str],
        names: Callable[[], Iterable[str]],
        make: Callable[[str], Value],
        most: int | None = None,
    ) -> None:
        self._known, self._names, self._make, self._most = known, names, make, most
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        """Return the value of a name. Raises KeyError where there is none."""
        if name in self._made:
            return self._made[name]
        if name not in self._known:
            raise KeyError(name)
        if self._most is not None and len(self._made) >= self._most:
            self._made.clear()
        value = self._made[name] = self._make(name)
        return value

    def __contains__(self, name: object) -> bool:
        """Return whether there is a value of this name; reads the names."""
        return name in set(self._names())

    def __iter__(self) -> Iterator[str]:
        """Iterate over all names; reads the names."""
        return iter(self._names())

    def __len__(self) -> int:
        """Return how many names there are; reads the names."""
        return sum(1 for _ in self._names())
