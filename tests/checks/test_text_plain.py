"""Markup is refused however it is written, and signs that are no markup are left alone."""

from __future__ import annotations

import time

import pytest

from builders import directive, small_library
from docket.lint.rules import Context
from docket.lint.rules.text_plain import check, markup, may_hold_markup

MARKUP = [
    "<b>Order</b>",
    "</p",
    "<p",
    "<!-- x -->",
    "<!doctype html>",
    "<?php",
    "<![CDATA[x]]>",
    "<img src=x onerror=alert(1)",
    "a<br/>b",
    "</ b",
    "<a\nhref=x>",
    "&lt;b",
    "&LT;b",
    "&#60;",
    "&#60b",
    "&#x3c;",
    "&#X3C;",
    "&#x3c",
    "&amp;",
    "&AMP;lt;",
    "&nbsp;",
    "&NewLine;",
    "&ltb",
    "&quot",
    "&copy;",
    "&zwj;",
    "＜b＞",
    "＜script",
    "﹤b",
    "＆lt;",
]
PLAIN = [
    "a < b",
    "5 <10",
    "5<10",
    "less < more & AT&T",
    "R&D",
    "R&D; and more",
    "AT&T;",
    "&c.",
    "&c; etc.",
    "Smith & Sons",
    "Q&A",
    "P&L;",
    "Mom&Pop",
    "x <= y",
    "<3",
    "<-",
    "a & b; c",
    "&",
    "<",
    "Title 8 <§ 1357>",
    "# 60;",
    "＜注＞",
    "１＆２",
    "A&E's",
    "Barnes &Noble",
    "Johnson &Ltd",
    "-> <-",
]


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_found_however_it_is_written(text):
    assert markup(f"The order {text} stays.")
    assert may_hold_markup(text)


@pytest.mark.parametrize("text", PLAIN)
def test_signs_that_are_no_markup_are_left_alone(text):
    assert markup(f"The order {text} stays.") == ""


@pytest.mark.parametrize(
    "text",
    ["a&#x202E;b", "a&#8203;b", "&shy;", "<p>a&shyb</p>", "<p>&#8203 b</p>", "&lt;", "&zwj;"],
)
def test_a_reference_is_found_in_markdown_too(text):
    library = small_library(directives=[directive("a", notes=f"It is {text} here.")])
    (problem,) = check(Context(library, None, None))
    assert (problem.code, problem.path) == ("text/plain", ("notes",))
    assert problem.hint == "Write the character itself."


@pytest.mark.parametrize(
    "text",
    ["<b>x</b> *y*", "[a](https://b.test/?c=1&copy=2&lt=3)", "R&D; AT&T", "a < b & c", "`<i>`"],
)
def test_what_markdown_is_made_of_is_left_alone(text):
    library = small_library(directives=[directive("a", notes=f"It is {text} here.")])
    assert list(check(Context(library, None, None))) == []


@pytest.mark.parametrize("repeated", ["<", "&", "< ", "& ", "&a", "&#", "＜", "ﷺ&", "<1", "&lo;"])
def test_a_long_hostile_text_takes_a_time_that_grows_with_its_length(repeated):
    text = (repeated * 100_000)[:100_000]
    begun = time.process_time()
    markup(text)
    assert time.process_time() - begun < 1
