"""Whole builds of made-up records side by side, each as a process of its own: ours with a plain
theme, Hugo, ours with everything, stock Pelican.

    python bench/builds.py 1000 10000 --rounds 5 --write

Prints, and with --write puts into docs/benchmark.md, the medians of wall time, processor time and
memory for cold builds, for rebuilds after one edit, and for docket check. Contenders take turns (A
B C A B C), so that a busy machine slows all of them. Where Hugo is not on the PATH its columns are
left out. TMPDIR says where everything lies; see docs/benchmark.md for why a file system in memory
gives steadier figures.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

import stock

import projects

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

TABLES = ROOT / "docs" / "benchmark.md"
MARKS = ("<!-- measured: begin -->", "<!-- measured: end -->")
LIMIT = 10_000
"""Beyond this size only our plain site is measured: the others would take the better part of an
hour."""


@dataclass
class Contender:
    """Something that builds: its name, its folder, its command, where its output goes, and what it
    keeps from one build to the next."""

    name: str
    folder: Path
    command: list[str]
    output: Path
    kept: Path | None = None
    taken: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)

    def clean(self) -> None:
        """Deletes everything earlier builds left. Put aside it would fill the memory that files lie
        in, and each build would be slower than the one before."""
        for folder in (self.output, self.kept):
            if folder and folder.exists():
                shutil.rmtree(folder)

    def run(self, what: str) -> None:
        """Runs the command and keeps the seconds on the clock and of processors, and the memory of
        its largest process in MB. Raises SystemExit where it fails."""
        with tempfile.TemporaryFile() as printed:
            start = perf_counter()
            child = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdout=printed,
                stderr=subprocess.STDOUT,
                env=projects.ENVIRONMENT,
            )
            _, status, used = os.wait4(child.pid, 0)
            wall = perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                printed.seek(0)
                raise SystemExit(f"{self.name}: {printed.read().decode()[-2000:]}")
        self.taken.setdefault(what, []).append(
            (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
        )

    def of(self, what: str) -> tuple[float, float, float]:
        """The medians of wall seconds, processor seconds and megabytes."""
        walls, processors, memories = zip(*self.taken[what], strict=True)
        return median(walls), median(processors), median(memories)


def contenders(count: int, folder: Path) -> list[Contender]:
    """Writes every site of a size into a folder, and gives what builds them."""
    plain, full, hugo, blog = (folder / name for name in ("plain", "full", "hugo", "stock"))
    projects.plain(count, plain)
    found = [_pelican("ours, plain", plain)]
    if count > LIMIT:
        return found
    if shutil.which("hugo"):
        subprocess.run(
            [sys.executable, str(ROOT / "bench" / "hugo_site.py"), str(plain), str(hugo)],
            check=True,
        )  # on its own: a large process forks slowly
        found.append(
            Contender(
                "Hugo, plain",
                hugo,
                ["hugo", "--quiet", "--source", str(hugo), "--destination", str(hugo / "public")],
                hugo / "public",
            )
        )
    projects.full(count, full)
    stock.write(plain / "data", blog)
    return [*found, _pelican("ours, whole", full), _pelican("stock Pelican", blog)]


def _pelican(name: str, folder: Path) -> Contender:
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(folder / "content"),
        "-s",
        str(folder / "pelicanconf.py"),
        "-o",
        str(folder / "output"),
        "--fatal",
        "errors",
    ]
    return Contender(name, folder, command, folder / "output", folder / ".docket-cache")


def body(text: str) -> str:
    """Words added to a record's notes, or to a Hugo page."""
    return (
        text.replace("\nnotes: |\n  ", "\nnotes: |\n  More words. ", 1)
        if "\nnotes: |" in text
        else text + "\nMore words.\n"
    )


def title(text: str) -> str:
    """Another title, which other pages show."""
    return re.sub(r'(?m)^(title: | "title": ")', r"\1Renamed ", text, count=1)


def edited(contender: Contender, edit: Callable[[str], str]) -> None:
    """Edits the same record of a contender."""
    file = _file(contender)
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")


def added(contender: Contender) -> None:
    """Adds a record that is like another."""
    file = _file(contender)
    _added(file).write_text(
        file.read_text(encoding="utf-8").replace("directive-000303", "directive-900303"),
        encoding="utf-8",
    )


def removed(contender: Contender) -> None:
    """Takes it away again."""
    _added(_file(contender)).unlink()


def _file(contender: Contender) -> Path:
    return next(
        path
        for path in contender.folder.rglob("directive-000303.*")
        if path.suffix in (".yaml", ".md") and {"data", "content"} & set(path.parts)
    )


def _added(file: Path) -> Path:
    return file.with_name(file.name.replace("000303", "900303"))


EDITS: tuple[tuple[str, Callable[[Contender], None]], ...] = (
    ("nothing changed", lambda contender: None),
    ("a body", lambda contender: edited(contender, body)),
    ("a title", lambda contender: edited(contender, title)),
    ("a new record", added),
    ("a deleted record", removed),
)


def measure(count: int, folder: Path, rounds: int) -> tuple[list[Contender], Contender]:
    """All measurements of one size; proves first that the plain sites are the same."""
    found = contenders(count, folder)
    for number in range(rounds):
        for contender in found:
            contender.clean()
            contender.run("cold")
            print(
                (
                    f"{count:,} records, cold, round {number + 1}: {contender.name} "
                    f"{contender.taken['cold'][-1][0]:.2f} s"
                ),
                flush=True,
            )
    hugo = next((one for one in found if one.name.startswith("Hugo")), None)
    if (
        hugo
        and subprocess.run(
            [
                sys.executable,
                str(ROOT / "bench" / "compare.py"),
                str(found[0].output),
                str(hugo.output),
            ]
        ).returncode
    ):
        raise SystemExit("the plain sites are not the same")
    for _ in range(rounds):
        for what, edit in EDITS:
            for contender in (one for one in found if one.name != "stock Pelican"):
                edit(contender)
                contender.run(what)
    check = Contender(
        "docket check",
        found[0].folder,
        [sys.executable, "-c", "from docket.cli import main; main()", "check"],
        found[0].folder / "none",
        found[0].kept,
    )
    for _ in range(rounds):
        check.clean()
        check.run("cold")
        edited(check, body)
        check.run("a body")
    return found, check


def table(count: int, found: Iterable[Contender], check: Contender) -> str:
    """The measurements of one size in Markdown."""
    found = list(found)
    hugo = next((one for one in found if one.name.startswith("Hugo")), None)
    lines = [
        f"### {count:,} records",
        "",
        "| What | " + " | ".join(one.name for one in found) + " |",
        "|---" * (len(found) + 1) + "|",
    ]
    for what in ("cold", *(name for name, _ in EDITS)):
        cells = []
        for one in found:
            if what not in one.taken:
                cells.append("")
                continue
            wall, processors, memory = one.of(what)
            ratio = (
                f", {wall / hugo.of(what)[0]:.2f} × Hugo"
                if hugo and one is not hugo and what in hugo.taken
                else ""
            )
            cells.append(
                f"**{wall:.2f} s**{ratio} ({processors:.1f} s of processors, {memory:.0f} MB)"
            )
        lines.append(f"| {what} | " + " | ".join(cells) + " |")
    cold, warm = check.of("cold"), check.of("a body")
    lines += [
        "",
        f"`docket check`: {cold[0]:.2f} s cold, {warm[0]:.2f} s after one edit ({cold[2]:.0f} MB).",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures the sizes asked for, prints the tables and writes them where that is asked for."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("sizes", type=int, nargs="+")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--write", action="store_true", help="put the tables into docs/benchmark.md")
    chosen = asked.parse_args()
    tables = []
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            tables.append(table(count, *measure(count, Path(folder), chosen.rounds)))
            print(tables[-1], flush=True)
    if chosen.write:
        before, _, rest = TABLES.read_text(encoding="utf-8").partition(MARKS[0])
        TABLES.write_text(
            before
            + MARKS[0]
            + "\n\n"
            + "\n\n".join(tables)
            + "\n\n"
            + MARKS[1]
            + rest.partition(MARKS[1])[2],
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
