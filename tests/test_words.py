"""No template, script, style sheet or page in Python names a kind of the collection: a kind is one
schema. The words that the schema of schemas itself uses as keys (x-place, x-coverage, x-wording,
`searches`) are words of the generator and free in names and sentences, never in comparisons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import SCHEMAS, kinds
from docket.model.schema_files import Schema, read_schemas
from projects import PROJECT

THEME = PROJECT / "theme"
PLUGINS = PROJECT / "plugins"
WRITING = ("views", "maps", "exports", "site")
"""The rooms whose sentences readers of the site see; the plugins' count too."""


def x_keys(meta: Schema) -> Iterator[str]:
    """Every key of the schema of schemas that belongs to an x- option."""
    for name, option in meta["properties"].items():
        if name.startswith("x-"):
            yield name.removeprefix("x-")
            yield from option.get("properties", {})


OWN = tuple(x_keys(read_schemas(SCHEMAS)["meta"]))
NAMES = {name for kind in kinds() for name in (kind.name, kind.plural)}
WORDS = {
    name
    for kind in kinds()
    if not any(key.startswith(kind.name) for key in OWN)
    for name in (kind.name, kind.plural)
}
FOUND = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![a-z])", re.I
)
TERMS = re.compile(r"(?<![a-z])court[ -]orders?(?![a-z])", re.I)
"""A thing that the generator itself knows, in any collection (docket.status.orders)."""
COMPARED = re.compile(
    r"""(?:[=!]==?|\bin\b)\s*\[?\(?\s*["']([^"']*)["']|["']([^"']*)["']\s*[=!]==?"""
)
JINJA_COMMENT, CSS_COMMENT = re.compile(r"\{#.*?#\}", re.S), re.compile(r"/\*.*?\*/", re.S)
JS_COMMENT = re.compile(r"^\s*//.*$|\s// .*$", re.M)
JS_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`')


def words_in(text: str) -> list[str]:
    """The names of kinds among the words of a text; parts of-a-name count, the generator's own
    TERMS do not."""
    return sorted(set(map(str.lower, FOUND.findall(TERMS.sub(" ", text)))))


def compared_in(text: str) -> list[str]:
    """The names of kinds that a text compares something with."""
    found = {one or other for one, other in COMPARED.findall(text)}
    return sorted(found & NAMES)


def js_strings(text: str) -> str:
    """The strings of a script, without what it works out inside them."""
    strings = " ".join(JS_STRING.findall(JS_COMMENT.sub("", text)))
    return re.sub(r"\$\{[^}]*\}", " ", strings)


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder, which has some."""
    found = sorted(folder.rglob(pattern))
    assert found
    return found


def test_the_words_are_those_of_the_collection():
    assert {"directive", "challenges", "event", "courts", "topics"} <= WORDS
    assert {"place", "places", "search", "coverage", "wording"}.isdisjoint(WORDS)


@pytest.mark.parametrize("file", files(THEME / "templates", "*.html"), ids=lambda path: path.name)
def test_no_template_names_a_kind(file):
    text = JINJA_COMMENT.sub("", file.read_text(encoding="utf-8"))
    code = " ".join(re.findall(r"\{[{%].*?[}%]\}", text, re.S))
    shown = re.sub(r"\{[{%].*?[}%]\}", " ", text, flags=re.S)
    names = " ".join(re.findall(r'\b(?:class|id|data-[a-z-]+|href|aria-\w+)="([^"]*)"', shown))
    sentences = re.sub(r"<[^>]*>", " ", shown)
    assert words_in(names) == []
    assert words_in(sentences) == []
    assert words_in(" ".join(re.findall(r'"[^"]*"', code))) == []
    assert compared_in(code) == []


@pytest.mark.parametrize("file", files(THEME / "static", "*.css"), ids=lambda path: path.name)
def test_no_style_sheet_names_a_kind(file):
    assert words_in(CSS_COMMENT.sub("", file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("file", files(THEME / "static", "*.js"), ids=lambda path: path.name)
def test_no_script_names_a_kind(file):
    text = file.read_text(encoding="utf-8")
    assert words_in(js_strings(text)) == []
    assert compared_in(JS_COMMENT.sub("", text)) == []


def python_files() -> list[Path]:
    """Every module of the library and of the plugins."""
    return [file for file in files(PLUGINS, "*.py") if "egg-info" not in str(file)]


@pytest.mark.parametrize("file", python_files(), ids=lambda path: str(path.relative_to(PLUGINS)))
def test_no_module_compares_with_a_kind(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    sides = [
        part.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for side in ast.iter_child_nodes(node)
        for part in (side.elts if isinstance(side, ast.List | ast.Set | ast.Tuple) else [side])
        if isinstance(part, ast.Constant)
    ]
    assert [side for side in sides if side in NAMES] == []


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in python_files()
        if file.relative_to(PLUGINS).parts[0] != "docket"
        or file.relative_to(PLUGINS).parts[1] in WRITING
    ],
    ids=lambda path: str(path.relative_to(PLUGINS)),
)
def test_no_sentence_that_readers_see_names_a_kind(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]
    sentences = (text for text in texts if re.search("[a-z] [a-z]", text))
    assert [text for text in sentences if words_in(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (".kind-count.event::before { }", ["event"]),
        (".entry-directive { }", ["directive"]),
        ("--challenge: #8a5600;", ["challenge"]),
        ("Directives and court challenges lie", ["challenges", "court", "directives"]),
        ("directed prevented events_", ["events"]),
    ],
)
def test_names_are_found_as_parts_of_other_names(text, found):
    assert words_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        '{% for kind in kinds if kind.plural == "places" %}',
        '{% if "event" != kind %}',
        'if (kind.name === "place") return;',
        '{% if kind in ("topic", "place") %}',
    ],
)
def test_comparisons_are_found(text):
    assert compared_in(text)
