"""What templates write is what Jinja alone would write."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from docket.cache import Cache
from docket_records.templates import compile_all, shown

PAGES = {
    "page.html": "{% import 'macros.html' as m %}{{ a }} {{ a ~ m.tag(a) }}{% set kept %}<i>{{ a }}</i>{% endset %}{{ kept }}{{ a|upper }}{{ a|safe }}{{ [a]|join(m.tag(a)) }}",
    "macros.html": "{% macro tag(text) %}<b title='{{ text }}'>{{ text }}</b>{% endmacro %}",
}
HOSTILE = st.one_of(st.text(), st.text(alphabet="<>&'\"a"), st.integers(), st.none(), st.booleans(), st.text().map(Markup))


def environment(pages: dict[str, str] = PAGES) -> Environment:
    return Environment(loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined)


@given(HOSTILE)
def test_what_is_shown_is_what_markupsafe_escapes(value: Any) -> None:
    assert shown(value) == str(escape(value))


@given(HOSTILE)
def test_a_page_is_what_jinja_alone_makes_of_it(value: Any) -> None:
    ours, theirs = compile_all(environment(), None, b""), environment()
    assert ours.get_template("page.html").render(a=value) == theirs.get_template("page.html").render(a=value)


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

    def drawn(templates: Environment) -> str:
        try:
            return templates.get_template("page.html").render(v="<i>'v'</i>")
        except (UndefinedError, TypeError, RuntimeError) as error:
            return f"{type(error).__name__}: {error}"

    assert drawn(compile_all(environment(pages), None, b"")) == drawn(environment(pages))


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

    def drawn(templates: Environment) -> str:
        try:
            return re.sub(" at 0x[0-9a-f]+", "", templates.get_template("page.html").render(t=Thing(), d={"key": "<value>"}, n=None))
        except UndefinedError as error:
            return str(error)

    assert drawn(compile_all(environment(pages), None, b"")) == drawn(environment(pages))


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        compile_all(environment({"page.html": "{{ missing }}"}), None, b"").get_template("page.html").render()


def test_kept_code_is_used_for_the_same_source_alone(tmp_path) -> None:
    cache, key = Cache(tmp_path), b"k" * 16
    for text in ("One", "One", "Two"):
        assert compile_all(environment({"page.html": text}), cache, key).get_template("page.html").render() == text
