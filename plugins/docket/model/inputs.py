"""Record what a computation reads, so that the next build knows whether to compute it again.

Everything a page is made from is reached through accessors that call `read`. Whatever runs inside
`tracking()` therefore has a trace: the set of its inputs. Build systems call this dynamic
dependencies (Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018; Shake, Tup and
Lektor work this way). Nobody declares an input, so nobody can forget one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, overload

Input = tuple[str, str]
"""The sort and the name of something that can be read: ("record", "ca-sb-54"), ("card",
"ca-sb-54")."""
Value = TypeVar("Value")

_open_traces: list[set[Input]] = []
"""The traces being recorded, the innermost last."""


def read(sort: str, name: str) -> None:
    """Record that the computation under way reads an input."""
    if _open_traces:
        _open_traces[-1].add((sort, name))


def read_all(inputs: Iterable[Input]) -> None:
    """Record that the computation under way reads each of these inputs."""
    if _open_traces:
        _open_traces[-1].update(inputs)


class tracking:
    """Record everything read inside a `with` block; gives the trace, a set of inputs.

    What an inner block records does not reach the outer one: the inner computation is an input of
    its own (`Query`), or hands its trace on (`cached`).
    """

    def __enter__(self) -> set[Input]:
        trace: set[Input] = set()
        _open_traces.append(trace)
        return trace

    def __exit__(self, *_: object) -> None:
        _open_traces.pop()


class cached(Generic[Value]):
    """Compute a property once. Every reader of the value reads what it was computed from."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = f"_cached_{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> cached[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        """Return the value of an instance; on the class, this descriptor."""
        if instance is None:
            return self
        held = instance.__dict__.get(self.name)
        if held is None:
            with tracking() as trace:
                value = self.compute(instance)
            held = instance.__dict__[self.name] = (value, tuple(trace))
        if _open_traces:
            _open_traces[-1].update(held[1])
        return held[0]


class Codec(NamedTuple):
    """How the store keeps values: to bytes, the same for equal values in every process, and
    back."""

    pack: Callable[[Any], bytes]
    unpack: Callable[[bytes], Any]


class Memory(Protocol):
    """What a query asks of the memory of earlier builds."""

    def add(self, query: Query[Any]) -> None:
        """Register a query, so that its values can be computed when they are asked for."""

    def value(self, query: Query[Any], name: str) -> Any:
        """Return the value of this name: kept from an earlier build, or computed now."""


class Query(Mapping[str, Value]):
    """Values by name, each computed when first asked for, and an input by itself.

    Who asks for a value reads ("sort", "name") and not what the value was computed from. Where the
    value is computed again and its fingerprint is the same, the change stops here (early cutoff).
    The fingerprint is the hash of the packed value (with a `codec`, which also lets the store keep
    the value), or what `fingerprint` returns; without either, a value counts as changed when
    anything it was computed from has changed.
    """

    def __init__(
        self,
        sort: str,
        names: Callable[[], Collection[str]],
        compute: Callable[[str], Value],
        memory: Memory | None = None,
        codec: Codec | None = None,
        fingerprint: Callable[[Value], bytes] | None = None,
        most: int | None = None,
    ) -> None:
        self.sort, self.names, self.compute = sort, names, compute
        self.codec, self.fingerprint, self._most = codec, fingerprint, most
        self.held: dict[str, Value] = {}
        """The values that are in memory."""
        self._memory = memory
        if memory:
            memory.add(self)

    def __getitem__(self, name: str) -> Value:
        """Return the value of a name. Raise KeyError for a name without a value."""
        read(self.sort, name)
        if name in self.held:
            return self.held[name]
        if name not in self.names():
            raise KeyError(name)
        value: Value = self._memory.value(self, name) if self._memory else self.computed(name)
        self.hold(name, value)
        return value

    def computed(self, name: str) -> Value:
        """Return the value, computed now; what that reads is no input of who asks."""
        with tracking():
            return self.compute(name)

    def hold(self, name: str, value: Value) -> None:
        """Hold a value in memory; with `most` set, drop the others once there are that many."""
        if self._most is not None and len(self.held) >= self._most:
            self.held.clear()
        self.held[name] = value

    def __contains__(self, name: object) -> bool:
        """Return whether there is a value of this name."""
        if isinstance(name, str):
            read(self.sort, name)
        return name in self.names()

    def __iter__(self) -> Iterator[str]:
        """Iterate over all names, which reads them as one input."""
        read("names", self.sort)
        return iter(self.names())

    def __len__(self) -> int:
        """Return how many names there are, which reads them as one input."""
        read("names", self.sort)
        return len(self.names())
