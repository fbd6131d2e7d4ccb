"""Templates: those of the theme, each as one flat function where that can be, with Jinja's own behind it. They are kept in the cache as they were compiled, since compiling
takes as long as the rest of a small rebuild."""

from __future__ import annotations

import logging
import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound, TemplateSyntaxError, meta
from jinja2.compiler import generate

from docket.cache import Cache
from docket.workers import aside
from docket_records.flattening import NotFlat, flattened
from docket_records.leancode import LeanCode, called, escape_text, shown
from docket_records.trees import Trees

log = logging.getLogger(__name__)
STATE = "templates"
Codes = Mapping[str, bytes]
"""The code of flat templates by name, as marshal writes it; empty for one that cannot be flat."""


class FlatTemplate:
    """A flat template, and how to get Jinja's own. That one draws what the flat one cannot, and tells where it goes wrong."""

    def __init__(self, name: str, flat: Template | None, plain: Callable[[], Template]) -> None:
        self.name, self._flat, self._plain = name, flat, plain

    def render(self, given: Mapping[str, Any]) -> str:
        """The text of a page. Raises what Jinja raises."""
        if self._flat is not None:
            try:
                return self._flat.render(given)
            except Exception as error:  # a template can fail with anything: Jinja then knows what was meant, or raises the same and says where
                drawn = self._plain().render(given)
                log.info("%s cannot be drawn flat (%s) and is drawn by Jinja, which takes longer", self.name, error)
                self._flat = None
                return drawn
        return self._plain().render(given)


class TemplateSet:
    """The templates of an environment, of which some were compiled before."""

    def __init__(self, environment: Environment, codes: Codes) -> None:
        self._environment, self._lean, self._codes = environment, lean(environment), codes

    def select_template(self, names: list[str]) -> FlatTemplate:
        """The first of the named templates that exists. Raises TemplateNotFound where none does."""
        name = next(filter(self._exists, names), None)
        if name is None:
            raise TemplateNotFound(" or ".join(names))
        code = self._codes[name] if name in self._codes else compiled(Trees(self._lean), name)
        flat = Template.from_code(self._lean, marshal.loads(code), dict(self._lean.globals)) if code else None
        return FlatTemplate(name, flat, partial(self._environment.get_template, name))

    def _exists(self, name: str) -> bool:
        assert self._environment.loader is not None
        try:
            self._environment.loader.get_source(self._environment, name)
        except TemplateNotFound:
            return False
        return True


def lean(environment: Environment) -> Environment:
    """An environment with the same templates, filters and names, in which flat trees are compiled to lean code."""
    overlay: Any = environment.overlay()
    overlay.code_generator_class = LeanCode
    overlay.shown, overlay.escaped, overlay.called = shown, escape_text, called
    made: Environment = overlay
    return made


def compiled(trees: Trees, name: str) -> bytes:
    """The code of a flat template; empty where it cannot be flat, or is wrong (Jinja tells how when it draws it)."""
    environment = trees.environment
    if environment.autoescape is not True or environment.finalize or environment.is_async or environment.sandboxed:
        return b""
    try:
        return marshal.dumps(compile(generate(flattened(trees, name), environment, name, name), name, "exec"))
    except (NotFlat, TemplateNotFound, TemplateSyntaxError):
        return b""


def compile_pages(environment: Environment, names: Iterable[str]) -> Codes:
    """The code of those of the named templates that no other of them is made from: those of which pages are drawn."""
    trees, codes, parts = Trees(lean(environment)), dict[str, bytes](), set[str | None]()
    names = list(names)
    for name in names:
        try:
            parts.update(meta.find_referenced_templates(trees.whole(name)))
        except TemplateSyntaxError:
            codes[name] = b""
    return {name: codes[name] if name in codes else compiled(trees, name) for name in names if name not in parts}


def begin_compiling(environment: Environment, names: Iterable[str], cache: Cache | None, key: bytes, workers: int) -> Callable[[], TemplateSet]:
    """Begins to compile these templates beside other work, unless the cache has them under this key, which stands for all that they and Jinja are. Gives what waits for
    them."""
    kept: Codes | None = cache.load(STATE, key) if cache else None
    if kept is not None:
        return lambda: TemplateSet(environment, kept)
    waiting = aside(lambda: compile_pages(environment, names), workers)

    def ready() -> TemplateSet:
        codes = waiting()
        if cache:
            cache.save(STATE, key, codes)
        return TemplateSet(environment, codes)

    return ready
