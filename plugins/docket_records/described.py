"""Describe any value of the settings in words that are the same in every run."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator, Mapping
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from docket.build.code import is_of_the_site

PLAIN = (type(None), bool, int, float, complex, str, bytes, type(Ellipsis))
LEFT_OUT = ("__dict__", "__weakref__", "__doc__", "_abc_impl", "__static_attributes__")


class Indescribable(Exception):
    """A value has no description that is the same in every run: an open file, a lock, a
    generator."""


def described(value: Any) -> str:
    """Return a value in words: equal ones where nothing differs that a page could show. A function
    is described by its code and all that it holds on to or names, an object by its class and what
    it would be pickled as. Raise Indescribable where that is not possible."""
    return _Description().of(value)


class _Description:
    """What was described so far. A value that comes again is named by its number."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._held: list[Any] = []  # so that no number is given to another value

    def of(self, value: Any) -> str:
        """Return the words of a value."""
        if type(value) in PLAIN:
            return repr(value)
        if id(value) in self._numbers:
            return f"again {self._numbers[id(value)]}"
        self._numbers[id(value)] = len(self._held)
        self._held.append(value)
        try:
            return f"{type(value).__qualname__}({', '.join(self._parts(value))})"
        except RecursionError:
            raise Indescribable from None

    def _parts(self, value: Any) -> Iterator[str]:
        """Yield the words of the parts of a value."""
        if isinstance(value, Mapping):
            yield _name(type(value))
            for key, item in value.items():
                yield f"{self.of(key)}: {self.of(item)}"
        elif type(value) in (list, tuple):
            yield from map(self.of, value)
        elif type(value) in (set, frozenset):
            yield from sorted(map(self.of, value))
        elif isinstance(value, FunctionType):
            yield from self._function(value)
        elif isinstance(value, (MethodType, property, classmethod, staticmethod)):
            names = ("__func__", "__self__", "fget", "fset", "fdel")
            yield from (self.of(getattr(value, name, None)) for name in names)
        elif isinstance(value, (ModuleType, type)):
            yield from self._named(value)
        elif isinstance(value, BuiltinFunctionType) and isinstance(
            value.__self__, (ModuleType, type(None))
        ):
            yield _name(value)
        else:
            yield from self._reduced(value)

    def _function(self, function: FunctionType) -> Iterator[str]:
        """Yield code, defaults, what is kept from around it, and the global values it names."""
        yield marshal.dumps(function.__code__, 2).hex()
        yield self.of(function.__defaults__)
        yield self.of(function.__kwdefaults__)
        yield self.of(vars(function))
        for cell in function.__closure__ or ():
            try:
                yield self.of(cell.cell_contents)
            except ValueError:  # nothing there yet
                yield "empty"
        if is_of_the_site(function.__code__.co_filename):
            known = function.__globals__
            for name in sorted(_names(function.__code__) & known.keys()):
                yield f"{name}={self.of(known[name])}"

    def _named(self, value: Any) -> Iterator[str]:
        """Yield the name of a module or class, and what a class of the site's own holds. The code
        of modules is an input by itself."""
        yield _name(value)
        if isinstance(value, type) and _is_own(value):
            for name, item in sorted(vars(value).items()):
                if name not in LEFT_OUT:
                    yield f"{name}={self.of(item)}"

    def _reduced(self, value: Any) -> Iterator[str]:
        """Yield what an object would be pickled as."""
        try:
            reduced = value.__reduce_ex__(2)
        except Exception:
            raise Indescribable(f"{type(value).__name__}") from None
        yield self.of(getattr(value, "__wrapped__", None))
        if isinstance(reduced, str):
            yield reduced
            return
        make, arguments, *more = reduced
        yield self.of(make)
        yield self.of(arguments)
        for part in more:
            yield self.of(list(part) if hasattr(part, "__next__") else part)


def _name(value: Any) -> str:
    """Return where a class, module or function of C is found."""
    name = getattr(value, "__qualname__", value.__name__ if hasattr(value, "__name__") else "")
    return f"{getattr(value, '__module__', '')}.{name}"


def _is_own(kind: type) -> bool:
    """Return whether a class is defined in a module of the site, not of Python or a package."""
    module = sys.modules.get(kind.__module__)
    return module is None or is_of_the_site(getattr(module, "__file__", None) or "")


def _names(code: CodeType) -> set[str]:
    """Return the names that a function, and those inside of it, may look up."""
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*map(_names, inner))
