"""Count the steps of each month, in a lane for each kind, as bars that a template writes as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from docket.model import edtf
from docket.model.text import count
from docket.views.kinds import KindView
from docket.views.site import Site

WIDTH, LANE, HEAD, FOOT = 720, 44, 13, 18


class Bar(NamedTuple):
    """The bar of a month: position and size in units of the drawing, and its label."""

    x: float
    y: float
    width: float
    height: float
    label: str


class Lane(NamedTuple):
    """The row of bars of a kind: its name and title, and the y of its base line and of its
    label."""

    kind: str
    label: str
    base: float
    label_y: float
    bars: tuple[Bar, ...]


class Tick(NamedTuple):
    """The name of a month or year under the bars."""

    x: float
    label: str


class Density(NamedTuple):
    """Bars month by month in lanes. `title` says in words what they show, `caption` what is left
    out."""

    width: float
    height: float
    title: str
    caption: str
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def density(site: Site, months: int = 30) -> Density | None:
    """Return the bars of the last `months` months up to the day on which statuses are read; None if
    no step is known to the month."""
    counts = Counter(
        (entry.record.kind, (entry.date.earliest or "")[:7])
        for entry in site.timeline.entries
        if len(entry.date.text) > 4
    )
    known = sorted({month for _, month in counts if month and month <= site.as_of.isoformat()[:7]})
    if not known:
        return None
    first = next(month for month in known if _between(month, known[-1]) < months)
    shown = _months_up_to(known[-1], _between(first, known[-1]) + 1)
    kinds = [
        kind
        for kind in site.kinds
        if not kind.reference and any(counts[kind.name, month] for month in shown)
    ]
    tallest = max(counts[kind.name, month] for kind in kinds for month in shown)
    lanes = tuple(_lane(index, kind, shown, counts, tallest) for index, kind in enumerate(kinds))
    earlier = sum(number for (_, month), number in counts.items() if month < shown[0])
    title = (
        f"Dated steps a month, {edtf.english(shown[0])} to {edtf.english(shown[-1])}: "
        + ", ".join(
            f"{kind.title_plural} {sum(counts[kind.name, month] for month in shown)}"
            for kind in kinds
        )
    )
    caption = (
        f"Each column counts the dated steps of a month; the tallest stands for {tallest}."
        + (f" {count(earlier, 'earlier step')} not shown." if earlier else "")
    )
    return Density(
        WIDTH, HEAD + LANE * len(kinds) + FOOT - 14, title, caption, lanes, tuple(_ticks(shown))
    )


def _lane(
    index: int, kind: KindView, shown: Sequence[str], counts: Counter[tuple[str, str]], tallest: int
) -> Lane:
    """Return the lane of a kind; the bar of `tallest` steps has the full height."""
    top = index * LANE
    base, step = top + LANE - 2, WIDTH / len(shown)
    bars = []
    for position, month in enumerate(shown):
        number = counts[kind.name, month]
        if number:
            height = round(max((LANE - HEAD - 6) * number / tallest, 2), 1)
            bars.append(
                Bar(
                    round(position * step + step * 0.12, 1),
                    round(base - height, 1),
                    round(step * 0.76, 1),
                    height,
                    f"{edtf.english(month)}: {number}",
                )
            )
    return Lane(kind.name, kind.title_plural, base, top + HEAD - 4, tuple(bars))


def _ticks(shown: Sequence[str]) -> list[Tick]:
    """Return a tick for the first month of each quarter, with the year in January."""
    step = WIDTH / len(shown)
    quarters = [
        (position, month)
        for position, month in enumerate(shown)
        if month[5:] in ("01", "04", "07", "10")
    ]
    return [
        Tick(
            round((position + 0.5) * step, 1),
            edtf.english(month)[:3] + (f" {month[:4]}" if month[5:] == "01" else ""),
        )
        for position, month in quarters
    ]


def _between(first: str, last: str) -> int:
    """Return how many months lie between two months, written as 2025-07."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def _months_up_to(last: str, number: int) -> list[str]:
    """Return this many months in order, the last of them `last`."""
    end = int(last[:4]) * 12 + int(last[5:]) - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(end - number + 1, end + 1)]
