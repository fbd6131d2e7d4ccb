"""Mutations: records with values put, replaced and taken away at random, for tests that something
never crashes."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

ODD = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**14,
        "",
        " ",
        "x",
        "x\n",
        "a\nb",
        "\u00a0",
        "é",
        "2025",
        "2025-07",
        "2025-02-30",
        "2025-07-11",
        "../2025",
        "x" * 401,
        "https://a.b/c",
        "http://",
        "https://a b",
        "HTTPS://a.b",
        "a-b",
        "-",
        [],
        [None],
        ["x", "x"],
        {},
        {"x": 1},
        {"id": "x"},
        "signed",
        "copy",
        "site",
    ]
)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside a value, its own first."""
    yield path
    for key, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from paths(item, (*path, key))


@st.composite
def mutated(
    draw: st.DrawFn, values: list[dict[str, Any]], most: int = 3
) -> tuple[int, dict[str, Any]]:
    """One of some records with up to `most` of its values replaced or taken away, and which of them
    it was."""
    index = draw(st.integers(0, len(values) - 1))
    value = copy.deepcopy(values[index])
    for _ in range(draw(st.integers(1, most))):
        path = draw(st.sampled_from([path for path in paths(value) if path] or [("id",)]))
        holder: Any = value
        for key in path[:-1]:
            holder = holder[key]
        if draw(st.booleans()):
            holder[path[-1]] = copy.deepcopy(draw(ODD))
        elif path != ("id",):
            del holder[path[-1]]
    return index, value
