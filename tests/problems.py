"""What single rules find in the small library with more records, and in a case with orders."""

from __future__ import annotations

from datetime import date
from typing import Any

import builders
from builders import AS_OF, SCHEMAS, challenge, small_library, step
from docket.lint.rules import RULES, Context
from docket.model.diagnostics import Problem
from docket.source.base_map import load_base_map

Data = dict[str, Any]
Path = tuple[str | int, ...]
BASE_MAP = load_base_map(SCHEMAS.parent / "theme" / "basemap")
DAY = date.fromisoformat(AS_OF)
FILED = step("2025-01-02", "filed")


def problems_of(code: str, **records: list[Data]) -> list[Problem]:
    """Return the problems that a rule finds in the small library with these records."""
    (rule,) = (rule for rule in RULES if rule.code == code)
    return list(rule.check(Context(small_library(**records), DAY, BASE_MAP)))


def paths_of(code: str, **records: list[Data]) -> list[Path]:
    """Return the paths of the problems that a rule finds in the small library with these
    records."""
    return [problem.path for problem in problems_of(code, **records)]


def case_paths(code: str, *steps: Data, **changes: Any) -> list[Path]:
    """Return the paths of the problems that a rule finds in a case with these steps after its
    filing, the step at index 0."""
    return paths_of(code, challenges=[challenge("c", steps=[FILED, *steps], **changes)])


def order(
    day: str = "2025-02-01", code: str = "injunction-granted", name: str | None = "i", **data: Any
) -> Data:
    """Return a step that makes an order, with `data` or else with a scope."""
    return step(day, code, id=name, order=data or {"scope": "The plans wait."})


def act(
    day: str, code: str, doing: str, upon: str = "i", name: str | None = None, **data: Any
) -> Data:
    """Return a step that acts upon the order, stay or end with the id `upon`."""
    return builders.act(day, upon, doing, code, id=name, **data)
