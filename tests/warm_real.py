"""Edit a copy of the real collection again and again, and compare builds that make only what is new
with builds from nothing. Run by hand, or by `make hard`:

python tests/warm_real.py --edits 60 --every 4 --seed 1 --seconds 600

The same seed gives the same edits. They add up; every few of them the output is compared. `--first
40` makes the first 40 edits without a build, so that a run can be taken up where another ended.
Exit code 1 if any output was stale."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import forked
import inputs
import leaves
from builders import kinds
from docket.build.store import Store
from docket.lint.collection import read_collection
from docket.model.record import Library, Record, make_library
from docket.source import yaml_reader
from docket.source.base_map import load_base_map
from edits import CACHE, write
from pelican_run import contents
from projects import PROJECT

CHOICES = 4
"""How many values of a change are tried before another change is made in its place."""


class Editor:
    """The edits of a copy of the collection, chosen by a seed."""

    def __init__(self, project: Path, seed: int) -> None:
        self.project, self.random = project, random.Random(seed)
        self.base = load_base_map(project / "theme" / "basemap")

    def edits(self) -> Iterator[str]:
        """Make one edit after the other, and yield what each was."""
        by_turns: list[Callable[[], str]] = [
            *[self.leaf] * 7,
            self.move,
            self.copy_or_remove,
            self.other,
        ]
        for number in range(10**6):
            yield by_turns[number % len(by_turns)]()

    def library(self) -> Library:
        """Return the records as they are now."""
        files = sorted((self.project / "data").rglob("*.yaml"))
        return make_library(kinds(), [self._read(file) for file in files])

    def _read(self, file: Path) -> Record:
        name = file.relative_to(self.project)
        kind = kinds().of_plural(name.parts[1])
        assert kind, name
        return Record(kind, name.as_posix(), yaml_reader.read(file.read_bytes(), str(name)).value)

    def accepted(self) -> bool:
        """Return whether no rule refuses the records."""
        places = self.project / "data", self.project / "schema", self.project
        store = Store(self.project / ".checked")
        return not read_collection(*places, None, self.base, store=store).problems

    def leaf(self) -> str:
        """Change, drop or add one value of a record of some kind; every kind is as likely."""
        library = self.library()
        while True:
            kind = self.random.choice(list(kinds()))
            record = self.random.choice(list(library.of_kind(kind.name)))
            change = self.random.choice(list(leaves.changes_of(record, library)))
            file = self.project / record.file
            before = file.read_text()
            for values in change.values[:CHOICES]:
                write(file, values)
                if self.accepted():
                    return change.name
            file.write_text(before)

    def move(self) -> str:
        """Move a record's file into another folder."""
        file = self.random.choice(sorted((self.project / "data").glob("*/**/*.yaml")))
        kind = self.project / "data" / file.relative_to(self.project / "data").parts[0]
        target = kind / f"moved-{self.random.randrange(5)}" / file.name
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
        return f"move {file.relative_to(self.project)}"

    def copy_or_remove(self) -> str:
        """Copy a record under another id, or remove one that no other names."""
        while True:
            file = self.random.choice(sorted((self.project / "data").rglob("*.yaml")))
            before = file.read_text()
            if self.random.random() < 0.5:
                made = file.with_name(f"{file.stem}-copy.yaml")
                made.write_text(before.replace(file.stem, made.stem, 1))
            else:
                made = file
                file.unlink()
            if self.accepted():
                return f"copy or remove {made.relative_to(self.project)}"
            made.unlink(missing_ok=True)
            file.write_text(before)

    def other(self) -> str:
        """Change a template, a schema, prose, the theme, a setting, the history, the output or the
        cache."""
        mark = f"{self.random.randrange(10**6):06}"
        pages = sorted((self.project / "output").rglob("index.html"))
        templates = ("record", "list", "base", "home", "reference")
        template = f"theme/templates/{self.random.choice(templates)}.html"
        described = f"Marked {mark}."
        edits: dict[str, inputs.Edit] = {
            "template": inputs.replace(template, "</", f"<!-- {mark} --></"),
            "schema": inputs.schema("place", lambda one: one.update(description=described)),
            "prose": lambda project: append(project / "content/pages/about.md", f"\n{mark}\n"),
            "style": lambda project: append(project / "theme/static/css/own.css", f"/* {mark} */"),
            "setting": inputs.site(tagline=f"Tagline {mark}"),
            "history": inputs.commit("2026-01-02"),
            "output": lambda project: self.random.choice(pages).unlink() if pages else None,
            "cache": inputs.each_of_the_cache(inputs.flip(self.random.random())),
        }
        name = self.random.choice(sorted(edits))
        if name != "cache" or (self.project / CACHE).exists():
            edits[name](self.project)
        return name


def append(file: Path, text: str) -> None:
    """Write text behind a file."""
    with file.open("a") as opened:
        opened.write(text)


def make_copy(folder: Path) -> Path:
    """Return a copy of this project, with a history of its own."""
    for name in ("data", "schema", "theme", "content"):
        shutil.copytree(PROJECT / name, folder / name)
    own = (
        f"import sys\nsys.path.insert(0, {str(PROJECT)!r})\nsys.modules.pop('pelicanconf', None)\n"
    )
    own += f"from pelicanconf import *\nDOCKET_PROJECT = {str(folder)!r}\n"
    own += f"PATH, THEME = {str(folder / 'content')!r}, {str(folder / 'theme')!r}\n"
    own += f"PLUGIN_PATHS = [{str(PROJECT / 'plugins')!r}]\n"
    own += "DOCKET_SITE = {**DOCKET_SITE, 'repository_url': 'https://code.test/docket'}\n"
    (folder / "pelicanconf.py").write_text(own)
    inputs.git(folder, "init", "-q")
    inputs.commit("2026-01-01")(folder)
    return folder


def run(chosen: argparse.Namespace, project: Path) -> int:
    """Make the edits and builds and print what was stale. Return how many comparisons failed."""
    begun, since, stale, compared, made = time.monotonic(), list[str](), 0, 0, 0
    for number, name in enumerate(Editor(project, chosen.seed).edits(), 1):
        made, since = number, [*since, name]
        if number < chosen.first:
            continue
        late = time.monotonic() - begun > chosen.seconds or number == chosen.edits
        if number % chosen.every and not late:
            done = forked.start(project).wait()
            assert done.code == 0, f"{name}: {done.printed}"
            continue
        shutil.rmtree(project / forked.COLD_CACHE, ignore_errors=True)
        built = forked.compare(project, contents(project / "output"))
        assert built.done.code == 0, f"{name}: {built.done.printed}"
        compared, stale = compared + 1, stale + bool(built.difference)
        seconds = f"{time.monotonic() - begun:.0f} s"
        print(f"{number} edits, {seconds}: {built.difference or 'the same'}", flush=True)
        if built.difference:
            print("   since the last comparison: " + "; ".join(since), flush=True)
        since = []
        if late:
            break
    print(f"{made} edits, {compared} comparisons, {stale} of them stale (seed {chosen.seed})")
    return stale


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, value in {"edits": 60, "every": 4, "seed": 1, "first": 1, "seconds": 600}.items():
        parser.add_argument(f"--{name}", type=int, default=value, metavar="N")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run(chosen, make_copy(Path(folder))) > 0)


if __name__ == "__main__":
    main()
