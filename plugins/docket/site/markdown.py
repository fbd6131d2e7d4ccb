"""Prose: Markdown of records (CommonMark 0.31) turned into safe HTML. The one door to comrak and
nh3."""

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
"""HTML in Markdown is passed on as it is, since one of the two must clean it, and the cleaner does.
"""


def to_html(text: str) -> str:
    """The Markdown as HTML in which only a few plain tags and links to http, https and mailto are
    left; empty for empty text. Record text is hostile until it has been through here."""
    if not text.strip():
        return ""
    return CLEANER.clean(render_markdown(text, render_options=OPTIONS))
