"""Rendering: one page through one template into bytes, with an error that names the record, the
template and its line."""

from __future__ import annotations

from collections.abc import Mapping
from traceback import extract_tb
from typing import Any, Protocol

from docket.model.diagnostics import DocketError
from docket.site.page import Page


class Template(Protocol):
    """What rendering asks of a template (Jinja's satisfies it)."""

    name: str | None

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text of the page."""


class Templates(Protocol):
    """What rendering asks of a set of templates (a Jinja environment satisfies it)."""

    def select_template(self, names: list[str]) -> Template:
        """The first of the named templates that exists."""


class Chosen(dict[tuple[str, ...], Template]):
    """The templates that were chosen by the names to be tried in order, so that each is looked for
    once."""

    def __init__(self, templates: Templates) -> None:
        super().__init__()
        self._templates = templates

    def __missing__(self, names: tuple[str, ...]) -> Template:
        template = self[names] = self._templates.select_template(list(names))
        return template


def render(page: Page, templates: Chosen, frame: Mapping[str, Any]) -> bytes:
    """The page as UTF-8 HTML; `frame` is what every page shows beside its own view. Raises
    DocketError naming the page's record or view, the template and the line where drawing failed."""
    name = " or ".join(page.templates)
    try:
        template = templates[page.templates]
        name = template.name or name
        return template.render(
            {"page": page, "root": page.root, **frame, **page.given, **page.later()}
        ).encode()
    except (
        Exception
    ) as error:  # whatever a template's author can get wrong is told with the page it happened on
        lines = [
            f"{entry.filename.rsplit('/', 1)[-1]} line {entry.lineno}"
            for entry in extract_tb(error.__traceback__)
            if entry.filename.endswith(".html")
        ]
        where = lines[-1] if lines else name
        raise DocketError(
            f"{page.origin}: cannot be drawn with {name}: {where}: {type(error).__name__}: {error}"
        ) from error
