"""The links of a site on disk: what each page links to, and which links lead nowhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

HOST = "https://docket.test/"


class Reader(HTMLParser):
    """What a page links to, its ids, its headings of the first order and its language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings = 0
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.links += [
            values[name] or ""
            for name in ("href", "src")
            if name in values and values.get("rel") != "canonical"
        ]
        self.ids += [values["id"] or ""] if "id" in values else []
        self.headings += tag == "h1"
        self.language = values.get("lang") or "" if tag == "html" else self.language


def pages(site: Path) -> dict[str, Reader]:
    return {
        path.relative_to(site).as_posix(): Reader(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def broken_links(site: Path) -> list[str]:
    """Every link within the site that leads to no file, or to an id that its page does not have."""
    read = pages(site)
    broken = []
    for path, page in read.items():
        for link in page.links:
            target, fragment = urldefrag(urljoin(HOST + path, link))
            if not target.startswith(HOST):
                continue
            name = unquote(target.removeprefix(HOST).partition("?")[0])
            file = name + "index.html" if name.endswith("/") or not name else name
            if not (site / file).is_file() or (
                fragment and file in read and unquote(fragment) not in read[file].ids
            ):
                broken.append(f"{path}: {link}")
    return broken
