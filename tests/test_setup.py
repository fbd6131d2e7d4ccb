"""The set-up: nothing is installed that the lock does not name with its hash."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_every_locked_package_has_a_hash():
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_installation_keeps_to_the_lock():
    recipes = (ROOT / "Makefile").read_text("utf-8")
    for command in re.findall(r"pip install.*", recipes):
        isolated = "--no-build-isolation" in command and "--no-deps" in command
        assert "--require-hashes" in command or isolated, command
    assert re.search(r"(?m)^setuptools==", LOCK), "what builds our own package is in the lock"
