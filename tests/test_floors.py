"""The layout shows the architecture: imports go down floors, each third-party library has one door, and nothing asks the clock."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import kinds

LIBRARY = Path(__file__).parents[1] / "plugins" / "docket"

FLOORS = (
    ("problems",),
    ("text", "urls", "dates", "quoting", "shelf", "patches", "characters", "clock", "lock", "failures"),
    ("workers",),
    ("cache", "datehints"),
    ("settings", "schemas", "sourcetext", "syntax", "comments", "scalars", "levels", "geography", "formats"),
    ("builder", "presentation", "projections", "engine"),
    ("kinds",),
    ("catalogue",),
    ("yamlio", "records", "ledger"),
    ("valuehints",),
    ("links", "load", "faults", "approvals"),
    ("exceptions",),
    ("notes", "exact", "checks.citations", "checks.points", "checks.parts", "checks.wording"),
    ("checks.folding", "checks.forms", "checks.streets"),
    ("checks.texts", "checks.personal"),
    ("validate", "checks.rule"),
    ("metaschema", "checks", "notebook"),
    ("intake", "changes", "explanations"),
    ("reading",),
    ("status",),
    ("views.lazy", "views.cards"),
    ("views.parts", "views.briefs", "views.lineage"),
    ("views.cardfile",),
    ("views.sections", "views.points", "views.relations", "views.kinds", "views.keys"),
    ("views.facts", "views.references", "views.lists", "views.coverage", "views.exceptions"),
    ("views.records",),
    ("views.timelines", "views.maps", "views.areas", "views.in_force", "views.threads", "views.compare"),
    ("views.gazetteer", "views.days"),
    ("views.places",),
    ("views.site", "views"),
    ("charts", "markers", "outlines", "prose", "structured", "blank", "maps"),
    ("drawings", "outputs.output", "outputs.jsontext", "outputs.columns"),
    ("outputs.envelope", "outputs.shapes", "outputs.csvtext", "outputs.draft07", "outputs.feed"),
    ("outputs.rows", "outputs.standings", "outputs.atom", "outputs.jsonfeed"),
    ("outputs",),
    ("pages.page",),
    ("pages",),
    ("rendering", "release", "targets", "manifest", "extras"),
    ("staging",),
    ("finishing",),
    ("plan",),
    ("collection", "report"),
    ("edition",),
    ("build",),
    ("cli.project",),
    ("cli.build",),
    ("cli",),
)
"""Modules from the lowest floor up; a module may import from floors below its own only. A package's name stands for its remaining modules,
which do not import each other (no rule a rule, no output an output), but are listed by the package itself."""

DOORS = {
    "yaml": {"yamlio"}, "jsonschema": {"exact", "validate"}, "jsonschema_rs": {"engine"}, "rapidfuzz": {"text"},
    "shapely": {"geography"}, "folium": {"maps"}, "comrak": {"prose"}, "nh3": {"prose"}, "orjson": {"outputs.jsontext"}, "feedgenerator": {"outputs.atom"}, "click": {"cli"},
    "rich": {"cli"}, "watchfiles": {"cli"},
}  # fmt: skip
FORBIDDEN = {"pelican", "random", "locale", "time", "subprocess", "socket", "urllib.request", "getpass", "uuid"}
MAY = {"cli": {"subprocess"}, "lock": {"time"}}
"""What the command, and who waits for a lock, may use and the rest of the library may not."""


def modules() -> dict[str, ast.Module]:
    found = {}
    for file in sorted(LIBRARY.rglob("*.py")):
        name = ".".join(file.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    found.pop("__init__", None)
    return found


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    """Every name a module imports, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    """The module of the library that an imported name lies in, None for another's."""
    if not name.startswith("docket."):
        return None
    parts = name.split(".")[1:]
    while parts and ".".join(parts) not in MODULES:
        parts.pop()
    return ".".join(parts) or None


def floor(module: str) -> int:
    """The floor of a module, by its own name or its package's."""
    for number, names in enumerate(FLOORS):
        if module in names:
            return number
    package = module.split(".")[0]
    return next((number for number, names in enumerate(FLOORS) if package in names and "." in module), -1)


def test_every_module_has_a_floor():
    assert [module for module in MODULES if floor(module) < 0] == []


def test_imports_go_down():
    wrong = []
    for module, tree in MODULES.items():
        for name in imports(tree):
            target = own(name)
            lists_its_own = target is not None and target.startswith(module + ".")
            if target and target != module and not lists_its_own and floor(target) >= floor(module):
                wrong.append(f"{module} imports {target}")
    assert wrong == []


def test_every_library_has_one_door():
    wrong = []
    for module, tree in MODULES.items():
        for name in imports(tree):
            top = name.split(".")[0]
            if top in sys.stdlib_module_names or top == "docket":
                continue
            if module not in DOORS.get(top, set()) and module.split(".")[0] not in DOORS.get(top, set()):
                wrong.append(f"{module} imports {top}")
    assert wrong == []


def test_the_library_asks_neither_pelican_nor_clock_nor_chance_nor_network():
    wrong = []
    for module, tree in MODULES.items():
        allowed = MAY.get(module.split(".")[0], set())
        for name in imports(tree):
            wrong += [f"{module} imports {name}" for bad in FORBIDDEN - allowed if name == bad or name.startswith(bad + ".")]
    assert wrong == []


def test_one_module_reads_the_clock():
    clock = ("today", "now", "utcnow")
    calls = [(module, node.func) for module, tree in MODULES.items() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    reading = {module for module, call in calls if isinstance(call, ast.Attribute) and call.attr in clock}
    assert reading == {"clock"}


@pytest.mark.parametrize("module", MODULES)
def test_no_module_names_a_kind(module):
    names = {kind.name for kind in kinds()} | {kind.plural for kind in kinds()}
    wrong = [
        ast.unparse(node)
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Compare) and any(isinstance(side, ast.Constant) and side.value in names for side in (node.left, *node.comparators))
    ]
    assert wrong == []
