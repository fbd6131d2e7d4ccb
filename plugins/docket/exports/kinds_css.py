"""The style sheet of the kinds: the colour and shape of each, from its schema."""

from __future__ import annotations

from collections.abc import Iterator

from docket.build.output import OutputFile
from docket.model import urls
from docket.model.appearance import shape_clip
from docket.model.kind import Kinds
from docket.model.settings import Settings
from docket.views.site import Site

NEUTRAL = "var(--mixed)"
"""The colour of a kind without x-color, and of what is of several kinds."""


def files(site: Site, settings: Settings) -> Iterator[OutputFile]:
    """Yield theme/css/kinds.css."""
    content = kinds_css(site.library.kinds).encode()
    licence = settings.code_licence
    yield OutputFile(urls.KINDS_CSS, "text/css", content, "Colours of the kinds", licence)


def kinds_css(kinds: Kinds) -> str:
    """Return the style sheet: for every kind a class .kind-<name> that sets --kind, its colour, and
    --kind-shape, its shape as a clip-path."""
    lines = [
        "/* Colours and shapes of the kinds, made from x-color and x-shape of their schemas. */"
    ]
    lines += [
        f".kind-{kind.name} {{ --kind: {kind.color.light if kind.color else NEUTRAL}; "
        f"--kind-shape: {shape_clip(kind.shape)}; }}"
        for kind in kinds
    ]
    lines.append("@media (prefers-color-scheme: dark) {")
    lines += [
        f"  .kind-{kind.name} {{ --kind: {kind.color.dark}; }}" for kind in kinds if kind.color
    ]
    return "\n".join([*lines, "}", ""])
