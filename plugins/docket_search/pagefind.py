"""Run Pagefind, which makes the index that browsers search. The program is run on a folder: its
Python interface waits a tenth of a second for each page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from docket.model.diagnostics import DocketError
from docket_search.settle import settled

WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
"""The files at the top of the index that our pages use. Pagefind's own interface is left out."""
LEFT_OUT = (
    ".kicker",
    ".byline",
    ".cites",
    ".follow",
    ".status-line",
    ".status-day",
    ".locator",
    ".rule",
    ".record h2",
)
"""Selectors of the parts of the theme's pages that are not searched, since they repeat what is
elsewhere on the page."""
SUFFIXES = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta", ".pagefind")


def make_index(pages: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Make the index of these pages, given by their path in the site, and yield the path and
    content of each of its files. The same pages give the same bytes. Raise DocketError where
    Pagefind fails or is not installed."""
    with TemporaryDirectory(prefix="docket-search-") as folder:
        site, index = Path(folder, "site"), Path(folder, "index")
        site.mkdir()
        for path, content in pages.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        if pages:
            _run(site, index)
        files = {
            file.relative_to(index).as_posix(): file.read_bytes()
            for file in index.rglob("*")
            if file.name in WANTED or file.suffix in SUFFIXES
        }
    yield from sorted(settled(files).items())


def _run(site: Path, index: Path) -> None:
    """Run Pagefind on a folder of pages, and write the index into another folder. Raise DocketError
    where it fails or is not installed."""
    try:
        from pagefind_bin import get_executable
    except ImportError as error:
        raise DocketError(
            f"docket_search needs pagefind-bin ({error}); install it, or take docket_search out of "
            "PLUGINS"
        ) from None
    command = [str(get_executable()), "--site", str(site), "--output-path", str(index), "--silent"]
    command += ["--exclude-selectors", ", ".join(LEFT_OUT)]
    done = subprocess.run(
        command, cwd=site, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    if done.returncode or not (index / WANTED[0]).is_file():
        message = (done.stderr or done.stdout).strip()
        raise DocketError(f"docket_search: pagefind ended with code {done.returncode}: {message}")
