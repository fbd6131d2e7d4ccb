"""A filter of templates that the site's owner wrote: whatever it gives is on the pages after the
next build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from edits import DIRECTIVE
from pelican_run import docket, environment, pelican
from projects import PROJECT

CONF = "import functools, os, sys, threading\n"
FILTERS = {
    "a value from around it": "def mk(n):\n    return lambda x: n\nmk = mk(os.environ['NN'])",
    "a default": "mk = lambda x, n=os.environ['NN']: n",
    "a keyword default": "def mk(x, *, n=os.environ['NN']):\n    return n",
    "a global value": "_n = os.environ['NN']\nmk = lambda x: [_n for _ in '1'][0]",
    "a partial function": "mk = functools.partial(lambda n, x: n, os.environ['NN'])",
    "a method": (
        "class Mk:\n    def __init__(self, n):\n        self.n = n\n"
        "    def give(self, x):\n        return self.n\n"
        "mk = Mk(os.environ['NN']).give"
    ),
    "an attribute of a class": (
        "class Mk:\n    n = os.environ['NN']\n    def __call__(self, x):\n        return self.n\n"
        "mk = Mk()"
    ),
    "a cached function": (
        "def cached(n):\n    return functools.lru_cache(lambda x: n)\nmk = cached(os.environ['NN'])"
    ),
}


def add_filter(project: Path, text: str) -> None:
    """Give the project a filter `mk`, and a page of records that shows what it gives."""
    own = project / "own"
    own.mkdir()
    base = (PROJECT / "theme" / "templates" / "base.html").read_text()
    own_base = base.replace("</body>", "<p>made by {{ 'x'|mk }}</p></body>")
    (own / "base.html").write_text(own_base)
    with (project / "pelicanconf.py").open("a") as conf:
        conf.write(
            f"{CONF}{text}\nJINJA_FILTERS = {{'mk': mk}}\n"
            "THEME_TEMPLATES_OVERRIDES = [DOCKET_PROJECT + '/own']\n"
        )


def shown(project: Path, **environment: str) -> str:
    """Build, and return what the filter gave on the page of a record."""
    done = pelican(project, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    page = next((project / "output").rglob(f"{Path(DIRECTIVE).name}/index.html"))
    return page.read_text().split("made by ")[1].split("<")[0]


def made(file: Path, number: str, seed: str) -> str:
    """Return the description of a filter in a process of its own."""
    command = [sys.executable, str(file)]
    more = environment(NN=number, PYTHONHASHSEED=seed)
    return subprocess.run(command, env=more, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("text", FILTERS.values(), ids=FILTERS)
def test_a_filter_is_known_by_all_that_it_holds(tmp_path, text):
    file = tmp_path / "conf.py"
    file.write_text(
        f"{CONF}{text}\nfrom docket_records.described import described\nprint(described(mk))"
    )
    assert made(file, "1", "1") == made(file, "1", "2") != made(file, "2", "1")


def test_what_a_filter_holds_is_an_input(project):
    add_filter(project, FILTERS["a value from around it"])
    assert [shown(project, NN=value) for value in "12"] == ["1", "2"]


def test_with_a_filter_that_cannot_be_described_everything_is_made_each_time(project):
    add_filter(project, "mk = lambda x, lock=threading.Lock(): os.environ['NN']")
    assert [shown(project, NN=value) for value in "12"] == ["1", "2"]
    done = docket(project, "build", NN="2")
    assert "JINJA_FILTERS holds a value (lock)" in done.stderr


def test_a_module_that_a_filter_imports_when_it_is_called_is_an_input(project):
    (project / "helpers").mkdir()
    helper = project / "helpers" / "w.py"
    helper.write_text("word = '1'")
    add_filter(
        project,
        "sys.path.insert(0, DOCKET_PROJECT)\n"
        "def mk(x):\n    from helpers.w import word\n    return word",
    )
    assert shown(project) == "1"
    helper.write_text("word = 'other'")
    assert shown(project) == "other"
