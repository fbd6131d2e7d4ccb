"""The least that a build of the plain site has to do, whatever we write around it: beside Hugo, in
turns.

    python bench/floor.py 10000

"Libraries alone": every record's file is read, its YAML parsed, held against its schema, its notes
made HTML, its values written as JSON twice; its page, as a build before made it, and its JSON are
hashed and written. Nothing is checked beyond the schema, nothing linked, viewed or drawn. "An empty
Pelican": the same settings without our plugins and without content. "Our modules": what a build of
ours imports, and nothing else. Medians of some rounds in seconds, whole processes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import projects

ROUNDS, BATCH = 5, 50
PELICAN = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"]
IMPORTS = "import pelican, docket_records, docket_feeds, docket_downloads, docket_release"


def libraries_alone(folder: Path, target: Path) -> None:
    """Does with every record of a built project what only libraries and the system do."""
    from docket.build.output import OutputFile
    from docket.build.pool import available, spread
    from docket.build.writer import write_file
    from docket.exports.jsontext import compact, indented
    from docket.lint.schema import Validator
    from docket.model.kind_loader import load_kinds
    from docket.site.markdown import to_html
    from docket.source.yaml_reader import read

    kinds = load_kinds(folder / "schema")
    validators = {kind.plural: Validator(kind) for kind in kinds}
    files = sorted((folder / "data").rglob("*.yaml"))

    def work(taken: Iterator[Sequence[Path]]) -> None:
        for batch in taken:
            for file in batch:
                value = read(file.read_bytes(), file.name).value
                plural = file.relative_to(folder / "data").parts[0]
                assert validators[plural].clean(value)
                to_html(value.get("notes", ""))
                compact(value)
                path = f"{plural}/{value['id']}/index.html"
                page = (folder / "output" / path).read_bytes()
                for name, content in (
                    (path, page),
                    (f"api/v1/{plural}/{value['id']}.json", indented(value)),
                ):
                    write_file(target, OutputFile(name, "", content, "", ""))

    spread(
        work, [files[start : start + BATCH] for start in range(0, len(files), BATCH)], available()
    )


def taken(command: Sequence[str], folder: Path, *made: Path) -> float:
    """Seconds a whole process takes; what it made before is removed first."""
    for old in made:
        shutil.rmtree(old, ignore_errors=True)
    start = perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=projects.ENVIRONMENT)
    return perf_counter() - start


def main() -> None:
    """Prints what each takes, and what that is of Hugo where it is on the PATH."""
    if len(sys.argv) == 3:  # one round, as a process of its own
        libraries_alone(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        plain, empty, hugo, target = (
            Path(name) / part for part in ("plain", "empty", "hugo", "floor")
        )
        projects.plain(int(sys.argv[1]), plain)
        taken(PELICAN, plain)
        (empty / "content").mkdir(parents=True)
        (empty / "pelicanconf.py").write_text(
            f"{(plain / 'pelicanconf.py').read_text()}\nPLUGINS = []\nPATH = "
            "'content'\nTHEME = 'notmyidea'\n"
        )
        contenders = {
            "libraries alone": lambda: taken(
                [sys.executable, __file__, str(plain), str(target)], plain, target
            ),
            "an empty Pelican": lambda: taken(PELICAN, empty, empty / "output"),
            "our modules": lambda: taken([sys.executable, "-c", IMPORTS], empty),
            "ours, cold": lambda: taken(PELICAN, plain, plain / "output", plain / ".docket-cache"),
        }
        if shutil.which("hugo"):
            subprocess.run(
                [
                    sys.executable,
                    str(projects.ROOT / "bench" / "hugo_site.py"),
                    str(plain),
                    str(hugo),
                ],
                check=True,
            )
            contenders["Hugo"] = lambda: taken(
                ["hugo", "--quiet", "--source", str(hugo), "--destination", str(hugo / "public")],
                hugo,
                hugo / "public",
            )
        found: dict[str, list[float]] = {what: [] for what in contenders}
        for _ in range(ROUNDS):
            for what, once in contenders.items():
                found[what].append(once())
        for what, times in found.items():
            ratio = (
                f", {median(times) / median(found['Hugo']):.2f} x Hugo" if "Hugo" in found else ""
            )
            print(f"{what:18} {median(times):6.2f} s{ratio}")


if __name__ == "__main__":
    main()
