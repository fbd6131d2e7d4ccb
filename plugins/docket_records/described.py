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
    """Return a description of a value. Two descriptions are equal if nothing differs that a page
    could show. A function is described by its code, its closure and the globals that it names, an
    object by its class and what it would be pickled as. Raise Indescribable where that is not
    possible."""
    return _Description().of(value)


class _Description:
    """Describes values, and numbers each. A value that comes again (in a cycle, say) is described
    by its number."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._held: list[Any] = []  # so that no number is given to another value

    def of(self, value: Any) -> str:
        """Return the description of a value. Raise Indescribable where it has none."""
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
        """Yield the descriptions of the parts of a value."""
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
        """Yield the descriptions of a function's code, defaults, attributes, closure and, if it is
        the site's own, of the globals that it names."""
        yield marshal.dumps(function.__code__, 2).hex()
        yield self.of(function.__defaults__)
        yield self.of(function.__kwdefaults__)
        yield self.of(vars(function))
        for cell in function.__closure__ or ():
            try:
                yield self.of(cell.cell_contents)
            except ValueError:  # the variable has no value yet
                yield "empty"
        if is_of_the_site(function.__code__.co_filename):
            known = function.__globals__
            for name in sorted(_names(function.__code__) & known.keys()):
                yield f"{name}={self.of(known[name])}"

    def _named(self, value: Any) -> Iterator[str]:
        """Yield the name of a module or class, and the attributes of a class of the site's own. The
        code of modules is an input by itself."""
        yield _name(value)
        if isinstance(value, type) and _is_own(value):
            for name, item in sorted(vars(value).items()):
                if name not in LEFT_OUT:
                    yield f"{name}={self.of(item)}"

    def _reduced(self, value: Any) -> Iterator[str]:
        """Yield the descriptions of what an object would be pickled as. Raise Indescribable where
        it cannot be pickled."""
        try:
            reduced = value.__reduce_ex__(2)
        except Exception:  # a class may raise anything to say that it cannot be pickled
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
    """Return the qualified name of a class, a module or a built-in function."""
    name = getattr(value, "__qualname__", value.__name__ if hasattr(value, "__name__") else "")
    return f"{getattr(value, '__module__', '')}.{name}"


def _is_own(kind: type) -> bool:
    """Return whether a class is defined in a module of the site, not of Python or a package."""
    module = sys.modules.get(kind.__module__)
    return module is None or is_of_the_site(getattr(module, "__file__", None) or "")


def _names(code: CodeType) -> set[str]:
    """Return the names that a function, and the functions in it, may look up."""
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*map(_names, inner))
