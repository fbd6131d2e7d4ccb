"""Find the folders that a settings file names, so that a check reads what a build reads.

The file is Python. Where its lines show the folders as plain texts they are read from there, which
is fast; otherwise the file is run.
"""

from __future__ import annotations

import ast
import io
import runpy
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

from docket.build.failures import SETTINGS, describe
from docket.model.diagnostics import DocketError

PROJECT, CACHE, OUTPUT = "DOCKET_PROJECT", "DOCKET_CACHE", "OUTPUT_PATH"
PELICANS = (OUTPUT, "PATH", "THEME")
"""The settings of Pelican itself. Their folders are relative to the settings file."""
UNREAD = ("DOCKET_EXTRA", "PATH", "THEME")
"""The folders that a check does not read but keeps its cache out of. A build says what is wrong
with their values, together with all other settings."""
NAMES = (PROJECT, "DOCKET_DATA", "DOCKET_SCHEMA", "DOCKET_BASE_MAP", CACHE, OUTPUT, *UNREAD)
USUAL = "str(Path(__file__).parent)"
"""The usual value of DOCKET_PROJECT: the folder of the settings file."""
HIDDEN = frozenset(("globals", "locals", "vars", "exec", "eval", *NAMES))
"""Names whose use may give a setting a value that no line shows."""


def folders_named(file: Path, root: Path) -> dict[str, Path | None]:
    """Return the folders that a settings file names, by the name of the setting; None for a cache
    that is switched off. Raise DocketError where the file fails, or a setting is not text."""
    try:
        tree = ast.parse(file.read_bytes(), str(file))
        shown = _shown(tree, file)
        values = _run(file, root) if shown is None else shown
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, too: whatever the file does
        message = describe(error, root, SETTINGS, file)
        raise DocketError(message.removeprefix("docket: ").rstrip("\n")) from None
    found: dict[str, Path | None] = {}
    project = root / _text(PROJECT, values.get(PROJECT, ""))
    for name in NAMES:
        if name == CACHE and name in values and not values[name]:
            found[name] = None
        elif name in values and (name not in UNREAD or isinstance(values[name], (str, Path))):
            around = file.parent if name in PELICANS else project
            found[name] = around / _text(name, values[name])
    return found


def _text(name: str, value: object) -> str:
    """Return the value of a setting that names a folder; empty for None. Raise DocketError where it
    is not text."""
    if isinstance(value, (str, Path)):
        return str(value)
    if value is None:
        return ""
    raise DocketError(f"settings: {name} must be text, not {value!r}")


def _shown(tree: ast.Module, file: Path) -> dict[str, Any] | None:
    """Return the values that the lines of a settings file show; None where it has to be run."""
    values: dict[str, Any] = {}
    shown = set[ast.AST]()
    for line in tree.body:
        match line:
            case ast.Assign([ast.Name(name) as target], value) if name in NAMES:
                if name == PROJECT and ast.unparse(value) == USUAL:
                    values[name] = str(file.parent)
                elif isinstance(value, ast.Constant):
                    values[name] = value.value
                else:
                    return None
                shown.add(target)
    for node in ast.walk(tree):
        if isinstance(node, ast.alias) and {"*", *NAMES} & {node.name, node.asname}:
            return None
        if isinstance(node, ast.Name) and node.id in HIDDEN and node not in shown:
            reads = isinstance(node.ctx, ast.Load) and node.id in NAMES
            if not reads:
                return None
    return values


def _run(file: Path, root: Path) -> Mapping[str, Any]:
    """Run a settings file as a build does, and return its values."""
    path = list(sys.path)
    try:
        sys.path.insert(0, str(root))
        with chdir(root), redirect_stdout(io.StringIO()):
            return runpy.run_path(str(file))
    finally:
        sys.path[:] = path
