"""Convert the Markdown of records (CommonMark 0.31) to safe HTML. The only module that imports
comrak and nh3."""

from __future__ import annotations

import nh3
from comrak import RenderOptions, render_markdown

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "h3", "h4", "br"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener"
)
OPTIONS = RenderOptions()
OPTIONS.unsafe_ = True
"""Pass HTML in Markdown through, since CLEANER sanitises it."""


def to_html(text: str) -> str:
    """Return the Markdown as HTML that has only the TAGS, and links with one of the SCHEMES; empty
    for empty text. Text of records is not to be trusted before."""
    if not text.strip():
        return ""
    return CLEANER.clean(render_markdown(text, render_options=OPTIONS))
