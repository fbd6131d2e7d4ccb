"""How long the status of a large collection takes: 10,000 records with two effects of court orders
each, then 20,000, in one run.

python bench/status.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests")]

from builders import challenge, directive, effect, library, place, state, step  # noqa: E402  (the path is set above)
from docket.model.references import link  # noqa: E402  (the path is set above)
from docket.status.history import history  # noqa: E402  (the path is set above)

SIZES = (10_000, 20_000)
ROUNDS = 3


def collection(size: int):
    """A library of `size` records, a fifth of them cases; every other record is blocked by one
    order and restored by another."""
    subjects = size * 4 // 5
    cases = [[] for _ in range(size - subjects)]
    for number in range(subjects):
        orders = cases[number % len(cases)]
        for day, code, what in (
            (number % 27 + 1, "injunction-granted", "blocks"),
            (number % 27 + 2, "stay-granted", "restores"),
        ):
            orders.append(
                step(
                    f"2025-{number % 5 + 6:02}-{day:02}",
                    code,
                    effects=[effect(f"d-{number}", what)],
                )
            )
    extra = [
        step(
            "2025-12-01",
            "order",
            effects=[effect(f"d-{number}", "upholds") for number in range(2 * size - 2 * subjects)],
        )
    ]
    return library(
        places=[place(), state()],
        directives=[directive(f"d-{number}") for number in range(subjects)],
        challenges=[
            challenge(
                f"c-{number}",
                steps=[step("2025-05-01", "filed"), *orders, *(extra if number == 0 else ())],
            )
            for number, orders in enumerate(cases)
        ],
    )


def main() -> None:
    """Prints, for each size, how many effects there are and the best of some rounds in seconds,
    links and histories apart."""
    print(f"{'records':>8} {'effects':>8} {'links s':>8} {'status s':>9}")
    for size in SIZES:
        records = collection(size)
        effects = sum(
            len(entry.get("effects", ())) for record in records for entry in record.part("steps")
        )
        linking, telling = [], []
        for _ in range(ROUNDS):
            start = perf_counter()
            links = link(records)
            middle = perf_counter()
            for record in records:
                if record.kind.initial_status:
                    history(record, records, links)
            linking.append(middle - start)
            telling.append(perf_counter() - middle)
        print(f"{size:>8,} {effects:>8,} {min(linking):>8.2f} {min(telling):>9.2f}")


if __name__ == "__main__":
    main()
