"""What templates write is what Jinja alone would write."""

from __future__ import annotations

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


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        compile_all(environment({"page.html": "{{ missing }}"}), None, b"").get_template("page.html").render()


def test_kept_code_is_used_for_the_same_source_alone(tmp_path) -> None:
    cache, key = Cache(tmp_path), b"k" * 16
    for text in ("One", "One", "Two"):
        assert compile_all(environment({"page.html": text}), cache, key).get_template("page.html").render() == text
