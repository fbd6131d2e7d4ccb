"""Explanations: every code that the library can emit is explained, and none that it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import docket
from docket.lint.explain import all_codes, explain
from docket.lint.keyword_messages import WORDS
from docket.lint.rules import RULES

SOURCES = sorted(Path(docket.__file__).parent.rglob("*.py"))
CODE = re.compile(r'"((?:yaml|load|schema|exceptions|report)/[A-Za-z-]+)"')


def emitted() -> set[str]:
    written = {
        code
        for file in SOURCES
        if file.name != "explanations.py"
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    }
    return written | {f"schema/{keyword}" for keyword in WORDS} | {rule.code for rule in RULES}


def test_what_can_be_emitted_is_explained_and_nothing_else():
    assert emitted() == set(all_codes())


def test_a_rule_emits_its_own_code_only():
    for rule in RULES:
        source = Path(rule.check.__code__.co_filename).read_text(encoding="utf-8")
        assert set(re.findall(r'Problem\(\s*"([^"]+)"', source)) == {rule.code}


def test_every_explanation_has_a_title_and_a_reason_in_whole_sentences():
    for code in all_codes():
        found = explain(code)
        assert found.title and not found.title.endswith(".")
        assert found.reason.endswith(".")
        assert bool(found.wrong) == bool(found.right)


def test_an_unknown_code_has_no_explanation():
    assert explain("schema/nothing") is None
