"""What templates write is what Jinja alone would write, errors included."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from docket.cache import Cache
from docket.pages import Page
from docket.problems import DocketError
from docket.rendering import Chosen, render
from docket_records.leancode import shown
from docket_records.templates import STATE, TemplateSet, begin_compiling, compile_pages
from pelican_run import command, contents, pelican
from pelican_run import environment as variables

PAGES = {
    "page.html": "{% import 'macros.html' as m with context %}{{ a }} {{ a ~ m.tag(a) }}{% set kept %}<i>{{ a }}</i>{% endset %}{{ kept }}{{ a|upper }}{{ a|safe }}"
    "{{ [a]|join(m.tag(a)) }}",
    "macros.html": "{% macro tag(text) %}<b title='{{ text }}'>{{ text }}</b>{% endmacro %}",
}
HOSTILE = st.one_of(st.text(), st.text(alphabet="<>&'\"a"), st.integers(), st.none(), st.booleans(), st.text().map(Markup))


def environment(pages: Mapping[str, str] = PAGES) -> Environment:
    return Environment(loader=DictLoader(dict(pages)), autoescape=True, undefined=StrictUndefined)


def flat(pages: Mapping[str, str]) -> bool:
    """Whether the page of these templates is drawn by a flat one."""
    return bool(compile_pages(environment(pages), pages)["page.html"])


def ours(pages: Mapping[str, str], **given: Any) -> str:
    return TemplateSet(environment(pages), compile_pages(environment(pages), pages)).select_template(["page.html"]).render(given)


def theirs(pages: Mapping[str, str], **given: Any) -> str:
    return environment(pages).get_template("page.html").render(given)


@given(HOSTILE)
def test_what_is_shown_is_what_markupsafe_escapes(value: Any) -> None:
    assert shown(value) == str(escape(value))


@given(HOSTILE)
def test_a_page_is_what_jinja_alone_makes_of_it(value: Any) -> None:
    assert flat(PAGES)
    assert ours(PAGES, a=value) == theirs(PAGES, a=value)


MACROS = """
{%- macro pair(a, b="two") %}{{ a }}-{{ b }}{% endmacro %}
{%- macro around(a) %}<p>{{ caller(a) }}</p>{% endmacro %}
{%- macro many(a) %}{{ a }}{{ varargs|join(",") }}{{ kwargs|dictsort }}{% endmacro %}
{%- macro deep(a, n) %}{{ a }}{% if n %}{{ deep(a, n - 1) }}{% endif %}{% endmacro %}
"""


@pytest.mark.parametrize(
    "call",
    [
        "pair(v)", "pair(v, v)", "pair(v, b=v)", "pair(b=v, a=v)", "pair()", "pair(pair(v), pair(v))", "pair(v)|upper", "pair(v) ~ v", "many(v)", "many(v, v, c=v)", "deep(v, 3)",
        "[pair(v), pair(v)]|join('<')", "range(3)|list", "v.upper()", "dict(a=v)['a']", "namespace(a=v).a", "cycler(v, 1).next()", "pair(*[v, v])", "pair(**{'b': v})",
        "pair(v, v, v)", "pair(v, c=v)", "pair(v, a=v)", "around(v)", "nothing(v)", "v.nothing(v)", "pair.nothing(v)",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["{{ @ }}", "{% for i in [1, 2] %}{{ @ }}{% endfor %}", "{% block b scoped %}{{ @ }}{% endblock %}", "{% call(x) around(v) %}{{ x }}{{ @ }}{% endcall %}"]
)
def test_a_call_gives_what_jinja_alone_gives(call: str, around: str) -> None:
    pages = {"page.html": MACROS + around.replace("@", call)}

    def drawn(by: Callable[..., str]) -> str:
        try:
            return by(pages, v="<i>'v'</i>")
        except (UndefinedError, TypeError, RuntimeError) as error:
            return f"{type(error).__name__}: {error}"

    assert drawn(ours) == drawn(theirs)


class Thing:
    name = "<thing>"
    none = None

    def __getitem__(self, key: str) -> str:
        if key == "item":
            return "<item>"
        raise KeyError(key)

    @property
    def fails(self) -> str:
        raise AttributeError("inside")

    @property
    def inner(self) -> Thing:
        return Thing()


@pytest.mark.parametrize(
    "asked", ["t.name", "t.none", "t.item", "t.nothing", "t.fails", "t.inner.inner.name", "t.inner.item", "d.key", "d.items", "d.nothing", "d.key.upper()", "n.any", "x.y.z"]
)
@pytest.mark.parametrize(
    "around", ["{{ @ }}", "{{ [@, @] }}", "{{ 1 if @ is defined else 2 }}", "{{ @|default('none') }}", "{% for i in [t] if t.name and (@) %}{{ i.name }}{{ @ }}{% endfor %}"]
)
def test_an_attribute_is_what_jinja_alone_finds(asked: str, around: str) -> None:
    pages = {"page.html": around.replace("@", asked)}

    def drawn(by: Callable[..., str]) -> str:
        try:
            return re.sub(" at 0x[0-9a-f]+", "", by(pages, t=Thing(), d={"key": "<value>"}, n=None))
        except UndefinedError as error:
            return str(error)

    assert drawn(ours) == drawn(theirs)


BASE = """{% import "macros.html" as m with context %}<title>{% block title %}{{ v }}{% endblock %}</title>
{% block main %}none{% block inner %}{{ m.row(v) }}{% endblock %}{% endblock %}"""
MODULE = """{% set words = {"a": "<A>"} %}{% macro cell(x) %}[{{ x }}]{% endmacro %}
{% macro row(row, other="o") %}{{ row }}{{ other }}{{ w }}{{ words["a"] }}{{ cell(row) }}{% endmacro %}"""


@pytest.mark.parametrize(
    ("page", "is_flat"),
    [
        ("{{ v }}{% include 'part.html' %}{{ v }}", True),
        ("{% include 'part.html' %}{{ set_there }}", True),
        ("{% extends 'base.html' %}lost{% block title %}{{ m.row(v, 1) }}{% endblock %}", True),
        ("{% extends 'base.html' %}{% block inner %}{{ m.row(other=v, row=1) }}{{ m.cell(m.cell(v)) }}{% endblock %}", True),
        ("{% set v = 'other' %}{% extends 'base.html' %}{% block main %}{% set w = v %}{{ m.row(w) }}{% endblock %}{% block title %}{{ w }}{% endblock %}", True),
        ("{% extends 'middle.html' %}{% block inner %}deep{% endblock %}", True),
        ("{% extends 'base.html' %}{% macro own(x) %}{{ m.cell(x) }}{% endmacro %}{% block main %}{% for x in [v] %}{{ loop.last }}{{ own(x) }}{% endfor %}{% endblock %}", True),
        ("{% import 'macros.html' as m with context %}{% for m__x in [1] %}{{ m.row(v) }}{{ m__x }}{% endfor %}", True),
        ("{% import 'macros.html' as m with context %}{{ m.words }}{{ m.words['a'] }}{{ m.cell(v)|upper }}{{ [m.cell(v)]|length }}", True),
        ("{{ v.a }}{{ v['a'] }}", True),
        ("words {% extends 'base.html' %}", False),
        ("{% extends 'base.html' %}{% block title %}{{ super() }}{% endblock %}", False),
        ("{% block title %}a{% endblock %}{{ self.title() }}", False),
        ("{% extends parent %}", False),
        ("{% include which %}", False),
        ("{% include 'nothing.html' ignore missing %}", False),
        ("{% include 'part.html' without context %}", False),
        ("{% import 'macros.html' as m with context %}{% set w = 'later' %}{{ m.row(v) }}", False),
        ("{% import 'macros.html' as m with context %}{% if v %}{% set w = 'later' %}{% endif %}{{ m.row(v) }}{{ w }}", False),
        ("{% set w = 'before' %}{% import 'macros.html' as m with context %}{{ m.row(v) }}", True),
        ("{% import 'macros.html' as m %}{{ m.cell(v) }}", False),
        ("{% from 'macros.html' import cell with context %}{{ cell(v) }}", False),
        ("{% import 'macros.html' as m with context %}{{ [m.cell]|length }}", False),
        ("{% import 'macros.html' as m with context %}{% set n = m %}{{ n.cell(v) }}", False),
        ("{% import 'macros.html' as m with context %}{{ m.cell(*[v]) }}", False),
        ("{% import 'macros.html' as m with context %}{{ m.cell(v, v) }}", False),
        ("{% import 'macros.html' as m with context %}{% for m in [v] %}{{ m }}{% endfor %}", False),
        ("{% macro a(x) %}1{{ x }}{% endmacro %}{% if v %}{% macro a(x) %}2{{ x }}{% endmacro %}{% endif %}{{ a(v) }}", False),
        ("{% macro a(x) %}{{ varargs }}{% endmacro %}{{ a(v) }}", False),
        ("{% for x in [1, 2] %}{% block b scoped %}{{ x }}{% endblock %}{% endfor %}", False),
        ("{% autoescape false %}{{ v }}{% endautoescape %}", False),
        ("{{ v", False),
    ],
)  # fmt: skip
def test_what_templates_are_made_of_comes_out_as_from_jinja_alone(page: str, is_flat: bool) -> None:
    pages = {
        "page.html": page, "base.html": BASE, "macros.html": MODULE, "part.html": "{% set set_there = '<1>' %}{{ set_there }}{{ v }}",
        "middle.html": "{% extends 'base.html' %}{% block main %}middle {% block inner %}{{ m.row(v) }}{% endblock %}{% endblock %}",
    }  # fmt: skip

    def drawn(by: Callable[..., str]) -> str:
        try:
            return by(pages, v="<v>", w="<w>", parent="base.html", which="part.html")
        except (UndefinedError, TypeError, TemplateSyntaxError) as error:
            return f"{type(error).__name__}: {error}"

    assert flat(pages) == is_flat
    assert drawn(ours) == drawn(theirs)


def test_an_error_is_told_with_the_template_and_the_line_it_is_in(tmp_path: Path) -> None:
    pages = {"page.html": "{% include 'part.html' %}", "part.html": "one\n\n{{ page.nothing }}"}
    for name, text in pages.items():
        (tmp_path / name).write_text(text)
    here = Environment(loader=FileSystemLoader(tmp_path), autoescape=True, undefined=StrictUndefined)
    codes = compile_pages(here, pages)
    assert codes["page.html"]
    with pytest.raises(DocketError, match=r"record x: cannot be drawn with page.html: part.html line 3: UndefinedError: .*'nothing'"):
        render(Page("x/", ("page.html",), "X", "", {}, "record x"), Chosen(TemplateSet(here, codes)), {})


def test_the_first_template_that_exists_is_chosen() -> None:
    found = TemplateSet(environment(), {})
    assert found.select_template(["nothing.html", "page.html", "macros.html"]).name == "page.html"
    with pytest.raises(TemplateNotFound, match=r"nothing\.html or none\.html"):
        found.select_template(["nothing.html", "none.html"])


def test_compiled_code_is_kept_under_its_key(tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), b"k" * 16
    for text in ("One", "Two"):
        ready = begin_compiling(environment({"page.html": text}), ["page.html"], cache, key, 1)
        assert ready().select_template(["page.html"]).render({}) == "One"  # the key says that nothing has changed
    assert begin_compiling(environment({"page.html": "Two"}), ["page.html"], cache, b"l" * 16, 1)().select_template(["page.html"]).render({}) == "Two"
    assert cache.load(STATE, key) is None


REFUSING = """
import docket_records.templates as templates
def refuse(self, given):
    if self._flat is None:
        raise AssertionError(self.name + " is not flat")
    return self._flat.render(given)
templates.FlatTemplate.render = refuse
from pelican import main
main()
"""


def test_every_page_of_our_theme_is_drawn_by_a_flat_template(site: Path, project: Path) -> None:
    arguments = command(project)[3:]
    done = subprocess.run([sys.executable, "-c", REFUSING, *arguments], cwd=project, env=variables(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(project / "output") == contents(site)


COMPILING_NOTHING = """
import jinja2.environment, docket_records.templates
def refuse(*given, **named):
    raise AssertionError("a template is compiled again")
jinja2.environment.generate = docket_records.templates.generate = refuse
from pelican import main
main()
"""


def test_no_template_is_compiled_a_second_time(project: Path) -> None:
    arguments = command(project)[3:]

    def built() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", COMPILING_NOTHING, *arguments], cwd=project, env=variables(), capture_output=True, text=True)

    assert "a template is compiled again" in built().stdout
    assert pelican(project).returncode == 0
    (project / "data" / "events" / "park-operation.yaml").write_text((project / "data" / "events" / "park-operation.yaml").read_text() + "\n")
    done = built()
    assert done.returncode == 0, done.stdout + done.stderr
