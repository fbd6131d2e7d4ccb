"""Documented is a test: what there is stands in the documentation, and what stands there is."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

from builders import SCHEMAS
from docket.cli import main
from docket.model.settings import Settings

ROOT = SCHEMAS.parent
DOCS = ROOT / "docs"


def named(file: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, file.read_text(encoding="utf-8")))


def test_every_key_of_a_kinds_presentation_is_documented():
    def keys(node):
        if isinstance(node, dict):
            yield from (key for key in node if key.startswith("x-") and isinstance(node[key], dict))
            for value in node.values():
                yield from keys(value)

    meta = json.loads((SCHEMAS / "meta.schema.json").read_text(encoding="utf-8"))
    assert named(DOCS / "adding-a-kind.md", r"`(x-[a-z-]+)`") == set(keys(meta))


def test_every_setting_of_the_site_is_documented():
    rows = named(DOCS / "settings.md", r"(?m)^\| ((?:`[a-z_]+`(?:, )?)+) \|")
    described = {name for row in rows for name in re.findall("`([a-z_]+)`", row)}
    assert described == {field.name for field in fields(Settings)}


def test_every_setting_and_variable_that_the_code_reads_is_documented():
    """But for those by which our own parts pass something on."""
    files = (ROOT / "plugins").rglob("*.py")
    read = {name for file in files for name in named(file, r'"(DOCKET_[A-Z_]+)"')}
    ours = {"BUILD", "FINAL_OUTPUT", "HELD", "PROGRESS", "STAGING", ""}
    assert read - {f"DOCKET_{name}" for name in ours} <= named(
        DOCS / "settings.md", "`(DOCKET_[A-Z_]+)`"
    )
    assert {"DOCKET_TODAY", "DOCKET_LOCK_WAIT"} <= read


def test_every_command_is_in_the_documentation():
    described = named(ROOT / "README.md", r"docket ([a-z]+)") | named(
        ROOT / "CONTRIBUTING.md", r"docket ([a-z]+)"
    )
    assert set(main.commands) <= described


def test_every_module_of_the_library_is_in_the_architecture():
    described = named(DOCS / "architecture.md", r"`([a-z]+)/?`")
    library = ROOT / "plugins" / "docket"
    there = {path.stem for path in library.glob("*.py") if path.stem != "__init__"} | {
        path.name for path in library.iterdir() if (path / "__init__.py").is_file()
    }
    assert there <= described


def test_every_link_of_the_documentation_leads_to_a_file():
    for file in [*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text(encoding="utf-8")
        ):
            assert (file.parent / target).exists(), f"{file.name}: {target}"
