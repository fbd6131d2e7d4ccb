"""Prose: Markdown of records turned into safe HTML. The one door to markdown and nh3."""

from __future__ import annotations

import markdown
import nh3

TAGS = frozenset({"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "h3", "h4", "br"})
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"http", "https", "mailto"})


def to_html(text: str) -> str:
    """The Markdown as HTML in which only a few plain tags and links to http, https and mailto are left; empty for empty text.
    Record text is hostile until it has been through here."""
    if not text.strip():
        return ""
    rough = markdown.markdown(text, output_format="html")
    return str(nh3.clean(rough, tags=set(TAGS), attributes={tag: set(names) for tag, names in ATTRIBUTES.items()}, url_schemes=set(SCHEMES), link_rel="nofollow noopener"))
