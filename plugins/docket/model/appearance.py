"""Appearance: the shapes and colours by which kinds are told apart, each defined once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

Points = tuple[tuple[float, float], ...]

POLYGONS: Mapping[str, Points] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "triangle": ((0, -1.04), (1.12, 1), (-1.12, 1)),
}
"""The corners of every shape but the circle, around 0 in units of its radius (y grows downwards).
They reach as far as makes them look equally large."""
CIRCLE = 1.04
"""The radius of the circle in the same units; it stands for every other shape, too."""
SHAPES = ("square", "circle", "diamond", "triangle")
ICON = 5
"""The radius of a shape in running text, which is drawn in a box from -6 to 6."""
BOX = 6
GROUNDS = {"light": "#fbfaf6", "dark": "#1b1c1e"}
"""The colours of the page (`--paper` in site.css) on which a kind's colours are seen."""
READABLE = 4.5
"""The contrast that text needs at least (WCAG 2.2, 1.4.3, level AA)."""


class Color(NamedTuple):
    """The colour of a kind on a light and on a dark page (#rrggbb)."""

    light: str
    dark: str


def shape_path(name: str, radius: float) -> str:
    """Return the d attribute of a shape around 0, every number with one decimal at the most."""
    points = POLYGONS.get(name)
    if points is None:
        r, across = _number(CIRCLE * radius), _number(2 * CIRCLE * radius)
        return f"M-{r} 0a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0Z"
    numbers = [_number(radius * value) for point in points for value in point]
    return "M" + " ".join(numbers).replace(" -", "-") + "Z"


def shape_clip(name: str) -> str:
    """Return the value of clip-path that cuts a shape out of a box as large as an icon's."""
    points = POLYGONS.get(name)
    if points is None:
        return f"circle({_number(CIRCLE * ICON / BOX * 50)}%)"
    corners = (" ".join(f"{_number(50 + v * ICON / BOX * 50)}%" for v in point) for point in points)
    return f"polygon({', '.join(corners)})"


def icons() -> Mapping[str, str]:
    """Return the d attribute of every shape as an icon, by name."""
    return {name: shape_path(name, ICON) for name in SHAPES}


def color_faults(color: Color) -> Iterator[str]:
    """Yield what keeps a colour from being read on the page."""
    for theme, ground in GROUNDS.items():
        value = getattr(color, theme)
        found = contrast(value, ground)
        if found < READABLE:
            other = "darker" if theme == "light" else "lighter"
            yield (
                f"x-color/{theme}: '{value}' has a contrast of {found:.2f} with the page "
                f"({ground}), and text needs {READABLE}; take a {other} one"
            )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return sum(weight * v for weight, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _number(value: float) -> str:
    """Return a number with one decimal at the most."""
    return f"{value:.1f}".removesuffix(".0")
