"""docket explain: why a rule exists."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from docket.cli import main
from docket.lint.rules import RULES


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_is_explained_with_its_reason_and_an_example(code):
    rule = next(rule for rule in RULES if rule.code == code)
    done = CliRunner().invoke(main, ["explain", code])
    assert done.exit_code == 0
    assert rule.reason in done.output
    assert rule.right in done.output


def test_without_a_code_every_code_is_listed():
    listed = CliRunner().invoke(main, ["explain"]).output
    assert all(rule.code in listed for rule in RULES)
    assert "yaml/duplicate-key" in listed


def test_an_unknown_code_exits_2_with_the_nearest():
    done = CliRunner().invoke(main, ["explain", "sources/use"])
    assert done.exit_code == 2
    assert "did you mean 'sources/used'?" in done.output
