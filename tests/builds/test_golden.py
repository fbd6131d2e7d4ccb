"""The miniature's output is what was blessed, byte for byte."""

from __future__ import annotations

from difflib import unified_diff

from golden import EXPECTED, compared
from pelican_run import contents


def test_the_miniature_is_what_was_blessed(site):
    made, expected = compared(contents(site)), contents(EXPECTED)
    assert sorted(made) == sorted(expected), (
        "other files than expected; if they are right: make bless"
    )
    changed = [path for path in made if made[path] != expected[path]]
    if changed:
        old, new = (text[changed[0]].decode().splitlines() for text in (expected, made))
        shown = "\n".join(list(unified_diff(old, new, "expected", "made", lineterm="", n=1))[:30])
        raise AssertionError(
            f"{len(changed)} files differ, the first is {changed[0]}; if they are "
            f"right: make bless\n{shown}"
        )
