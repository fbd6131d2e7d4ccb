"""Render a page with its template; an error names the record, the template and the line."""

from __future__ import annotations

from collections.abc import Mapping
from traceback import extract_tb
from typing import Any, Protocol

from docket.model.diagnostics import DocketError
from docket.site.page import Page


class Template(Protocol):
    """What rendering needs of a template (Jinja's has it)."""

    name: str | None

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the text of the page."""


class Templates(Protocol):
    """What rendering needs of a set of templates (a Jinja environment has it)."""

    def select_template(self, names: list[str]) -> Template:
        """Return the first of the named templates that exists."""


class Chosen(dict[tuple[str, ...], Template]):
    """Templates by the names to try in order. Each is searched for when it is first asked for."""

    def __init__(self, templates: Templates) -> None:
        super().__init__()
        self._templates = templates

    def __missing__(self, names: tuple[str, ...]) -> Template:
        template = self[names] = self._templates.select_template(list(names))
        return template


def render(page: Page, templates: Chosen, frame: Mapping[str, Any]) -> bytes:
    """Return the page as UTF-8 HTML. `frame` is what every template is given beside the page's own
    view. Raise DocketError, with the page's record or view, the template and the line, where
    rendering fails."""
    name = " or ".join(page.templates)
    try:
        template = templates[page.templates]
        name = template.name or name
        return template.render(
            {"page": page, "root": page.root, **frame, **page.given, **page.later()}
        ).encode()
    except Exception as error:  # templates can raise anything
        lines = [
            f"{entry.filename.rsplit('/', 1)[-1]} line {entry.lineno}"
            for entry in extract_tb(error.__traceback__)
            if entry.filename.endswith(".html")
        ]
        where = lines[-1] if lines else name
        raise DocketError(
            f"{page.origin}: cannot be drawn with {name}: {where}: {type(error).__name__}: {error}"
        ) from error
