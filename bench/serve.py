"""How soon docket serve shows an edited record: from the moment its file is saved until the page
that the server gives holds the new words.

    python bench/serve.py 10000

Measures the whole site and the plain one, for a change of notes and of a title, and prints the
medians of some rounds in seconds.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.request import urlopen

import projects

ROUNDS, PAGE, LONGEST = 5, "directives/directive-000303/", 120
EDITS = {
    "notes": ("\nnotes: |\n", "\nnotes: |\n  {word}.\n\n"),
    "a title": ("\ntitle: ", "\ntitle: {word} "),
}
SERVE = [sys.executable, "-c", "from docket.cli import main; main()", "serve", "--port", "0"]


def seen(address: str, file: Path, what: str, word: str) -> float:
    """Seconds from saving the edited file until the page has the word. Raises SystemExit where it
    never comes."""
    old, new = EDITS[what]
    text = file.read_text(encoding="utf-8").replace(old, new.format(word=word), 1)
    start = perf_counter()
    file.write_text(text, encoding="utf-8")
    while perf_counter() - start < LONGEST:
        with urlopen(address + PAGE) as page:
            if word in page.read().decode():
                return perf_counter() - start
        sleep(0.005)
    raise SystemExit(f"{file}: the change is not on its page after {LONGEST} seconds")


def settled(folder: Path) -> None:
    """Waits until no build is at work and the last one has been over for a moment."""
    calm = 0
    while calm < 5:
        sleep(0.2)
        calm = 0 if (folder / "output.building").exists() else calm + 1


def measure(name: str, folder: Path) -> None:
    """Serves a project and prints how soon edits of a record are seen."""
    file = next((folder / "data").rglob("directive-000303.yaml"))
    with subprocess.Popen(
        SERVE,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        env={**projects.ENVIRONMENT, "PYTHONUNBUFFERED": "1"},
    ) as server:
        try:
            assert server.stdout is not None
            address = next(
                found[0]
                for line in server.stdout
                if (found := re.search(r"http://localhost:\d+/", line))
            )
            for what in EDITS:
                taken = []
                for number in range(ROUNDS):
                    settled(folder)
                    taken.append(seen(address, file, what, f"Word{what[:1]}{number}"))
                print(f"{name}, {what}: {median(taken):.2f} s", flush=True)
        finally:
            server.terminate()


def main() -> None:
    """Measures both sites of the size asked for."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        for name, make in (("whole", projects.full), ("plain", projects.plain)):
            make(count, Path(folder) / name)
            measure(name, Path(folder) / name)


if __name__ == "__main__":
    main()
