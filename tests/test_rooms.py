"""The layout shows the architecture: imports go one way between rooms, each third-party library
has one door, nothing asks the clock, and no module names a kind of the collection."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import kinds

LIBRARY = Path(__file__).parents[1] / "plugins" / "docket"
ROOMS = ("model", "build", "source", "status", "lint", "views", "maps", "exports", "site", "cli")
"""The packages of the library. A module imports only from its own room and those before it;
exports and site stand side by side."""
BESIDE = {"site": {"exports"}}
DOORS = {
    "yaml": ("source.yaml_reader",),
    "jsonschema": ("lint.schema", "lint.schema_errors"),
    "jsonschema_rs": ("lint.json_schema",),
    "rapidfuzz": ("model.text",),
    "shapely": ("source.base_map",),
    "folium": ("maps.leaflet",),
    "comrak": ("site.markdown",),
    "nh3": ("site.markdown",),
    "orjson": ("exports.jsontext",),
    "feedgenerator": ("exports.atom",),
    "icalendar": ("exports.icalendar_file",),
    "click": ("cli",),
    "rich": ("cli",),
    "watchfiles": ("cli",),
}
"""By library the module, or the room, that alone imports it (two for jsonschema: one validates,
one knows its errors)."""
PLUGIN_DOORS = {"cbor2": "docket_search/settle.py", "pagefind_bin": "docket_search/pagefind.py"}
"""The same for libraries that a single plugin needs."""
HOST = {"pelican", "jinja2"}
FORBIDDEN = {
    "pelican",
    "random",
    "locale",
    "time",
    "subprocess",
    "socket",
    "urllib.request",
    "getpass",
    "uuid",
}
MAY = {"cli": {"subprocess"}, "build.lock": {"time"}}
"""What the command, and who waits for a lock, may use and the rest of the library may not."""
MODULES = {
    ".".join(file.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
        file.read_text(encoding="utf-8")
    )
    for file in sorted(LIBRARY.rglob("*.py"))
    if file.parent != LIBRARY
}


def imports(tree: ast.Module) -> Iterator[str]:
    """Every name a module imports, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_go_one_way_between_rooms():
    wrong = []
    for module, tree in MODULES.items():
        room = module.split(".")[0]
        allowed = set(ROOMS[: ROOMS.index(room) + 1]) - BESIDE.get(room, set())
        for name in imports(tree):
            top, _, rest = name.partition(".")
            if top == "docket" and rest.split(".")[0] not in {*allowed, "__version__"}:
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_the_library_has_ten_rooms_and_nothing_beside_them():
    found = {path.name for path in LIBRARY.iterdir() if path.name != "__pycache__"}
    assert found == {*ROOMS, "__init__.py"}


def test_every_library_has_one_door():
    wrong = []
    for module, tree in MODULES.items():
        for name in imports(tree):
            top = name.split(".")[0]
            ours = top in sys.stdlib_module_names or top == "docket"
            if not ours and {module, module.split(".")[0]}.isdisjoint(DOORS.get(top, ())):
                wrong.append(f"{module} imports {top}")
    assert wrong == []


def test_plugins_import_the_host_and_the_libraries_that_are_theirs():
    wrong = []
    for file in sorted(LIBRARY.parent.glob("docket_*/*.py")):
        path = file.relative_to(LIBRARY.parent).as_posix()
        for name in imports(ast.parse(file.read_text(encoding="utf-8"))):
            top = name.split(".")[0]
            ours = top in sys.stdlib_module_names or top.startswith("docket")
            if not ours and top not in HOST and PLUGIN_DOORS.get(top) != path:
                wrong.append(f"{path} imports {top}")
    assert wrong == []


def test_the_library_asks_neither_pelican_nor_clock_nor_chance_nor_network():
    wrong = []
    for module, tree in MODULES.items():
        allowed = MAY.get(module, set()) | MAY.get(module.split(".")[0], set())
        for name in imports(tree):
            for bad in FORBIDDEN - allowed:
                if name == bad or name.startswith(bad + "."):
                    wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_one_module_reads_the_clock():
    reading = {
        module
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("today", "now", "utcnow")
    }
    assert reading == {"model.clock"}


def test_views_keep_no_values_that_nobody_records():
    """What a view keeps is kept by `docket.model.inputs`, so that whoever reads it later has read
    what it was computed from. Pure functions of their arguments may use a cache."""
    wrong = []
    for module, tree in MODULES.items():
        if module.split(".")[0] in ("views", "exports", "site"):
            wrong += [
                f"{module}.{node.name}"
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef)
                and any("cached_property" in ast.unparse(name) for name in node.decorator_list)
            ]
    assert wrong == ["site.build._constant", "site.build._templates"]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_names_a_kind(module):
    names = {kind.name for kind in kinds()} | {kind.plural for kind in kinds()}
    wrong = [
        ast.unparse(node)
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Compare)
        and any(
            isinstance(side, ast.Constant) and side.value in names
            for side in (node.left, *node.comparators)
        )
    ]
    assert wrong == []
