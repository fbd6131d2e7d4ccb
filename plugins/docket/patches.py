"""Patches: what makes one plain value of another (tuples and dicts of what marshal knows), so that a large value of which little has changed need not be written whole.

A patch is a plain value itself: None where nothing differs, (NEW, value) for another value, (PARTS, {index: patch}) for a tuple of as many parts, and
(ENTRIES, {key: patch}, {key that stayed, or None for the beginning: [(key, value), …] put in after it}, [keys that are gone]) for a dict, whose order is kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import Any

NEW, PARTS, ENTRIES = range(3)
Patch = tuple[Any, ...] | None


def patch(old: Any, new: Any) -> Patch:
    """What makes the new value of the old one."""
    if old is new:
        return None
    if type(old) is tuple and type(new) is tuple and len(old) == len(new):
        found = {index: part for index, parts in enumerate(zip(old, new, strict=True)) if (part := patch(*parts)) is not None}
        return (PARTS, found) if found else None
    if isinstance(old, dict) and isinstance(new, dict):
        return _entries(old, new)
    return None if marshal.dumps(old, 2) == marshal.dumps(new, 2) else (NEW, new)  # == would take 34 and 34.0 for the same


def patched(old: Any, change: Patch) -> Any:
    """The value that a patch makes of the old one, which stays as it is."""
    if change is None:
        return old
    if change[0] == NEW:
        return change[1]
    if change[0] == PARTS:
        return tuple([patched(part, change[1].get(index)) for index, part in enumerate(old)])
    _, changed, added, listed = change
    gone = frozenset(listed)
    made: dict[Any, Any] = dict(added.get(None, ()))
    for key, value in old.items():
        if key not in gone:
            made[key] = patched(value, changed[key]) if key in changed else value
            made.update(added.get(key, ()))
    return made


def _entries(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Patch:
    changed = {key: part for key, value in new.items() if key in old and old[key] is not value and (part := patch(old[key], value)) is not None}
    if list(old) == list(new):
        return (ENTRIES, changed, {}, []) if changed else None
    added, last = dict[Any, list[tuple[Any, Any]]](), None
    for key, value in new.items():
        if key in old:
            last = key
        else:
            added.setdefault(last, []).append((key, value))
    in_order = [key for key in new if key in old] == [key for key in old if key in new]
    return (ENTRIES, changed, added, [key for key in old if key not in new]) if in_order else (NEW, new)
